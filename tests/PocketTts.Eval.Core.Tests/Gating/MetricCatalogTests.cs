using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Tests.Results;

namespace PocketTts.Eval.Core.Tests.Gating;

public sealed class MetricCatalogTests
{
    [Fact]
    public void All_NamesAreUniqueAndMadeOfKnownQuantities()
    {
        Assert.Equal(MetricCatalog.All.Length, MetricCatalog.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Quantities.Names.Length, Quantities.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(MetricCatalog.All, m => Assert.All(m.Numerators.Concat(m.Denominator is { } d ? [d] : []), q => Assert.Contains(q, Quantities.Names)));
    }

    [Fact]
    public void Find_WrongName_OffersTheNearest() =>
        Assert.Contains("did you mean 'deletions'", Assert.Throws<InputException>(() => MetricCatalog.Find("deletion", "--metric")).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_ScoredRun_TakesTheSameCountsAsTheSummary()
    {
        var utterance = TestRun.Utterance("u1", "the quick brown fox jumps over the lazy dog");
        RunResult run = TestRun.Score(
            TestRun.Heard(utterance, "the quick brown fox"), TestRun.Heard(utterance, "the quick brown fox jumps over the lazy dog", 1), TestRun.Failed(utterance, 2), TestRun.Missing(utterance, 3), TestRun.Unreadable(utterance, 4));

        ScoreTable table = ScoreTables.Of(run, "somewhere");

        Assert.Equal([TakeOutcome.Counted, TakeOutcome.Counted, TakeOutcome.Counted, TakeOutcome.Missing, TakeOutcome.Counted], table.Takes.Select(t => t.Outcome));
        Assert.Equal([9, 9, 9, double.NaN, double.NaN], Column(table, Quantities.Words));
        Assert.Equal([5, 0, 9, double.NaN, double.NaN], Column(table, Quantities.Deletions));
        Assert.Equal([5, 0, 9, double.NaN, double.NaN], Column(table, Quantities.LongestLoss));
        Assert.Equal([1, 0, 1, double.NaN, 1], Column(table, Quantities.Wrong));
        Assert.Equal([0, 0, 1, double.NaN, 1], Column(table, Quantities.Failed));
        Assert.Equal([1, 0, 1, double.NaN, double.NaN], Column(table, Quantities.LastWordWrong));
        Assert.Equal([0, 0, 1, double.NaN, double.NaN], Column(table, Quantities.FirstWordWrong));
        Assert.Equal([1, 1, double.NaN, double.NaN, 1], Column(table, Quantities.WallSeconds));
        Assert.Equal(3, Column(table, Quantities.Severity)[2]);
        Assert.Equal("synthesize/crash", table.Takes[2].Failure);
        Assert.NotNull(table.Scoring);
        long deletions = run.Systems[0].Accuracy[0].Counts.Deletions;
        Assert.Equal(deletions, Column(table, Quantities.Deletions).Where(d => !double.IsNaN(d)).Sum());
        Assert.Contains(table.Words, w => w.Word == "dog" && w.Deleted == 1);
    }

    [Theory]
    [InlineData(.0321, "3.21 %", "+3.21 points")]
    [InlineData(0, "0.00 %", "+0.00 points")]
    public void Unit_Percent_ShowsPoints(double value, string shown, string difference)
    {
        Assert.Equal(shown, MetricUnit.Percent.Format(value));
        Assert.Equal(difference, MetricUnit.Percent.FormatDifference(value));
    }

    [Theory]
    [InlineData(.000123456, "0.000123")]
    [InlineData(1.23456, "1.23")]
    [InlineData(12345.6, "12346")]
    [InlineData(0, "0")]
    public void Unit_Ratio_ShowsThreeDigits(double value, string shown) => Assert.Equal(shown, MetricUnit.Ratio.Format(value));

    [Fact]
    public void Unit_Unknown_IsADash() => Assert.Equal("—", MetricUnit.Seconds.Format(null));

    private static ImmutableArray<double> Column(ScoreTable table, string name) => [.. table.Takes.Select(t => t.Values[table.Columns.IndexOf(name)])];
}

using System.Text.Json;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class RepeatsTests
{
    [Fact]
    public void FlipRate_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in GoldenRows.Section("statistics.json", "flip_rate").GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(
                row.GetProperty("flip").GetDouble(), Repeats.FlipRate(row.GetProperty("k").GetInt32(), row.GetProperty("R").GetInt32())!.Value, 12);
        }
    }

    [Fact]
    public void AllGoodAndAnyGood_EveryGoldenRow_AreEqual()
    {
        foreach (JsonElement row in GoldenRows.Section("statistics.json", "pass_at_k").GetProperty("rows").EnumerateArray())
        {
            (int takes, int good, int drawn) = (row.GetProperty("n").GetInt32(), row.GetProperty("c").GetInt32(), row.GetProperty("k").GetInt32());
            Assert.Equal(row.GetProperty("all_good").GetDouble(), Repeats.AllGood(good, takes, drawn), 12);
            Assert.Equal(row.GetProperty("at_least_one").GetDouble(), Repeats.AnyGood(good, takes, drawn), 12);
        }
    }

    [Fact]
    public void FlipRate_OneTake_IsUnknown() => Assert.Null(Repeats.FlipRate(1, 1));

    [Fact]
    public void Repeats_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Repeats.FlipRate(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Repeats.AllGood(1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Repeats.AnyGood(-1, 2, 1));
    }

    [Fact]
    public void Homogeneity_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in GoldenRows.Section("statistics.json", "icc").GetProperty("rows").EnumerateArray())
        {
            double[][] table = [.. row.GetProperty("table").EnumerateArray().Select(r => r.EnumerateArray().Select(e => e.GetDouble()).ToArray())];

            TakeHomogeneity homogeneity = TakeHomogeneity.Of(table)!;

            Assert.Equal(row.GetProperty("msb").GetDouble(), homogeneity.MeanSquareBetween, 9);
            Assert.Equal(row.GetProperty("msw").GetDouble(), homogeneity.MeanSquareWithin, 9);
            AssertEqual(row, "icc1", homogeneity.IntraclassCorrelation);
            AssertEqual(row, "design_effect", homogeneity.DesignEffect);
            AssertEqual(row, "n_eff", homogeneity.EffectiveTakes);
        }
    }

    [Fact]
    public void Homogeneity_TooSmallOrUneven_IsRefused()
    {
        Assert.Null(TakeHomogeneity.Of([[1, 0]]));
        Assert.Null(TakeHomogeneity.Of([[1], [0]]));
        Assert.Null(TakeHomogeneity.Of([]));
        Assert.Throws<ArgumentException>(() => TakeHomogeneity.Of([[1, 0], [0]]));
    }

    private static void AssertEqual(JsonElement row, string field, double? actual)
    {
        if (!row.TryGetProperty(field, out JsonElement expected) || expected.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(actual);
            return;
        }

        Assert.NotNull(actual);
        Assert.Equal(expected.GetDouble(), actual.Value, 6);
    }
}

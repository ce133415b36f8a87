using System.Globalization;
using CsvHelper;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Csv;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Csv;

public sealed class SystemsCsvTests
{
    [Fact]
    public async Task Write_TwoRecognizers_HasARowForEachPairInPlanOrder()
    {
        using CsvReader reader = CsvReader.FromText(await WriteAsync(FixtureRun.Build(["One.", "Two three."], 2, ["a", "b"])));
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString("system") + " " + reader.GetString("recognizer"));
        }

        Assert.Equal(["kokoro-heart a", "kokoro-heart b", "pocket-alba a", "pocket-alba b"], rows);
    }

    [Fact]
    public async Task Write_AnyRun_HasTheNumbersOfTheSummary()
    {
        RunResult run = FixtureRun.Small;
        using CsvReader reader = CsvReader.FromText(await WriteAsync(run));
        foreach (SystemSummary system in run.Systems)
        {
            Assert.True(reader.Read());
            AccuracySummary accuracy = system.Accuracy[0];
            VerdictSummary verdicts = system.Verdicts[0];
            Assert.Equal(accuracy.Counts.Deletions.ToString(CultureInfo.InvariantCulture), reader.GetString("deletions"));
            AssertNumber(accuracy.Counts.WordErrorRate, reader.GetString("werMicro"));
            AssertNumber(accuracy.Interval?.High, reader.GetString("werMicro95High"));
            AssertNumber(verdicts.Rate("skipped")!.RawRate, reader.GetString("skippedRate"));
            AssertNumber(verdicts.Rate("mangled")!.RawInterval?.Low, reader.GetString("mangledRate95Low"));
            AssertNumber(verdicts.CatastrophicTakes.ConfirmedRate, reader.GetString("catastrophicTakesConfirmedRate"));
            AssertNumber(system.Speed.Rtfx, reader.GetString("rtfx"));
            AssertNumber(system.Speed.FirstAudioSecondsMedian, reader.GetString("firstAudioSecondsMedian"));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public async Task Write_NothingReached_HasARowASystemWithEmptyRates()
    {
        using CsvReader reader = CsvReader.FromText(await WriteAsync(
            FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer], take => take with { Synthesis = null, Recognitions = [] })));

        Assert.True(reader.Read());
        Assert.Equal("1", reader.GetString("missingTakes"));
        Assert.Equal("0", reader.GetString("countedTakes"));
        foreach (string column in new[] { "werMicro", "skippedRate", "truncatedTakesRate", "rtfMedian", "wallSeconds", "processPeakMemoryBytes", "passAll" })
        {
            Assert.Equal(string.Empty, reader.GetString(column));
        }
    }

    [Fact]
    public async Task Write_NamesLikeFormulas_AreText()
    {
        RunResult run = FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer]);
        run = run with { Info = run.Info with { Name = "=cmd|' /C calc'!A0", Machine = run.Info.Machine with { CpuBrand = "＠SUM(1)" } } };
        using CsvReader reader = CsvReader.FromText(await WriteAsync(run));

        Assert.True(reader.Read());
        Assert.Equal("'=cmd|' /C calc'!A0", reader.GetString("run"));
        Assert.Equal("'＠SUM(1)", reader.GetString("cpu"));
    }

    [Fact]
    public async Task Write_Columns_AreAllDifferentAndDescribed()
    {
        string[] header = (await WriteAsync(FixtureRun.Small)).Split('\n')[0].Split(',');
        string document = await File.ReadAllTextAsync(Path.Combine(TestSupport.SharedFiles.RepositoryRoot(), "docs", "report-files.md"), TestContext.Current.CancellationToken);
        string section = document[document.IndexOf("## systems.csv", StringComparison.Ordinal)..document.IndexOf("## summary.json", StringComparison.Ordinal)];

        Assert.Equal(header.Length, header.Distinct(StringComparer.Ordinal).Count());
        HashSet<string> described = [.. section.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).SelectMany(l => l.Split('|')[1].Trim().Split(", "))];
        // a rate's columns are its name and fixed ends, described once
        string[] ends =
        [
            "", "Rate", "Rate95Low", "Rate95High", "Confirmed", "ConfirmedRate", "ConfirmedRate95Low", "ConfirmedRate95High", "CorrectedRate", "CorrectedRate95Low", "CorrectedRate95High",
        ];
        Assert.DoesNotContain(header, name => !ends.Any(end => name.EndsWith(end, StringComparison.Ordinal) && described.Contains(name[..^end.Length])));
        Assert.DoesNotContain(described, name => name is not "column" && !header.Contains(name));
    }

    private static void AssertNumber(double? expected, string cell)
    {
        if (expected is { } number)
        {
            Assert.Equal(number, double.Parse(cell, CultureInfo.InvariantCulture), 7);
        }
        else
        {
            Assert.Equal(string.Empty, cell);
        }
    }

    private static async Task<string> WriteAsync(RunResult run)
    {
        using var output = new StringWriter();
        await SystemsCsvWriter.WriteAsync(run, output, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}

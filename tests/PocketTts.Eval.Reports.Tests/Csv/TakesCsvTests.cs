using CsvHelper;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Csv;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Tests.Csv;

public sealed class TakesCsvTests
{
    [Fact]
    public async Task Write_TwoRecognizers_PrefixesTheirColumns()
    {
        string[] header = (await WriteAsync(FixtureRun.Build(["One."], 1, ["whisper-base", "whisper-tiny"]))).Split('\n')[0].Split(',');

        Assert.Equal(81, header.Length);
        Assert.Equal(["repeatsEarlierTake", "whisper-base.transcript", "whisper-base.averageLogProbability"], header[40..43]);
        Assert.Equal("whisper-tiny.confirmedFaults", header[^1]);
    }

    [Fact]
    public async Task Write_HostileTexts_HasOneRowATakeAndNoFormula()
    {
        string[] texts = FuzzTexts.Read();
        string csv = await WriteAsync(FixtureRun.Hostile);

        using CsvReader reader = CsvReader.FromText(csv);
        int rows = 0;
        while (reader.Read())
        {
            string cell = reader.GetString("text");
            string text = VisibleText.Of(texts[rows % texts.Length]);
            Assert.Equal(text, cell.StartsWith('\'') && !text.StartsWith('\'') ? cell[1..] : cell);
            Assert.DoesNotContain(cell.Length == 0 ? ' ' : cell[0], "=+-@\t\r＝＋－＠");
            rows++;
        }

        Assert.Equal(2 * texts.Length, rows);
    }

    [Fact]
    public async Task Write_MissingTake_HasEmptyCells()
    {
        RunResult run = FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer], take => take with { Synthesis = null, Recognitions = [] });

        Assert.Equal("kokoro-heart,everyday,ev001,0,missing,,,,,en,,One.," + new string(',', 48), (await WriteAsync(run)).Split('\n')[1]);
    }

    private static async Task<string> WriteAsync(RunResult run)
    {
        using var output = new StringWriter();
        await TakesCsvWriter.WriteAsync(run, output, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}

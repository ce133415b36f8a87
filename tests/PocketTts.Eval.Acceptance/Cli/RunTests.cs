using System.Diagnostics;
using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>The real job, on the stand-ins: what comes out, what it says when takes fail, and that it continues.</summary>
public sealed class RunTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_SteadyStandIn_EndsFineWithAWholeFolder()
    {
        CliResult result = await _cli.RunAsync("run", "--system", "loopback", "--system", "high=loopback:high", "--recognizer", "loopback", "--limit", "6", "--repeats", "2", "--out", "r");

        Assert.Equal(0, result.ExitCode);
        foreach (string name in new[] { "run.json", "journal.jsonl", "takes.csv", "summary.json", "summary.md", "report.html" })
        {
            Assert.True(File.Exists(Path.Combine(_cli.Folder, "r", name)), name);
        }

        Assert.Equal(1 + (2 * 6 * 2), Rows("r").Length);
        Assert.Equal(2 * 6, Directory.GetFiles(Path.Combine(_cli.Folder, "r", "audio"), "*.wav").Length);
        foreach (string figure in new[] { "WER", "Failed takes", "RTF median", "RTF p95", "RTFx", "Machine:", "deterministic" })
        {
            Assert.Contains(figure, result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("crash", "crash")]
    [InlineData("nan", "not-a-number")]
    [InlineData("silence", "silent-audio")]
    [InlineData("empty", "empty-audio")]
    public async Task Run_EveryTakeFails_EveryTakeHasARowAndTheExitCodeSaysSo(string fault, string reason)
    {
        CliResult result = await _cli.RunAsync("run", "--system", $"loopback:{fault}=1", "--recognizer", "loopback", "--limit", "5", "--repeats", "2", "--out", "r");

        Assert.Equal(2, result.ExitCode);
        string[] rows = Rows("r");
        Assert.Equal(11, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Contains($",failed,synthesize,{reason},", row, StringComparison.Ordinal));
        Assert.Contains("10 of 10", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Json_PrintsTheSummaryAndNothingElse()
    {
        CliResult result = await _cli.RunAsync("run", "--system", "loopback:skip=0.2", "--recognizer", "loopback", "--limit", "4", "--repeats", "1", "--out", "r", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(string.Empty, result.Error);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken), result.Out);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(1, json.RootElement.GetProperty("schemaVersion").GetInt32());
    }

    [Fact]
    public async Task Run_InterruptedAndStartedAgain_EndsLikeAnUndisturbedRun()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test sends SIGINT");
        string[] arguments = ["run", "--system", "flaky=loopback:mangle=0.1,rtf=0.02", "--recognizer", "loopback", "--limit", "40", "--repeats", "2", "--out"];
        CliResult interrupted = await _cli.RunAsync(p => _cli.InterruptAfterFirstTakesAsync(p, "r"), [.. arguments, "r"]);
        CliResult continued = await _cli.RunAsync([.. arguments, "r"]);
        CliResult undisturbed = await _cli.RunAsync([.. arguments, "whole"]);

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("the same command continues it", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, continued.ExitCode);
        Assert.Equal(0, undisturbed.ExitCode);
        Assert.Equal(Audio("whole"), Audio("r"));
        Assert.Equal(Transcripts("whole"), Transcripts("r"));
    }

    [Fact]
    public async Task Run_OtherPlanOnAnOldFolder_SaysWhatDiffers()
    {
        string[] first = ["run", "--system", "loopback", "--recognizer", "loopback", "--limit", "2", "--repeats", "1", "--out", "r"];
        await _cli.RunAsync(first);

        CliResult second = await _cli.RunAsync([.. first, "--seed", "7"]);

        Assert.Equal(1, second.ExitCode);
        string line = Assert.Single(second.ErrorLines);
        Assert.Contains("seed", line, StringComparison.Ordinal);
        Assert.Contains("--out", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TextsOfEverySort_EndsWithARowEach()
    {
        _cli.Write("odd.txt", "plain words\nyes 🙂🙂\n" + new string('x', 3000) + "\nwords and 42 and café\n");

        CliResult result = await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--corpus", "odd.txt", "--repeats", "1", "--out", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(5, Rows("r").Length);
    }

    [Fact]
    public async Task Run_PlanWithoutCorpusInAnyFolder_UsesTheShippedOne()
    {
        _cli.Write("plan.yaml", "systems: [loopback]\nrecognizers: [loopback]\nrepeats: 1\nlimit: 2\nout: r\n");

        CliResult result = await _cli.RunAsync("run", "plan.yaml");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(3, Rows("r").Length);
    }

    [Fact]
    public async Task Run_KokoroAndWhisper_HearsEveryWordOfAShortText()
    {
        SharedFiles.Model("kokoro/voices/af_heart.bin");
        _cli.Write("two.txt", "The kettle is on.\nShe opened the letter slowly.\n");

        CliResult result = await _cli.RunAsync("run", "--system", "kokoro:af_heart", "--corpus", "two.txt", "--repeats", "2", "--out", "r");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("deterministic", result.Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken));
        JsonElement accuracy = json.RootElement.GetProperty("systems")[0].GetProperty("accuracy")[0];
        Assert.Equal(9, accuracy.GetProperty("hits").GetInt32());
        Assert.Equal(0, accuracy.GetProperty("werMicro").GetDouble());
        Assert.Equal(2, accuracy.GetProperty("countedTakes").GetInt32());
    }

    public void Dispose() => _cli.Dispose();

    private string[] Rows(string folder) =>
        File.ReadAllText(Path.Combine(_cli.Folder, folder, "takes.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string[] Audio(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_cli.Folder, folder, "audio")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private string[] Transcripts(string folder)
    {
        string[] rows = Rows(folder);
        string[] header = rows[0].Split(',');
        int from = Array.IndexOf(header, "transcript");
        Assert.True(from > 0, rows[0]);

        // times differ from run to run; everything from the transcript on must not
        return [.. rows.Skip(1).Select(r => string.Join(',', r.Split(',')[^(header.Length - from)..]))];
    }
}

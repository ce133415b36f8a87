using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Runs that are cut off, old, damaged or empty, read by every command that reads runs: one clear line, or files that say so.</summary>
public sealed class StoredRunTests : IDisposable
{
    private readonly CliProcess _cli = new();

    // a command line that reads the run "r"
    public static TheoryData<string> Readers => ["score r", "export r --format jsonl", "export r --format trn", "diff-words r", "view r --port 1", "report r --out page.html"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Read_OtherSchemaVersion_SaysWhichAndWhatToDo(string command)
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        StoredRun.Change(run, "\"schemaVersion\": 1", "\"schemaVersion\": 0");
        await FailsAsync(command, "run.json: schemaVersion: the run has format 0; expected 1; run its plan again, or use the pocket-eval that made it");

        StoredRun.Change(run, "\"schemaVersion\": 0", "\"schemaVersion\": 2");
        await FailsAsync(command, "run.json: schemaVersion: the run has format 2; expected 1; use a newer pocket-eval");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Read_FolderThatIsNoWholeRun_IsOneLine(string command)
    {
        Directory.CreateDirectory(Path.Combine(_cli.Folder, "r"));
        await FailsAsync(command, "r: no run here: the folder has no run.json");

        Directory.Delete(Path.Combine(_cli.Folder, "r"));
        _cli.Write("r", "a file");
        await FailsAsync(command, "r: no run here");

        File.Delete(Path.Combine(_cli.Folder, "r"));
        string run = await StoredRun.MakeAsync(_cli, "r");
        string text = await File.ReadAllTextAsync(Path.Combine(run, "run.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(run, "run.json"), text[..(text.Length / 2)], TestContext.Current.CancellationToken);
        await FailsAsync(command, "run.json: the file is damaged");

        await File.WriteAllTextAsync(Path.Combine(run, "run.json"), text, TestContext.Current.CancellationToken);
        string corpus = Directory.GetFiles(Path.Combine(run, "corpora"))[0];
        await File.AppendAllTextAsync(corpus, "{\"id\":\"more\",\"text\":\"More.\"}\n", TestContext.Current.CancellationToken);
        await FailsAsync(command, "the file was changed after the run was made");

        File.Delete(corpus);
        await FailsAsync(command, Path.GetFileName(corpus));
    }

    [Fact]
    public async Task Read_HalfWritten_SaysSoEverywhere()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        StoredRun.CutOff(run, lines: 12);

        CliResult score = await _cli.RunAsync("score", "r");
        CliResult words = await _cli.RunAsync("diff-words", "r");
        CliResult export = await _cli.RunAsync("export", "r", "--format", "jsonl", "--out", "data");
        CliResult trn = await _cli.RunAsync("export", "r", "--format", "trn", "--out", "data");
        CliResult report = await _cli.RunAsync("report", "r");

        Assert.Equal(2, score.ExitCode);
        Assert.All([words, export, trn, report], r => Assert.True(r.ExitCode == 0, r.Error));
        foreach (CliResult result in new[] { score, words, export, trn, report })
        {
            Assert.Contains("note: ", result.Error, StringComparison.Ordinal);
            Assert.Contains("journal.jsonl:13:", result.Error, StringComparison.Ordinal);
            Assert.Contains("the run is still going on, or was killed: 20 of 32 takes are missing", result.Error, StringComparison.Ordinal);
        }

        Assert.Matches(@"\d+ takes without a transcript are left out", trn.Error);
        foreach (string name in new[] { "report.html", "summary.md" })
        {
            Assert.Contains("The run has not ended", await File.ReadAllTextAsync(Path.Combine(run, name), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using JsonDocument summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run, "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal("started", summary.RootElement.GetProperty("run").GetProperty("status").GetString());
        Assert.Equal(33, (await File.ReadAllLinesAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken)).Length);
        Assert.Contains(await File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "data", "metadata.jsonl"), TestContext.Current.CancellationToken), l => l.Contains("\"status\":\"missing\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_WithoutJournal_IsARunOfMissingTakes()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        File.Delete(Path.Combine(run, "journal.jsonl"));

        CliResult score = await _cli.RunAsync("score", "r");
        CliResult export = await _cli.RunAsync("export", "r", "--format", "csv");

        Assert.Equal(2, score.ExitCode);
        Assert.Contains("32 of 32 takes are missing", score.Error, StringComparison.Ordinal);
        Assert.True(export.ExitCode == 0, export.Error);
        Assert.All((await File.ReadAllLinesAsync(Path.Combine(run, "metadata.csv"), TestContext.Current.CancellationToken)).Skip(1), l => Assert.Contains(",missing,", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ZeroTakes_FilesSaySoAndExportIsOneLine()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        string path = Path.Combine(run, "run.json");
        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        root["corpora"] = new JsonArray();
        root["plan"]!["corpora"] = new JsonArray();
        await File.WriteAllTextAsync(path, root.ToJsonString(), TestContext.Current.CancellationToken);

        CliResult score = await _cli.RunAsync("score", "r");
        CliResult words = await _cli.RunAsync("diff-words", "r");
        await FailsAsync("export r --format csv", "r: the run has no takes");
        CliResult report = await _cli.RunAsync("report", "r");

        Assert.True(score.ExitCode == 0, score.Error);
        Assert.True(words.ExitCode == 0, words.Error);
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("the plan has no takes", await File.ReadAllTextAsync(Path.Combine(run, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("the plan has no takes", await File.ReadAllTextAsync(Path.Combine(run, "summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_SoundsGone_TablesStayAndExportSaysSo()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        string takes = await File.ReadAllTextAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(run, "audio"), recursive: true);

        CliResult score = await _cli.RunAsync("score", "r");
        CliResult export = await _cli.RunAsync("export", "r", "--format", "csv");
        await FailsAsync("export r --format csv --with-sound", "no take of the run is left to export");

        Assert.True(score.ExitCode == 2, score.Error);
        Assert.Equal(takes, await File.ReadAllTextAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken));
        Assert.True(export.ExitCode == 0, export.Error);
        Assert.Matches(@"note: the sound of \d+ takes is not in the run folder: file_name is empty there", export.Error);
        string page = await File.ReadAllTextAsync(Path.Combine(run, "report.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("href=\"audio/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_SeveralRunsThatShareNothing_ScoresEach()
    {
        await StoredRun.MakeAsync(_cli, "a");
        CliResult other = await _cli.RunAsync("run", "--system", "other=loopback:high", "--recognizer", "loopback", "--corpus", "corpora/minimal-pairs", "--limit", "3", "--repeats", "1", "--in-process", "--out", "b");
        Assert.True(other.ExitCode == 0, other.Error);

        CliResult score = await _cli.RunAsync("score", "a", "b");
        CliResult compare = await _cli.RunAsync("compare", "a", "b");
        CliResult report = await _cli.RunAsync("report", "a", "b", "--out", "both.html");

        Assert.Equal(2, score.ExitCode);
        Assert.Contains("other", score.Out, StringComparison.Ordinal);
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("other", await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "both.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, compare.ExitCode);
        Assert.Contains("no system of", Assert.Single(compare.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task FailsAsync(string command, string part)
    {
        CliResult result = await _cli.RunAsync(command.Split(' '));

        Assert.True(result.ExitCode == 1, $"{command}: {result.ExitCode} {result.Error}");
        Assert.Contains(part, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Out);
    }
}

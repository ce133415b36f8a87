namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>report</c> on stored runs: one, several, half-written, without sound, and what is no run.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public ReportTests()
    {
        _cli.Environment["POCKET_EVAL_MODELS"] = null;
        _cli.Environment["XDG_CACHE_HOME"] = _cli.Folder;
    }

    [Fact]
    public async Task Report_OneRun_WritesThePageIntoItsFolderAndSaysWhere()
    {
        await RunAsync("r");
        File.Delete(Path.Combine(_cli.Folder, "r", "report.html"));

        CliResult result = await _cli.RunAsync("report", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(Path.Combine(_cli.Folder, "r", "report.html"), result.Out.TrimEnd());
        string page = await ReadAsync("r/report.html");
        Assert.Contains("flaky lost ", page, StringComparison.Ordinal);
        Assert.Contains("\"audio\":\"audio/\"", page, StringComparison.Ordinal);
        Assert.Contains("\"wf\":\"", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "r", "plots", "words.svg")));
    }

    [Fact]
    public async Task Report_TwoRuns_StandInOneTableWithTheirNames()
    {
        await RunAsync("a");
        await RunAsync("b", "--seed", "2");

        CliResult result = await _cli.RunAsync("report", "a", "b", "--out", "pages/both.html");

        Assert.True(result.ExitCode == 0, result.Error);
        string page = await ReadAsync("pages/both.html");
        Assert.Contains("a/flaky", page, StringComparison.Ordinal);
        Assert.Contains("b/flaky", page, StringComparison.Ordinal);
        Assert.Contains("\"audio\":\"../b/audio/\"", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "pages", "plots", "words.png")));
    }

    [Fact]
    public async Task Report_EmbeddedAudio_IsInThePageUpToTheCap()
    {
        await RunAsync("r");

        CliResult result = await _cli.RunAsync("report", "r", "--embed-audio", "1", "--out", "with.html");

        Assert.True(result.ExitCode == 0, result.Error);
        string page = await ReadAsync("with.html");
        Assert.Contains("id=\"sounds\"", page, StringComparison.Ordinal);
        Assert.Contains("media-src 'self' file: data:", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 500_000, 3_000_000);
    }

    [Fact]
    public async Task Report_TornJournalAndNoAudio_IsAReportThatSaysSo()
    {
        await RunAsync("r");
        Directory.Delete(Path.Combine(_cli.Folder, "r", "audio"), recursive: true);
        string journal = Path.Combine(_cli.Folder, "r", "journal.jsonl");
        byte[] facts = await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(journal, facts[..(facts.Length / 2)], TestContext.Current.CancellationToken);
        _cli.Write("r/gate.json", "{ torn");

        CliResult result = await _cli.RunAsync("report", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        string page = await ReadAsync("r/report.html");
        Assert.Contains("the run has not reached", page, StringComparison.Ordinal);
        Assert.Contains("gate.json in the run folder cannot be read", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"h\":\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no run here", "report", "nowhere")]
    [InlineData("the run is named twice", "report", "r", "./r")]
    [InlineData("this is a folder", "report", "r", "--out", "r")]
    [InlineData("megabytes from 0 to 500", "report", "r", "--embed-audio", "9000")]
    [InlineData("cannot write the report", "report", "r", "--out", "r/run.json/report.html")]
    public async Task Report_BadInput_IsOneLine(string part, params string[] arguments)
    {
        await RunAsync("r");

        CliResult result = await _cli.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(part, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_NewerSchema_IsOneLine()
    {
        await RunAsync("r");
        string file = Path.Combine(_cli.Folder, "r", "run.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 99", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        CliResult result = await _cli.RunAsync("report", "r");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("run.json", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(_cli.Folder, file), TestContext.Current.CancellationToken);

    private async Task RunAsync(string folder, params string[] more)
    {
        CliResult run = await _cli.RunAsync(
            ["run", "--system", "flaky=loopback:skip=0.05,mangle=0.05,repeat=0.03", "--recognizer", "loopback", "--limit", "8", "--repeats", "2", "--in-process", "--out", folder, .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}

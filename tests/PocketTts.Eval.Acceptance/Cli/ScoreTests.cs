using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>score</c> and <c>diff-words</c> on a stored run.</summary>
public sealed class ScoreTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public ScoreTests()
    {
        _cli.Environment["POCKET_EVAL_MODELS"] = null;
        _cli.Environment["XDG_CACHE_HOME"] = _cli.Folder;
    }

    [Fact]
    public async Task Score_StoredRunWithoutItsSound_WritesTheSameFilesAgain()
    {
        await RunAsync();
        string run = Path.Combine(_cli.Folder, "r");
        string words = await File.ReadAllTextAsync(Path.Combine(run, "words.csv"), TestContext.Current.CancellationToken);
        string takes = await File.ReadAllTextAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(run, "audio"), recursive: true);
        File.Delete(Path.Combine(run, "words.csv"));

        CliResult result = await _cli.RunAsync("score", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Confirmed", result.Out, StringComparison.Ordinal);
        Assert.Contains("strict/1", result.Out, StringComparison.Ordinal);
        Assert.Contains("words wrong most often", result.Out, StringComparison.Ordinal);
        Assert.Equal(words, await File.ReadAllTextAsync(Path.Combine(run, "words.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(takes, await File.ReadAllTextAsync(Path.Combine(run, "takes.csv"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("plain", "plain/1")]
    [InlineData("whisper-english", "whisper-english/1")]
    [InlineData("whisper-basic", "whisper-basic/1")]
    public async Task Score_OtherNormalizer_IsNamedInTheSummary(string name, string id)
    {
        await RunAsync();

        CliResult result = await _cli.RunAsync("score", "r", "--normalizer", name, "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(id, json.RootElement.GetProperty("run").GetProperty("scoring").GetProperty("normalizer").GetString());
        Assert.True(json.RootElement.GetProperty("systems")[0].GetProperty("verdicts")[0].GetProperty("wordRates").GetArrayLength() >= 8);
    }

    [Fact]
    public async Task DiffWords_StoredRun_PrintsWordsWithContext()
    {
        await RunAsync();

        CliResult text = await _cli.RunAsync("diff-words", "r", "--top", "3");
        CliResult json = await _cli.RunAsync("diff-words", "r", "--top", "3", "--system", "flaky", "--json");

        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Matches(@"(?m)^  \w+ +(lost|mangled|replaced|repeated) \d/3.*""[^""]*\[\w+\][^""]*""", text.Out);
        Assert.True(json.ExitCode == 0, json.Error);
        using JsonDocument rows = JsonDocument.Parse(json.Out);
        Assert.Equal(3, rows.RootElement.GetArrayLength());
        Assert.Equal("flaky", rows.RootElement[0].GetProperty("system").GetString());
    }

    [Theory]
    [InlineData("no run here", "score", "nowhere")]
    [InlineData("no normalizer 'loose'", "score", "r", "--normalizer", "loose")]
    [InlineData("no system 'flakey'", "diff-words", "r", "--system", "flakey")]
    [InlineData("--top", "diff-words", "r", "--top", "0")]
    [InlineData("nowhere.json: --calibration: the calibration cannot be read", "score", "r", "--calibration", "nowhere.json")]
    [InlineData("schemaVersion", "gate", "r", "--rules", "rules.yaml", "--calibration", "old.json")]
    public async Task Score_BadInput_IsOneLineAndExitsWithOne(string part, params string[] arguments)
    {
        await RunAsync();
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder, "old.json"), """{"schemaVersion": 7}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder, "rules.yaml"), "rules:\n  - name: words\n    metric: deletions\n    max: 900 per 1000 words\n", TestContext.Current.CancellationToken);

        CliResult result = await _cli.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(part, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task RunAsync()
    {
        CliResult run = await _cli.RunAsync(
            "run", "--system", "flaky=loopback:skip=0.05,mangle=0.05,repeat=0.03", "--recognizer", "loopback", "--limit", "12", "--repeats", "3", "--in-process", "--out", "r");
        Assert.True(run.ExitCode == 0, run.Error);
    }
}

using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>The release pipeline on the stand-ins: run, keep a baseline, gate, compare; and that bad input never passes.</summary>
public sealed class GateTests : IDisposable
{
    private const string Rules = """
        minimum-texts: 20
        rules:
          - name: words not heard
            metric: deletions
            max-increase: 15 per 1000 words
          - name: word errors
            metric: wer
            max: 20 %
        """;

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Gate_EqualAndWorseRelease_PassesAndFailsWithAllFiles()
    {
        _cli.Write("rules.yaml", Rules);
        await RunAsync("base", "skip=0.005");
        await RunAsync("same", "skip=0.005", seed: "2");
        await RunAsync("worse", "skip=0.08", seed: "3");

        CliResult saved = await _cli.RunAsync("baseline", "save", "base", "baselines/voice");
        CliResult same = await _cli.RunAsync("gate", "same", "--baseline", "baselines/voice", "--rules", "rules.yaml");
        CliResult worse = await _cli.RunAsync("gate", "worse", "--baseline", "baselines/voice", "--rules", "rules.yaml");

        Assert.Equal(0, saved.ExitCode);
        Assert.Equal(0, same.ExitCode);
        Assert.Contains("PASS: of 2 decisions 2 passed", same.Out, StringComparison.Ordinal);
        Assert.Equal(3, worse.ExitCode);
        Assert.Contains("✗ fail  words not heard", worse.Out, StringComparison.Ordinal);
        Assert.Contains("again: pocket-eval gate worse --baseline baselines/voice --rules rules.yaml --rule 'words not heard'", worse.Out, StringComparison.Ordinal);
        foreach (string file in new[] { "gate.json", "junit.xml", "gate.md", "gl-code-quality-report.json" })
        {
            Assert.True(File.Exists(Path.Combine(_cli.Folder, "worse", file)), file);
        }

        CliResult again = await _cli.RunAsync("gate", "worse", "--baseline", "baselines/voice", "--rules", "rules.yaml", "--rule", "words not heard", "--json");
        Assert.Equal(3, again.ExitCode);
        using JsonDocument one = JsonDocument.Parse(again.Out);
        Assert.Equal("words not heard", Assert.Single(one.RootElement.GetProperty("decisions").EnumerateArray()).GetProperty("rule").GetString());

        CliResult compared = await _cli.RunAsync("compare", "baselines/voice", "worse", "--metric", "deletions", "--out", "c.md");
        Assert.Equal(0, compared.ExitCode);
        Assert.Contains("worse", compared.Out, StringComparison.Ordinal);
        Assert.Contains("words that got worse", compared.Out, StringComparison.Ordinal);
        Assert.Contains("| deletions |", await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "c.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_InGitHubActions_WritesAnnotationsAndSummary()
    {
        _cli.Write("rules.yaml", "rules:\n  - {name: errors, metric: wer, max: 0.1 %}\n");
        await RunAsync("run", "skip=0.1", limit: "20");
        string summary = _cli.Write("summary.md", "before\n");
        _cli.Environment["GITHUB_ACTIONS"] = "true";
        _cli.Environment["GITHUB_STEP_SUMMARY"] = summary;

        CliResult result = await _cli.RunAsync("gate", "run", "--rules", "rules.yaml");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("::error file=rules.yaml,line=2,", result.Out, StringComparison.Ordinal);
        string written = await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken);
        Assert.StartsWith("before\n<!-- pocket-eval gate -->", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_TooFewTexts_IsExitCodeFourOrAWarning()
    {
        _cli.Write("rules.yaml", "minimum-texts: 100\nrules:\n  - {name: errors, metric: wer, max: 50 %}\n");
        await RunAsync("run", "skip=0.01", limit: "5");
        Assert.Equal(4, (await _cli.RunAsync("gate", "run", "--rules", "rules.yaml")).ExitCode);
        CliResult warned = await _cli.RunAsync("gate", "run", "--rules", "rules.yaml", "--inconclusive", "warn");
        Assert.Equal(0, warned.ExitCode);
        Assert.Contains("INCONCLUSIVE (a warning only, as asked)", warned.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "rules.yaml", "no such folder")]
    [InlineData(".", "rules.yaml", "neither a run")]
    [InlineData(".", "nowhere.yaml", "no such file")]
    [InlineData(".", "wrong.yaml", "no metric 'werr'; did you mean 'wer'")]
    public async Task Gate_BadInput_OneLineAndExitCodeOne(string head, string rules, string mentions)
    {
        _cli.Write("rules.yaml", Rules);
        _cli.Write("wrong.yaml", "rules:\n  - {name: a, metric: werr, max: 5 %}\n");
        CliResult result = await _cli.RunAsync("gate", head, "--rules", rules);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(mentions, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Out);
    }

    [Fact]
    public async Task Compare_TwoSystemsOfOneRun_AndBadMetric()
    {
        await _cli.RunAsync("run", "--system", "a=loopback", "--system", "b=loopback:skip=0.1", "--recognizer", "loopback", "--limit", "30", "--repeats", "2", "--out", "r");
        CliResult compared = await _cli.RunAsync("compare", "r", "--json", "--metric", "deletions");
        Assert.Equal(0, compared.ExitCode);
        using JsonDocument json = JsonDocument.Parse(compared.Out);
        JsonElement comparison = Assert.Single(json.RootElement.GetProperty("comparisons").EnumerateArray());
        Assert.Equal("worse", comparison.GetProperty("differences")[0].GetProperty("verdict").GetString());
        CliResult wrong = await _cli.RunAsync("compare", "r", "--metric", "deletion");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("did you mean 'deletions'", Assert.Single(wrong.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UntilDecided_StopsEarlyAndSaysWhatItSaved()
    {
        _cli.Write("rules.yaml", Rules);
        await RunAsync("base", "skip=0.005");

        CliResult result = await _cli.RunAsync(
            "run", "--in-process", "--system", "voice=loopback:skip=0.2", "--recognizer", "loopback", "--limit", "60", "--repeats", "20", "--seed", "5", "--out", "adaptive", "--until-decided", "rules.yaml", "--baseline", "base");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("takes saved", result.Out, StringComparison.Ordinal);
        Assert.Contains("of 1200 takes", result.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "adaptive", "gate.json")));

        CliResult alone = await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--baseline", "base", "--out", "x");
        Assert.Equal(1, alone.ExitCode);
        Assert.Contains("--until-decided", Assert.Single(alone.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task RunAsync(string folder, string options, string seed = "1", string limit = "60") =>
        await _cli.RunAsync("run", "--system", $"voice=loopback:{options}", "--recognizer", "loopback", "--limit", limit, "--repeats", "3", "--seed", seed, "--out", folder);
}

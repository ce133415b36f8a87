using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>run --until-decided</c> that is interrupted, and what its baseline is scored with.</summary>
public sealed class UntilDecidedTests : IDisposable
{
    private const string Rules = """
        minimum-texts: 20
        rules:
          - name: words not heard
            metric: deletions
            max-increase: 15 per 1000 words
        """;

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_UntilDecidedInterrupted_IsCancelledAndLosesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test sends SIGINT");
        await PrepareAsync();
        CliResult interrupted = await _cli.RunAsync(p => _cli.InterruptAfterFirstTakesAsync(p, "r"), Arguments("r", "skip=0.2,rtf=0.1"));
        string[] spoken = Spoken("r");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("the same command continues it", interrupted.Error, StringComparison.Ordinal);
        Assert.NotEmpty(spoken);

        // half a run decides nothing
        Assert.False(File.Exists(Path.Combine(_cli.Folder, "r", "gate.json")));

        CliResult continued = await _cli.RunAsync(Arguments("r", "skip=0.2,rtf=0.1"));
        CliResult undisturbed = await _cli.RunAsync(Arguments("whole", "skip=0.2,rtf=0.1"));

        Assert.True(continued.ExitCode == 3, continued.Error);
        Assert.Equal(3, undisturbed.ExitCode);
        Assert.Equal(spoken, Spoken("r").Take(spoken.Length));
        Assert.Equal(Audio("whole"), Audio("r"));
        Assert.Equal(Decided("whole"), Decided("r"));
    }

    [Fact]
    public async Task Run_UntilDecided_ScoresBaselineAndHeadByTheSameSounds()
    {
        SharedFiles.Model("kokoro/misaki/us_gold.json");
        await PrepareAsync();

        CliResult result = await _cli.RunAsync(Arguments("r", "skip=0.2"));

        // a run folder has no scores of its own: it must not make the head fall back to sounds guessed from letters
        Assert.True(result.ExitCode == 3, result.Error);
        using JsonDocument summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken));
        Assert.StartsWith("misaki", summary.RootElement.GetProperty("run").GetProperty("scoring").GetProperty("pronunciations").GetString(), StringComparison.Ordinal);
        CliResult gate = await _cli.RunAsync("gate", "r", "--baseline", "base", "--rules", "rules.yaml", "--json");
        using JsonDocument later = JsonDocument.Parse(gate.Out);
        using JsonDocument then = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "gate.json"), TestContext.Current.CancellationToken));
        Assert.Equal(Values(later), Values(then));
    }

    public void Dispose() => _cli.Dispose();

    private static string[] Arguments(string folder, string options) =>
    [
        "run", "--system", $"voice=loopback:{options}", "--recognizer", "loopback", "--limit", "40", "--repeats", "6", "--seed", "5", "--out", folder, "--until-decided", "rules.yaml", "--baseline", "base",
    ];

    private static string[] Values(JsonDocument gate) =>
        [.. gate.RootElement.GetProperty("decisions").EnumerateArray().Select(d => $"{d.GetProperty("rule")} {d.GetProperty("state")} {d.GetProperty("value").GetProperty("value")} {d.GetProperty("baselineValue").GetProperty("value")}")];

    private async Task PrepareAsync()
    {
        _cli.Write("rules.yaml", Rules);
        CliResult baseline = await _cli.RunAsync("run", "--system", "voice=loopback:skip=0.005", "--recognizer", "loopback", "--limit", "40", "--repeats", "2", "--out", "base");
        Assert.True(baseline.ExitCode == 0, baseline.Error);
    }

    // in the order of the journal: what was there before stays
    private string[] Spoken(string folder) =>
        [.. File.ReadLines(Path.Combine(_cli.Folder, folder, "journal.jsonl")).Where(l => l.Contains("\"synthesized\"", StringComparison.Ordinal))];

    private string[] Audio(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_cli.Folder, folder, "audio")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private string[] Decided(string folder)
    {
        using JsonDocument gate = JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli.Folder, folder, "gate.json")));
        return Values(gate);
    }
}

using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>plan</c> and <c>runs</c>: what a run would do and what runs lie around.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Plan_BeforeAndAfterARun_ShowsTakesCostAndFolder()
    {
        _cli.Write("plan.yaml", "systems: [loopback:rtf=0.01, b=loopback:high]\nrecognizers: [loopback]\nlimit: 4\nrepeats: 2\nout: runs/r\n");

        CliResult before = await _cli.RunAsync("plan", "plan.yaml");
        await _cli.RunAsync("run", "plan.yaml");
        CliResult after = await _cli.RunAsync("plan", "plan.yaml", "--json");

        Assert.Equal(0, before.ExitCode);
        Assert.Contains("takes:       16 (2 of each text by each system), interleaved, seed 1", before.Out, StringComparison.Ordinal);
        Assert.Contains("speaking unknown, transcribing unknown; no earlier run on this computer", before.Out, StringComparison.Ordinal);
        Assert.Contains("runs/r (new)", before.Out, StringComparison.Ordinal);
        Assert.Matches(@"everyday\s+4 of \d+\s+\d+\s+8 ", before.Out);
        Assert.Matches(@"together\s+16 ", before.Out);
        using JsonDocument json = JsonDocument.Parse(after.Out);
        Assert.Equal(16, json.RootElement.GetProperty("takes").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("earlierRuns").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("synthesisSeconds").GetDouble(), 0.001, 60);
        Assert.Equal("16 of 16 takes spoken, completed", json.RootElement.GetProperty("outputState").GetString());
    }

    [Fact]
    public async Task Plan_ManyMistakes_AreAllSaidAtOnce()
    {
        _cli.Write("plan.yaml", "systems: [loopbak, loopback:skp=1]\nrecognizers: [lopback]\nrepeats: 0\nsed: 1\ncorpora: [{path: corpora/everyday, tags: qestion}]\n");

        CliResult result = await _cli.RunAsync("plan", "plan.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(string.Empty, result.Out);
        Assert.Equal(
            ["plan.yaml:1:11", "plan.yaml:2:15", "plan.yaml:3:10", "plan.yaml:4:1", "plan.yaml:5:42"],
            result.ErrorLines.Select(l => string.Join(':', l["error: ".Length..].Split(':')[..3])));
        Assert.Equal(5, result.ErrorLines.Count(l => l.Contains("did you mean", StringComparison.Ordinal) || l.Contains("1 to 10000", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Runs_ListAndPrune_AskFirst()
    {
        await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--limit", "2", "--repeats", "1", "--out", "runs/one");
        await _cli.RunAsync("run", "--system", "loopback:nan=1", "--recognizer", "loopback", "--limit", "2", "--repeats", "1", "--out", "runs/two");

        CliResult list = await _cli.RunAsync("runs", "runs", "--json");
        CliResult unasked = await _cli.RunAsync("runs", "prune", "runs", "--max-size", "0B");
        CliResult no = await _cli.RunAsync("no\n"u8.ToArray(), "runs", "prune", "runs", "--max-size", "0B");
        CliResult young = await _cli.RunAsync("runs", "prune", "runs", "--older-than", "1d", "--yes");
        Assert.True(Directory.Exists(Path.Combine(_cli.Folder, "runs", "one")));
        CliResult yes = await _cli.RunAsync("yes\n"u8.ToArray(), "runs", "prune", "runs", "--max-size", "0B");

        using JsonDocument json = JsonDocument.Parse(list.Out);
        Assert.Equal(
            ["completed, takes failed 2/2", "completed 2/2"],
            json.RootElement.EnumerateArray().Select(r => $"{r.GetProperty("status").GetString()} {r.GetProperty("finishedTakes").GetInt32()}/{r.GetProperty("plannedTakes").GetInt32()}"));
        Assert.Equal(1, unasked.ExitCode);
        Assert.Contains("--yes", Assert.Single(unasked.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (no.ExitCode, young.ExitCode, yes.ExitCode));
        Assert.Contains("nothing was removed", no.Error, StringComparison.Ordinal);
        Assert.Contains("no run to remove", young.Out, StringComparison.Ordinal);
        Assert.Contains("removed 2 runs", yes.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_cli.Folder, "runs")));
    }

    public void Dispose() => _cli.Dispose();
}

using System.Text.Json;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A system with every kind of death and of bad sound: all are accounted for by name, and none holds the run up.</summary>
public sealed class FaultTests : IDisposable
{
    private const double LimitSeconds = 5;
    private const string Spec = "loopback:abort=0.01,hang=0.005,nan=0.005,empty=0.005,exit=0.005";

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_HostileSystem_EveryFaultIsNamedAndNoneHoldsTheRunUp()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the faults are Unix'");
        _cli.Write("plan.yaml", $$"""
            systems: ["{{Spec}}"]
            recognizers: [loopback]
            repeats: 4
            limits: {base-seconds: {{LimitSeconds}}, seconds-per-character: 0}
            out: r
            """);

        CliResult result = await _cli.RunAsync("run", "plan.yaml");

        Assert.True(result.ExitCode == 2, result.Error);
        JsonElement[] lines = [.. File.ReadLines(Path.Combine(_cli.Folder, "r", "journal.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];
        Dictionary<string, int> expected = ExpectedReasons(lines);
        Dictionary<string, int> found = lines.Where(l => Kind(l) == "synthesis-failed").CountBy(l => l.GetProperty("failure").GetProperty("reason").GetString()!).ToDictionary();
        Assert.Equal(expected.OrderBy(e => e.Key), found.OrderBy(f => f.Key));
        Assert.Equal(5, found.Count);
        Assert.Equal(716, lines.Count(l => Kind(l) is "synthesized" or "synthesis-failed"));

        // from the line before a faulty attempt to the line of the take after it: its own time, and less than one limit more
        JsonElement[] speaking = [.. lines.Where(l => Kind(l) is "synthesized" or "synthesis-failed" or "retried")];
        for (int i = 1; i < speaking.Length; i++)
        {
            double own = Reason(speaking[i]) == "time-out" ? LimitSeconds : 0;
            double taken = (speaking[i].GetProperty("atUtc").GetDateTimeOffset() - speaking[i - 1].GetProperty("atUtc").GetDateTimeOffset()).TotalSeconds;
            Assert.True(taken < own + LimitSeconds, $"line {i + 1} came after {taken:F1} s: {speaking[i]}");
        }
    }

    public void Dispose() => _cli.Dispose();

    private static string Kind(JsonElement line) => line.GetProperty("kind").GetString()!;

    private static string? Reason(JsonElement line) => line.TryGetProperty("failure", out JsonElement failure) ? failure.GetProperty("reason").GetString() : null;

    // the engine itself says what it does to each take
    private static Dictionary<string, int> ExpectedReasons(JsonElement[] lines)
    {
        LoopbackOptions options = LoopbackOptions.Parse(SystemSpec.Parse(Spec));
        Dictionary<string, string> texts = File.ReadLines(CliProcess.InRepository("corpora/everyday/utterances.jsonl"))
            .Select(l => JsonDocument.Parse(l).RootElement)
            .ToDictionary(u => u.GetProperty("id").GetString()!, u => u.GetProperty("text").GetString()!);
        return lines.Where(l => Kind(l) is "synthesized" or "synthesis-failed")
            .Select(l => LoopbackFaults.Plan(options, new SynthesisRequest(
                texts[l.GetProperty("take").GetProperty("utteranceId").GetString()!], "en", l.GetProperty("seed").GetInt64(), l.GetProperty("take").GetProperty("repeat").GetInt32())).TakeFault)
            .Where(f => f != LoopbackTakeFault.None)
            .CountBy(f => f switch
            {
                LoopbackTakeFault.Abort => "worker-crashed",
                LoopbackTakeFault.Exit => "worker-exited",
                LoopbackTakeFault.Hang => "time-out",
                LoopbackTakeFault.Nan => "not-a-number",
                _ => "empty-audio",
            })
            .ToDictionary();
    }
}

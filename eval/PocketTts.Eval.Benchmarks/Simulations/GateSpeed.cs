using System.Diagnostics;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary><c>simulate gate-speed</c>: time of a gate of 20 rules over 10,000 takes, with baseline.</summary>
internal static class GateSpeed
{
    public static int Run()
    {
        var run = new SimulatedRun(1, 2_000, .2);
        ScoreTable before = run.NewEngine("base", 5, .02);
        ScoreTable now = run.SameEngine("head", 5);
        GateRules twenty = SimulatedRun.SixRules with
        {
            Rules = [.. Enumerable.Range(0, 20).Select(i => SimulatedRun.SixRules.Rules[i % 6] with { Name = FormattableString.Invariant($"rule {i}") })],
        };
        var options = new GateOptions { Today = new DateOnly(2026, 1, 1), Command = "measured" };
        for (int round = 0; round < 6; round++)
        {
            long start = Stopwatch.GetTimestamp();
            GateResult result = Gate.Decide(now, before, twenty, options);
            Console.WriteLine(FormattableString.Invariant($"20 rules, {now.Takes.Length} takes against {before.Takes.Length}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} s ({result.State})"));
        }

        return 0;
    }
}

using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary><c>simulate gate-speed [rounds]</c>: time of a gate of 20 rules over 10,000 takes against as many, then of a naive one (<see cref="NaiveGate"/>).</summary>
internal static class GateSpeed
{
    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var run = new SimulatedRun(1, 2_000, .2);
        ScoreTable before = run.NewEngine("base", 5, .02);
        ScoreTable now = run.SameEngine("head", 5);
        GateRules twenty = SimulatedRun.SixRules with
        {
            Rules = [.. Enumerable.Range(0, 20).Select(i => SimulatedRun.SixRules.Rules[i % 6] with { Name = FormattableString.Invariant($"rule {i}") })],
        };
        var options = new GateOptions { Today = new DateOnly(2026, 1, 1), Command = "measured" };
        for (int round = 0; round < rounds; round++)
        {
            // what a table knows of itself is part of the time, so each round has tables of its own
            ScoreTable head = now with { };
            ScoreTable baseline = before with { };
            long start = Stopwatch.GetTimestamp();
            GateResult result = Gate.Decide(head, baseline, twenty, options);
            TimeSpan ours = Stopwatch.GetElapsedTime(start);
            Console.WriteLine(FormattableString.Invariant(
                $"20 rules, {now.Takes.Length} takes against {before.Takes.Length}: {ours.TotalSeconds:0.000} s; passed {result.Count(GateState.Pass)}, failed {result.Count(GateState.Fail)}"));
        }

        long begin = Stopwatch.GetTimestamp();
        bool?[] naive = [.. twenty.Rules.Select(r => NaiveGate.Decide(now, before, r.Metric, r.Limits[0].Value, twenty.Alpha))];
        Console.WriteLine(FormattableString.Invariant(
            $"the same naively: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s; passed {naive.Count(n => n == true)}, failed {naive.Count(n => n == false)}"));
        return 0;
    }
}

using System.Globalization;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// Looking after every batch: <c>simulate sequential [trials]</c>. How often an equal engine is ever failed, an engine at the margin ever passed, and how many takes are needed until a decision; beside it the same
/// looks with limits that are made for one look, and the sequential probability ratio test of a clustered rate.
/// </summary>
internal static class SequentialSimulation
{
    private const int Looks = 10;

    public static int Run(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        Gates(trials);
        Console.WriteLine();
        Ratio(trials);
        return 0;
    }

    private static void Gates(int trials)
    {
        Console.WriteLine("| rate % | ICC | texts | true change per 1000 words | limits | ever fail % | ever pass % | takes until then, of 10 a text |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach ((double rate, double correlation) in new[] { (.01, .1), (.01, .3), (.03, .1), (.03, .3) })
        {
            foreach (double change in new[] { 0, .008, .024 })
            {
                foreach (bool isSequential in new[] { true, false })
                {
                    (int fail, int pass, double takes) = (0, 0, 0);
                    for (int trial = 0; trial < trials; trial++)
                    {
                        (GateState state, int used) = Look(trial, rate, correlation, change, isSequential);
                        fail += state == GateState.Fail ? 1 : 0;
                        pass += state == GateState.Pass ? 1 : 0;
                        takes += used;
                    }

                    Console.WriteLine(FormattableString.Invariant(
                        $"| {rate * 100:0.0} | {correlation} | 200 | +{change * 1000:0} (margin 8) | {(isSequential ? "for all looks" : "for one look")} | {100.0 * fail / trials:0.0} | {100.0 * pass / trials:0.0} | {takes / trials:0.0} |"));
                }
            }
        }
    }

    private static (GateState State, int Takes) Look(int trial, double rate, double correlation, double change, bool isSequential)
    {
        var run = new SimulatedRun(GateSimulation.Seed(rate, correlation, 200, Looks, trial), 200, correlation);
        GateRules one = SimulatedRun.SixRules with { Rules = [SimulatedRun.SixRules.Rules[1] with { Limits = [new GateLimit(GateLimitKind.Worsening, .008, "margin")] }] };
        ScoreTable before = run.NewEngine("base", Looks, rate);
        ScoreTable now = run.SameEngine("head", Looks, change * run.WordsPerText / run.LossPerFailure);
        var options = new GateOptions { Today = new DateOnly(2026, 1, 1), Command = "simulated", IsSequential = isSequential };
        for (int look = 1; look <= Looks; look++)
        {
            GateState state = Gate.Decide(First(now, look), First(before, look), one, options).State;
            if (state != GateState.Inconclusive)
            {
                return (state, look);
            }
        }

        return (GateState.Inconclusive, Looks);
    }

    private static ScoreTable First(ScoreTable table, int takes) => table with { Takes = [.. table.Takes.Where(t => t.Key.Repeat < takes)] };

    // p0 1 %, p1 3 %: one take more of each of 200 texts between looks
    private static void Ratio(int trials)
    {
        Console.WriteLine("| true rate % | true ICC | ICC in the test | rejected % | accepted % | takes until then, of 2,000 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((double rate, double correlation, double assumed) in new[] { (.01, 0, 0.0), (.01, .1, .1), (.01, .3, .3), (.01, .3, 0), (.03, .1, .1), (.03, .3, .3) })
        {
            var test = new Sprt(.01, .03);
            (int rejected, int accepted, double used) = (0, 0, 0);
            for (int trial = 0; trial < trials; trial++)
            {
                (SprtDecision decision, int takes) = Look(test, rate, correlation, assumed, trial);
                rejected += decision == SprtDecision.RejectTolerable ? 1 : 0;
                accepted += decision == SprtDecision.AcceptTolerable ? 1 : 0;
                used += takes;
            }

            Console.WriteLine(FormattableString.Invariant($"| {rate * 100:0} | {correlation} | {assumed} | {100.0 * rejected / trials:0.0} | {100.0 * accepted / trials:0.0} | {used / trials:0} |"));
        }
    }

    private static (SprtDecision Decision, int Takes) Look(Sprt test, double rate, double correlation, double assumed, int trial)
    {
        const int Texts = 200;
        var source = new SimulatedTexts(GateSimulation.Seed(rate, correlation, Texts, 99, trial));
        SimulatedTexts.Urn[] urns = [.. Enumerable.Range(0, Texts).Select(_ => source.Text(rate, correlation))];
        var failures = new int[Texts];
        var takes = new int[Texts];
        for (int look = 1; look <= Looks; look++)
        {
            for (int text = 0; text < Texts; text++)
            {
                takes[text]++;
                failures[text] += urns[text].Fails() ? 1 : 0;
            }

            SprtDecision decision = test.Decide(test.LogRatio(failures, takes, assumed));
            if (decision != SprtDecision.Continue)
            {
                return (decision, look * Texts);
            }
        }

        return (SprtDecision.Continue, Looks * Texts);
    }
}

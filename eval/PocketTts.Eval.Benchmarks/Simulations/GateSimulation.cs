using System.Globalization;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// What the gate says of imagined engines: <c>simulate gate-equal</c> (two runs of one engine), <c>gate-worse</c> (words lost one point more often), <c>gate-margin</c> (an engine exactly at the margin).
/// </summary>
internal static class GateSimulation
{
    private static readonly GateOptions s_options = new() { Today = new DateOnly(2026, 1, 1), Command = "simulated" };

    public static int Equal(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        Console.WriteLine("| rate % | ICC | texts × takes | hard texts | fail % | inconclusive % | pass % |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (double rate in new[] { .005, .01, .03 })
        {
            foreach (double correlation in new[] { .1, .3 })
            {
                foreach ((int texts, int takes) in new[] { (100, 3), (200, 5), (500, 5) })
                {
                    foreach (bool isShared in new[] { true, false })
                    {
                        (int fail, int inconclusive, int pass) = Count(trials, trial =>
                        {
                            var run = new SimulatedRun(Seed(rate, correlation, texts, takes, trial), texts, correlation);
                            ScoreTable before = run.NewEngine("base", takes, rate);
                            ScoreTable now = isShared ? run.SameEngine("head", takes) : run.NewEngine("head", takes, rate);
                            return Gate.Decide(now, before, SimulatedRun.SixRules, s_options).State;
                        });
                        Console.WriteLine(FormattableString.Invariant(
                            $"| {rate * 100:0.0} | {correlation} | {texts} × {takes} | {(isShared ? "the same" : "others")} | {Percent(fail, trials)} | {Percent(inconclusive, trials)} | {Percent(pass, trials)} |"));
                    }
                }
            }
        }

        return 0;
    }

    public static int Worse(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        Console.WriteLine("| rate % | takes that fail as a whole % | ICC | texts × takes | one rule: fail % | one rule, beyond-margin: fail % | six rules: fail % | six rules: not passed % |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (double rate in new[] { .01, .03 })
        {
            foreach (double correlation in new[] { .1, .3 })
            {
                foreach ((int texts, int takes) in new[] { (100, 5), (200, 5), (500, 3) })
                foreach (double crashes in new[] { 0, .5 })
                {
                    (int alone, int strict, int among, int stopped) = (0, 0, 0, 0);
                    for (int trial = 0; trial < trials; trial++)
                    {
                        var run = new SimulatedRun(Seed(rate, correlation, texts, takes, trial), texts, correlation);
                        ScoreTable before = run.NewEngine("base", takes, rate, crashes);

                        // one point more of all words: that many takes lose words on top
                        ScoreTable now = run.SameEngine("head", takes, .01 * run.WordsPerText / run.LossPerFailure);
                        GateRules one = SimulatedRun.SixRules with { Rules = [SimulatedRun.SixRules.Rules[1]] };
                        alone += Gate.Decide(now, before, one, s_options).State == GateState.Fail ? 1 : 0;
                        GateRules beyond = one with { Rules = [one.Rules[0] with { FailWhen = FailWhen.BeyondMargin }] };
                        strict += Gate.Decide(now, before, beyond, s_options).State == GateState.Fail ? 1 : 0;
                        GateState state = Gate.Decide(now, before, SimulatedRun.SixRules, s_options).State;
                        among += state == GateState.Fail ? 1 : 0;
                        stopped += state != GateState.Pass ? 1 : 0;
                    }

                    Console.WriteLine(FormattableString.Invariant($"| {rate * 100:0.0} | {rate * crashes * 100:0.0} | {correlation} | {texts} × {takes} | {Percent(alone, trials)} | {Percent(strict, trials)} | {Percent(among, trials)} | {Percent(stopped, trials)} |"));
                }
            }
        }

        return 0;
    }

    public static int Margin(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        Console.WriteLine("| rate % | ICC | texts × takes | worse: fail % | worse: pass % | beyond-margin: fail % | beyond-margin: pass % |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (double rate in new[] { .005, .01, .03 })
        {
            foreach (double correlation in new[] { .1, .3 })
            {
                foreach ((int texts, int takes) in new[] { (100, 3), (200, 5), (500, 5) })
                {
                    (int failWorse, int passWorse, int failBeyond, int passBeyond) = (0, 0, 0, 0);
                    for (int trial = 0; trial < trials; trial++)
                    {
                        var run = new SimulatedRun(Seed(rate, correlation, texts, takes, trial) + 1, texts, correlation);
                        ScoreTable before = run.NewEngine("base", takes, rate);
                        ScoreTable now = run.SameEngine("head", takes, .005 * run.WordsPerText / run.LossPerFailure);
                        foreach (FailWhen when in Enum.GetValues<FailWhen>())
                        {
                            GateRules one = SimulatedRun.SixRules with { Rules = [SimulatedRun.SixRules.Rules[1] with { FailWhen = when }] };
                            GateState state = Gate.Decide(now, before, one, s_options).State;
                            (failWorse, passWorse, failBeyond, passBeyond) = when == FailWhen.Worse
                                ? (failWorse + (state == GateState.Fail ? 1 : 0), passWorse + (state == GateState.Pass ? 1 : 0), failBeyond, passBeyond)
                                : (failWorse, passWorse, failBeyond + (state == GateState.Fail ? 1 : 0), passBeyond + (state == GateState.Pass ? 1 : 0));
                        }
                    }

                    Console.WriteLine(FormattableString.Invariant(
                        $"| {rate * 100:0.0} | {correlation} | {texts} × {takes} | {Percent(failWorse, trials)} | {Percent(passWorse, trials)} | {Percent(failBeyond, trials)} | {Percent(passBeyond, trials)} |"));
                }
            }
        }

        return 0;
    }

    internal static ulong Seed(double rate, double correlation, int texts, int takes, int trial) =>
        SplitMix64.At((ulong)(rate * 1e6) + ((ulong)(correlation * 1e3) << 32), (ulong)((trial * 1_000_003L) + (texts * 31) + takes));

    private static (int Fail, int Inconclusive, int Pass) Count(int trials, Func<int, GateState> trial)
    {
        (int fail, int inconclusive, int pass) = (0, 0, 0);
        for (int i = 0; i < trials; i++)
        {
            GateState state = trial(i);
            fail += state == GateState.Fail ? 1 : 0;
            inconclusive += state == GateState.Inconclusive ? 1 : 0;
            pass += state == GateState.Pass ? 1 : 0;
        }

        return (fail, inconclusive, pass);
    }

    private static string Percent(int part, int whole) => (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture);
}

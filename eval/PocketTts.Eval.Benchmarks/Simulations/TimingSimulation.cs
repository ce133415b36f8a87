using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Runs.Baselines;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// What the speed gate says of two systems that are spoken in turn: <c>simulate timing [trials] [RUN or FILE …]</c>. The noise is made up, and taken from real runs that are named. One rule, as in
/// eval/gates/speed.yaml: RTF at most 5 % longer.
/// </summary>
internal static class TimingSimulation
{
    private const int Rounds = 30;

    private static readonly GateOptions s_options = new() { Today = new DateOnly(2026, 1, 1), Command = "simulated" };

    private static readonly GateRules s_rules = new()
    {
        Name = "speed",
        Rules =
        [
            new GateRule
            {
                Name = "synthesis time",
                Metric = MetricCatalog.Find("rtf", "metric"),
                Limits = [new GateLimit(GateLimitKind.WorseningShare, .05, "max-increase: 5 %")],
                MinimumTexts = 1,
                MinimumTakes = 20,
            },
        ],
    };

    /// <summary>Prints the table.</summary>
    public static int Run(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        TimingNoise[] noises =
        [
            TimingNoise.MadeUp("even: 3 % independent", .03),
            TimingNoise.MadeUp("shared: 3 % independent, 6 % slowly changing, 10 % drift", .03, slow: .06, memory: .97, drift: .1),
            TimingNoise.MadeUp("rough: the same, and every tenth take held up by 40 % on average", .03, slow: .06, memory: .97, drift: .1, hiccups: .1, hiccup: .4),
            .. args.Skip(1).Select(TimingNoise.Recorded),
        ];
        Console.WriteLine("| noise | texts × rounds | slower by % | fail % | inconclusive % | pass % |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (TimingNoise noise in noises)
        {
            foreach (int texts in new[] { 1, 5 })
            {
                foreach (double slower in new[] { 0, .05, .08, .12 })
                {
                    int[] counts = new int[Enum.GetValues<GateState>().Length];
                    for (int trial = 0; trial < trials; trial++)
                    {
                        counts[(int)Decide(noise, texts, slower, trial)]++;
                    }

                    Console.WriteLine(FormattableString.Invariant(
                        $"| {noise.Name} | {texts} × {Rounds} | {slower * 100:0} | {Percent(GateState.Fail)} | {Percent(GateState.Inconclusive)} | {Percent(GateState.Pass)} |"));

                    string Percent(GateState state) => (100.0 * counts[(int)state] / trials).ToString("0.0", CultureInfo.InvariantCulture);
                }
            }
        }

        return 0;
    }

    /// <summary>Prints the noise of a run, one number a line: <c>simulate timing-noise RUN</c>.</summary>
    public static int Noise(string[] args)
    {
        foreach (double value in TimingNoise.OfRun(args[0]))
        {
            Console.WriteLine(value.ToString("0.0000", CultureInfo.InvariantCulture));
        }

        return 0;
    }

    /// <summary>
    /// Gates a real run in pieces of 30 rounds, each as if it were a run of its own: <c>simulate timing-trials RUN OLD NEW</c>, the last two being ids of systems of the run.
    /// </summary>
    public static int Trials(string[] args)
    {
        ScoreTable table = ScoreTableSource.Open(args[0]);
        int trials = (table.Takes.Max(t => t.Key.Repeat) + 1) / Rounds;
        int[] counts = new int[Enum.GetValues<GateState>().Length];
        var worse = new List<double>();
        for (int trial = 0; trial < trials; trial++)
        {
            ScoreTable piece = table with { Takes = [.. table.Takes.Where(t => t.Key.Repeat / Rounds == trial)] };
            RuleDecision decision = Gate.Decide(piece.Only(args[2]), piece.Only(args[1]), s_rules, s_options).Decisions[0];
            counts[(int)decision.State]++;
            worse.Add(decision.Deciding.Value ?? double.NaN);
        }

        worse.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{args[2]} against {args[1]}, {trials} trials of {Rounds} rounds: {counts[(int)GateState.Fail]} failed, {counts[(int)GateState.Inconclusive]} inconclusive, {counts[(int)GateState.Pass]} passed; slower by {100 * worse[0]:0.0} to {100 * worse[^1]:0.0} %, median {100 * worse[worse.Count / 2]:0.0} %"));
        return 0;
    }

    private static GateState Decide(TimingNoise noise, int texts, double slower, int trial)
    {
        var source = new SimulatedTexts(SplitMix64.At((ulong)(slower * 1e6) + ((ulong)texts << 32), (ulong)trial));
        double[] seconds = [.. Enumerable.Range(0, texts).Select(_ => 1 + (4 * source.Next()))];
        double[] drawn = noise.Draw(source, texts * Rounds * 2);
        var takes = ImmutableArray.CreateBuilder<TakeFigures>(drawn.Length);

        // as a run does it: take after take of all texts, both systems of a pair after each other, who begins changes
        int next = 0;
        for (int round = 0; round < Rounds; round++)
        {
            for (int text = 0; text < texts; text++)
            {
                for (int turn = 0; turn < 2; turn++)
                {
                    bool isNew = (text + round + turn) % 2 == 1;
                    double wall = .2 * seconds[text] * Math.Exp(drawn[next++]) * (isNew ? 1 + slower : 1);
                    takes.Add(new TakeFigures(
                        new TakeKey(isNew ? "new" : "old", "c", FormattableString.Invariant($"t{text}"), round), "ear", [], TakeOutcome.Counted, null, [wall, seconds[text]]));
                }
            }
        }

        ScoreTable table = SimulatedRun.Table("timed", [Quantities.WallSeconds, Quantities.AudioSeconds], takes.MoveToImmutable(), "old", "new");
        return Gate.Decide(table.Only("new"), table.Only("old"), s_rules, s_options).State;
    }
}

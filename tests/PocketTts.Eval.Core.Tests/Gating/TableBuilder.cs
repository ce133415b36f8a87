using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Gating;

/// <summary>Builds score tables, rules and gates with as few words as possible.</summary>
internal sealed class TableBuilder(string name = "run")
{
    public const string Recognizer = "ear";

    private static readonly ImmutableArray<string> s_columns =
        [Quantities.Words, Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions, Quantities.Wrong, Quantities.Failed, Quantities.LongestLoss, Quantities.WallSeconds, Quantities.AudioSeconds, Quantities.MemoryBytes];

    private readonly List<TakeFigures> _takes = [];
    private readonly List<WrongWord> _words = [];

    public string[] Systems { get; set; } = ["voice"];

    public string Normalizer { get; set; } = "plain/1";

    public string CorpusSha { get; set; } = new('a', 64);

    public string Fingerprint { get; set; } = "0123456789ab";

    public string Cpu { get; set; } = "Test CPU";

    public string RecognizerVersion { get; set; } = "1";

    public ScoringIdentity? Scoring { get; set; }

    public DateTimeOffset Created { get; set; } = DateTimeOffset.UnixEpoch;

    public ImmutableArray<string> Columns { get; set; } = s_columns;

    /// <summary>Adds a take of 10 words.</summary>
    public TableBuilder Take(
        string text, int repeat = 0, double deletions = 0, double wall = 1, string? failure = null, string system = "voice", string corpus = "c", string[]? tags = null,
        TakeOutcome outcome = TakeOutcome.Counted, double insertions = 0, double memory = 1 << 30)
    {
        double[] all = [10, 0, deletions, insertions, deletions + insertions > 0 || failure is not null ? 1 : 0, failure is null ? 0 : 1, deletions, failure is null ? wall : double.NaN, failure is null ? 2 : double.NaN, memory];
        _takes.Add(new TakeFigures(
            new TakeKey(system, corpus, text, repeat), Recognizer, [.. tags ?? []], outcome, failure, [.. Columns.Select(c => s_columns.IndexOf(c) is var i && i >= 0 ? all[i] : double.NaN)]));
        return this;
    }

    /// <summary>Adds texts t000, t001, … with takes whose deletions a function gives.</summary>
    public TableBuilder Texts(int texts, int takes, Func<int, int, double> deletions, Func<int, int, double>? wall = null, string system = "voice")
    {
        for (int text = 0; text < texts; text++)
        {
            for (int take = 0; take < takes; take++)
            {
                Take(FormattableString.Invariant($"t{text:D3}"), take, deletions(text, take), wall?.Invoke(text, take) ?? 1, system: system);
            }
        }

        return this;
    }

    public TableBuilder Word(string text, int index, string word, int takes, int deleted, string system = "voice")
    {
        _words.Add(new WrongWord(system, Recognizer, "c", text, index, word, takes, deleted, 0));
        return this;
    }

    public ScoreTable Build() => new()
    {
        Name = name,
        Info = new RunInfo
        {
            SchemaVersion = 1,
            Name = name,
            CreatedUtc = Created,
            Status = RunStatus.Completed,
            ToolVersion = "0.1.0",
            Machine = new MachineRecord { CpuBrand = Cpu, UsableCpuCount = 2, OperatingSystem = "any", Architecture = "X64", Runtime = "any", Fingerprint = Fingerprint },
            Systems = [.. Systems.Select(s => new RunSystem(s, s, null, null))],
            Recognizers = [new RecognizerInfo { Id = Recognizer, Engine = "ear", EngineVersion = RecognizerVersion }],
            Corpora = [new RunCorpus("c", CorpusSha, 500, 500)],
            Repeats = 1,
            Seed = 1,
            Normalizer = Normalizer,
        },
        Scoring = Scoring,
        Columns = Columns,
        Takes = [.. _takes],
        Words = [.. _words],
    };

    public static Metric Metric(string id) => MetricCatalog.Find(id, "metric");

    public static GateRule Rule(string metric, GateLimitKind kind, double value, string? name = null) => new()
    {
        Name = name ?? metric,
        Metric = Metric(metric),
        Limits = [new GateLimit(kind, value, FormattableString.Invariant($"{kind} {value}"))],
        Source = new RuleSource("rules.yaml", 7),
    };

    public static GateRules Rules(params GateRule[] rules) => new() { Name = "rules.yaml", Rules = [.. rules] };

    public static GateResult Decide(ScoreTable head, ScoreTable? baseline, params GateRule[] rules) => Decide(head, baseline, Rules(rules));

    public static GateResult Decide(ScoreTable head, ScoreTable? baseline, GateRules rules, bool sequential = false) =>
        Gate.Decide(head, baseline, rules, new GateOptions { Today = new DateOnly(2026, 6, 1), Command = "pocket-eval gate run --rules rules.yaml", RenewCommand = "renew", IsSequential = sequential });

    /// <summary>0 or 1 by a seeded chance.</summary>
    public static double Chance(ulong seed, int text, int take, int outOf) => SplitMix64.Below(seed, (ulong)((text * 1000) + take), outOf) == 0 ? 1 : 0;
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>Score tables of imagined engines, and the gate of six rules that they are put through.</summary>
internal sealed class SimulatedRun
{
    private static readonly ImmutableArray<string> s_columns =
        [Quantities.Words, Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions, Quantities.Wrong, Quantities.Failed, Quantities.LastWordWrong];

    private static readonly string[] s_ids = [.. Enumerable.Range(0, 10_000).Select(i => FormattableString.Invariant($"t{i:D4}"))];

    private readonly SimulatedTexts _source;
    private readonly int[] _words;
    private readonly double _correlation;
    private SimulatedTexts.Urn[][] _urns;

    /// <summary>Texts for a pair of runs.</summary>
    public SimulatedRun(ulong seed, int texts, double correlation)
    {
        _source = new SimulatedTexts(seed);
        _words = _source.Words(texts);
        _correlation = correlation;
        _urns = [];
    }

    /// <summary>Six rules as a release might have them.</summary>
    public static GateRules SixRules { get; } = new()
    {
        Name = "six rules",
        Rules =
        [
            Rule("wer", GateLimitKind.Worsening, .01), Rule("deletions", GateLimitKind.Worsening, .005), Rule("insertions", GateLimitKind.Worsening, .005),
            Rule("wrong-takes", GateLimitKind.Worsening, .02), Rule("failed-takes", GateLimitKind.Worsening, .01), Rule("last-word-wrong", GateLimitKind.Worsening, .02),
        ],
    };

    /// <summary>Words lost by a failed take, on average over the texts.</summary>
    public double LossPerFailure => _words.Average(w => 2 - Math.Pow(.5, w - 1));

    /// <summary>Words of a text, on average.</summary>
    public double WordsPerText => _words.Average();

    /// <summary>Draws a run of an engine with other hard texts than the runs before.</summary>
    /// <param name="name">Name of the run.</param>
    /// <param name="takes">Takes of each text.</param>
    /// <param name="rate">Share of takes that lose words, and of takes that say too many.</param>
    /// <param name="crashes">Share of takes that fail as a whole and lose all words, as a share of <paramref name="rate"/>.</param>
    public ScoreTable NewEngine(string name, int takes, double rate, double crashes = .5)
    {
        // each fault has hard texts of its own
        _urns = [.. new[] { rate, rate, Math.Max(1e-12, rate * crashes) }.Select(r => _words.Select(_ => _source.Text(r, _correlation)).ToArray())];
        return SameEngine(name, takes);
    }

    /// <summary>Draws a run of the same engine: the same texts are hard.</summary>
    /// <param name="name">Name of the run.</param>
    /// <param name="takes">Takes of each text.</param>
    /// <param name="extra">Chance of each take to lose words beside what the engine does.</param>
    public ScoreTable SameEngine(string name, int takes, double extra = 0)
    {
        var rows = ImmutableArray.CreateBuilder<TakeFigures>(_words.Length * takes);
        for (int text = 0; text < _words.Length; text++)
        {
            for (int take = 0; take < takes; take++)
            {
                rows.Add(Draw(text, s_ids[text], take, extra));
            }
        }

        return Table(name, s_columns, rows.MoveToImmutable(), "voice");
    }

    private TakeFigures Draw(int text, string id, int take, double extra)
    {
        int words = _words[text];
        bool loses = _urns[0][text].Fails();
        loses |= extra > 0 && _source.Next() < extra;
        bool adds = _urns[1][text].Fails();
        bool crashes = _urns[2][text].Fails();
        int deletions = crashes ? words : loses ? _source.WordsLost(words) : 0;
        int insertions = !crashes && adds ? _source.WordsLost(words) : 0;

        // lost words are a run somewhere in the text
        bool isLast = deletions > 0 && _source.Next() < (double)deletions / words;
        double[] values = [words, 0, deletions, insertions, deletions + insertions > 0 ? 1 : 0, crashes ? 1 : 0, isLast ? 1 : 0];
        return new TakeFigures(new TakeKey("voice", "c", id, take), "ear", [], TakeOutcome.Counted, crashes ? "synthesize/crash" : null, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private static GateRule Rule(string metric, GateLimitKind kind, double value) => new()
    {
        Name = metric,
        Metric = MetricCatalog.Find(metric, "metric"),
        Limits = [new GateLimit(kind, value, metric)],
    };

    /// <summary>A table of given takes.</summary>
    public static ScoreTable Table(string name, ImmutableArray<string> columns, ImmutableArray<TakeFigures> takes, params string[] systems) =>
        new() { Name = name, Info = Info(name, systems), Columns = columns, Takes = takes };

    private static RunInfo Info(string name, string[] systems) => new()
    {
        SchemaVersion = 1,
        Name = name,
        CreatedUtc = DateTimeOffset.UnixEpoch,
        Status = RunStatus.Completed,
        ToolVersion = "simulated",
        Machine = new MachineRecord { UsableCpuCount = 1, OperatingSystem = "any", Architecture = "any", Runtime = "any", Fingerprint = "0" },
        Systems = [.. systems.Select(s => new RunSystem(s, s, null, null))],
        Recognizers = [new RecognizerInfo { Id = "ear", Engine = "ear", EngineVersion = "1" }],
        Corpora = [],
        Repeats = 1,
        Seed = 1,
        Normalizer = "none",
    };
}

using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>A plan as written, before defaults and checks: null where nothing was written.</summary>
internal sealed record PlanDraft
{
    /// <summary>Systems.</summary>
    public IReadOnlyList<Sourced<SystemSpec>>? Systems { get; init; }

    /// <summary>Corpora.</summary>
    public IReadOnlyList<CorpusChoice>? Corpora { get; init; }

    /// <summary>Recognizer ids.</summary>
    public IReadOnlyList<Sourced<string>>? Recognizers { get; init; }

    /// <summary>Takes per pair.</summary>
    public Sourced<long>? Repeats { get; init; }

    /// <summary>Takes per pair of utterances with a tag.</summary>
    public IReadOnlyList<TagRepeats>? RepeatsByTag { get; init; }

    /// <summary>Seed.</summary>
    public Sourced<long>? Seed { get; init; }

    /// <summary>Seeds of the repeats.</summary>
    public IReadOnlyList<Sourced<long>>? Seeds { get; init; }

    /// <summary>Utterances per corpus.</summary>
    public Sourced<long>? Limit { get; init; }

    /// <summary>Order.</summary>
    public TakeOrder? Order { get; init; }

    /// <summary>Whether evidence is gathered.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Timed takes per pair at least.</summary>
    public Sourced<long>? Rounds { get; init; }

    /// <summary>Sentences spoken before the first take.</summary>
    public Sourced<long>? WarmUps { get; init; }

    /// <summary>Limits.</summary>
    public TakeLimits? Limits { get; init; }

    /// <summary>Folder of the run.</summary>
    public Sourced<string>? Out { get; init; }

    /// <summary>This with everything that another draft has.</summary>
    public PlanDraft OverriddenBy(PlanDraft other) => new()
    {
        Systems = other.Systems ?? Systems,
        Corpora = other.Corpora ?? Corpora,
        Recognizers = other.Recognizers ?? Recognizers,
        Repeats = other.Repeats ?? Repeats,
        RepeatsByTag = other.RepeatsByTag ?? RepeatsByTag,
        Seed = other.Seed ?? Seed,
        Seeds = other.Seeds ?? Seeds,
        Limit = other.Limit ?? Limit,
        Order = other.Order ?? Order,
        Evidence = other.Evidence ?? Evidence,
        Rounds = other.Rounds ?? Rounds,
        WarmUps = other.WarmUps ?? WarmUps,
        Limits = other.Limits ?? Limits,
        Out = other.Out ?? Out,
    };
}

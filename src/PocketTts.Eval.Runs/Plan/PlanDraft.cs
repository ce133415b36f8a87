using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>A plan as written, before defaults and checks: null where nothing was written.</summary>
internal sealed record PlanDraft
{
    /// <summary>Systems.</summary>
    public IReadOnlyList<Sourced<SystemSpec>>? Systems { get; init; }

    /// <summary>Corpora.</summary>
    public IReadOnlyList<Sourced<string>>? Corpora { get; init; }

    /// <summary>Recognizer ids.</summary>
    public IReadOnlyList<Sourced<string>>? Recognizers { get; init; }

    /// <summary>Takes per pair.</summary>
    public Sourced<long>? Repeats { get; init; }

    /// <summary>Seed.</summary>
    public Sourced<long>? Seed { get; init; }

    /// <summary>Utterances per corpus.</summary>
    public Sourced<long>? Limit { get; init; }

    /// <summary>Order.</summary>
    public TakeOrder? Order { get; init; }

    /// <summary>Time limits.</summary>
    public TakeLimits? Limits { get; init; }

    /// <summary>Whether evidence is gathered.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Folder of the run.</summary>
    public Sourced<string>? Out { get; init; }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>What a run is to do: resolved, checked and immutable. <see cref="PlanResolver"/> makes it from files and options.</summary>
public sealed record RunPlan
{
    /// <summary>Systems in plan order, ids unique, at least one.</summary>
    public required ImmutableArray<SystemSpec> Systems { get; init; }

    /// <summary>Corpora in plan order, names unique, at least one.</summary>
    public required ImmutableArray<PlannedCorpus> Corpora { get; init; }

    /// <summary>Takes per pair of system and utterance, 1 to 10,000.</summary>
    public required int Repeats { get; init; }

    /// <summary>Recognizer ids in plan order, unique, at least one.</summary>
    public required ImmutableArray<string> Recognizers { get; init; }

    /// <summary>Seed from which all seeds are derived, 0 or more.</summary>
    public required long Seed { get; init; }

    /// <summary>Utterances used of each corpus at most, from its beginning; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Order of the takes.</summary>
    public TakeOrder Order { get; init; } = TakeOrder.Interleaved;

    /// <summary>Time limits of a take.</summary>
    public TakeLimits Limits { get; init; } = TakeLimits.Default;

    /// <summary>Whether recognizers that can are asked for evidence beyond their transcripts; may change when a run is continued.</summary>
    public bool Evidence { get; init; } = true;

    /// <summary>Folder of the run, as given; relative to the working directory.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Takes the run consists of.</summary>
    public int TakeCount => Systems.Length * Repeats * Corpora.Sum(c => c.Used.Length);
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Values given on the command line; each replaces the plan file's value, null leaves it.</summary>
public sealed record PlanOptions
{
    /// <summary>Systems in written form, see <see cref="Core.Speech.SystemSpec"/>.</summary>
    public ImmutableArray<string>? Systems { get; init; }

    /// <summary>Corpora: folders or files.</summary>
    public ImmutableArray<string>? Corpora { get; init; }

    /// <summary>Takes per pair of system and utterance.</summary>
    public int? Repeats { get; init; }

    /// <summary>Recognizer ids.</summary>
    public ImmutableArray<string>? Recognizers { get; init; }

    /// <summary>Seed of the plan.</summary>
    public long? Seed { get; init; }

    /// <summary>First N utterances of each corpus.</summary>
    public int? Limit { get; init; }

    /// <summary>Order of the takes.</summary>
    public TakeOrder? Order { get; init; }

    /// <summary>Whether evidence is gathered beyond the transcripts.</summary>
    public bool? Evidence { get; init; }

    /// <summary>The part of the plan to carry out.</summary>
    public PlanShard? Shard { get; init; }

    /// <summary>Folder of the run.</summary>
    public string? OutputFolder { get; init; }
}

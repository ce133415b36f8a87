using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>The resolved plan as <c>run.json</c> keeps it.</summary>
internal sealed record PlanRecord
{
    /// <summary>Systems, each as <c>id</c> and canonical written form.</summary>
    public required ImmutableArray<PlanSystemRecord> Systems { get; init; }

    /// <summary>Corpora.</summary>
    public required ImmutableArray<PlanCorpusRecord> Corpora { get; init; }

    /// <summary>Takes per pair.</summary>
    public required int Repeats { get; init; }

    /// <summary>Takes per pair for utterances with a tag; null in runs of older versions.</summary>
    public ImmutableSortedDictionary<string, int>? RepeatsByTag { get; init; }

    /// <summary>Seeds of the repeats; empty where they are derived, null in runs of older versions.</summary>
    public ImmutableArray<long>? Seeds { get; init; }

    /// <summary>Sentences spoken before the first take; null in runs of older versions.</summary>
    public int? WarmUps { get; init; }

    /// <summary>Which part of the plan the run is, or null for all of it.</summary>
    public PlanShard? Shard { get; init; }

    /// <summary>Recognizer ids.</summary>
    public required ImmutableArray<string> Recognizers { get; init; }

    /// <summary>Plan seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Utterances per corpus at most, or null.</summary>
    public required int? Limit { get; init; }

    /// <summary>Order of the takes.</summary>
    public required TakeOrder Order { get; init; }

    /// <summary>Time limits.</summary>
    public required TakeLimits Limits { get; init; }

    /// <summary>Whether evidence is gathered; null in runs made before there was any.</summary>
    public bool? Evidence { get; init; }
}

/// <summary>A system of the plan.</summary>
internal sealed record PlanSystemRecord(string Id, string Spec);

/// <summary>A corpus of the plan.</summary>
/// <param name="Name">Its name; the used utterances lie in <c>corpora/NAME.jsonl</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">Language of its texts.</param>
/// <param name="Licence">Licence of its texts.</param>
/// <param name="Sha256">SHA-256 of the original utterance file.</param>
/// <param name="UsedSha256">SHA-256 of <c>corpora/NAME.jsonl</c>.</param>
/// <param name="Filter">What chose the used utterances, or null for all.</param>
internal sealed record PlanCorpusRecord(string Name, string Title, string Language, string Licence, string Sha256, string UsedSha256, CorpusFilter? Filter = null);

/// <summary>One line of <c>corpora/NAME.jsonl</c>: the form that <see cref="Corpora.CorpusReader"/> reads.</summary>
internal sealed record UtteranceRecord(
    string Id,
    string Text,
    string Language,
    ImmutableArray<string> Tags,
    ImmutableArray<string> Accepted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PromptAudio,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PromptText);

/// <summary>Who works in a run folder.</summary>
/// <param name="ProcessId">Process id on its computer.</param>
/// <param name="ProcessStartUtc">When that process started; tells a reused id.</param>
/// <param name="Computer">Short hash of the computer's name: run folders are published, names are not.</param>
internal sealed record LockOwner(int ProcessId, DateTimeOffset ProcessStartUtc, string Computer);

using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
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

    /// <summary>Takes per pair for utterances with a tag, in place of <see cref="Repeats"/>; of several tags the largest number counts.</summary>
    public ImmutableSortedDictionary<string, int> RepeatsByTag { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Recognizer ids in plan order, unique, at least one.</summary>
    public required ImmutableArray<string> Recognizers { get; init; }

    /// <summary>Seed from which all seeds are derived, 0 or more.</summary>
    public required long Seed { get; init; }

    /// <summary>Seeds that engines get in the repeats, one each; empty to derive a seed for each utterance and repeat from <see cref="Seed"/>.</summary>
    public ImmutableArray<long> Seeds { get; init; } = [];

    /// <summary>Utterances used of each corpus at most, from its beginning; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Order of the takes.</summary>
    public TakeOrder Order { get; init; } = TakeOrder.Interleaved;

    /// <summary>Sentences that each system speaks untimed before its first take, 0 to 100. Without any, its first timing does not count.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>Limits of a take.</summary>
    public TakeLimits Limits { get; init; } = TakeLimits.Default;

    /// <summary>Whether recognizers that can are asked for evidence beyond their transcripts; may change when a run is continued.</summary>
    public bool Evidence { get; init; } = true;

    /// <summary>The part of the plan that is carried out, or null for all of it.</summary>
    public PlanShard? Shard { get; init; }

    /// <summary>Folder of the run, as given; relative to the working directory.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Takes the run consists of.</summary>
    public int TakeCount => Systems.Length * Corpora.SelectMany(c => c.Used).Where((_, place) => Shard?.Holds(place) ?? true).Sum(RepeatsOf);

    /// <summary>Takes of an utterance by each system.</summary>
    /// <param name="utterance">An utterance of the plan.</param>
    /// <returns>The plan's repeats, or those of the utterance's tags.</returns>
    public int RepeatsOf(Utterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        int most = 0;
        if (!RepeatsByTag.IsEmpty)
        {
            foreach (string tag in utterance.Tags)
            {
                most = Math.Max(most, RepeatsByTag.GetValueOrDefault(tag));
            }
        }

        return most == 0 ? Repeats : most;
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Turns a plan into its takes, in the order in which they are spoken (see <see cref="TakeOrder"/>).</summary>
public static class PlanExpander
{
    /// <summary>Expands a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>All takes, each key once.</returns>
    public static ImmutableArray<PlannedTake> Expand(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (string Corpus, Utterance Utterance, int Repeats, bool IsOurs)[] utterances =
            [.. plan.Corpora.SelectMany(c => c.Used, (c, u) => (c.Corpus.Name, u)).Select((u, place) => (u.Name, u.u, plan.RepeatsOf(u.u), plan.Shard?.Holds(place) ?? true))];
        var takes = ImmutableArray.CreateBuilder<PlannedTake>(plan.TakeCount);
        int rounds = utterances.Length == 0 ? 0 : utterances.Max(u => u.Repeats);
        for (int repeat = 0; repeat < rounds; repeat++)
        {
            (string Corpus, Utterance Utterance, bool IsOurs, long Seed)[] round =
                [.. utterances.Where(u => repeat < u.Repeats).Select(u => (u.Corpus, u.Utterance, u.IsOurs, TakeSeed.Derive(plan.Seed, u.Corpus, u.Utterance.Id, repeat)))];
            if (plan.Order == TakeOrder.Shuffled)
            {
                // seeds are uniform hashes: sorting by them is a shuffle that any machine repeats
                round = [.. round.OrderBy(u => u.Seed).ThenBy(u => u.Corpus, StringComparer.Ordinal).ThenBy(u => u.Utterance.Id, StringComparer.Ordinal)];
            }

            for (int index = 0; index < round.Length; index++)
            {
                (string corpus, Utterance utterance, bool isOurs, long seed) = round[index];
                seed = plan.Seeds.IsEmpty ? seed : plan.Seeds[repeat];
                // a shard leaves takes out but moves none: each is what it is in the whole run
                for (int turn = 0; isOurs && turn < plan.Systems.Length; turn++)
                {
                    int system = (int)(((long)index + repeat + turn) % plan.Systems.Length);
                    takes.Add(new PlannedTake(new TakeKey(plan.Systems[system].Id, corpus, utterance.Id, repeat), system, utterance, seed));
                }
            }
        }

        return takes.DrainToImmutable();
    }
}

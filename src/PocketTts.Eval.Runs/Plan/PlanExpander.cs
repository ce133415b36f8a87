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
        (string Corpus, Utterance Utterance)[] utterances =
            [.. plan.Corpora.SelectMany(c => c.Used, (c, utterance) => (c.Corpus.Name, utterance))];
        var takes = ImmutableArray.CreateBuilder<PlannedTake>(plan.TakeCount);
        for (int repeat = 0; repeat < plan.Repeats; repeat++)
        {
            (string Corpus, Utterance Utterance, long Seed)[] round =
                [.. utterances.Select(u => (u.Corpus, u.Utterance, TakeSeed.Derive(plan.Seed, u.Corpus, u.Utterance.Id, repeat)))];
            if (plan.Order == TakeOrder.Shuffled)
            {
                // seeds are uniform hashes: sorting by them is a shuffle that any machine repeats
                round = [.. round.OrderBy(u => u.Seed).ThenBy(u => u.Corpus, StringComparer.Ordinal).ThenBy(u => u.Utterance.Id, StringComparer.Ordinal)];
            }

            for (int index = 0; index < round.Length; index++)
            {
                (string corpus, Utterance utterance, long seed) = round[index];
                for (int turn = 0; turn < plan.Systems.Length; turn++)
                {
                    int system = (int)(((long)index + repeat + turn) % plan.Systems.Length);
                    takes.Add(new PlannedTake(new TakeKey(plan.Systems[system].Id, corpus, utterance.Id, repeat), system, utterance, seed));
                }
            }
        }

        return takes.DrainToImmutable();
    }
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>
/// A plan in growing parts, for runs that end when enough is known: first more and more texts, one take each, then take after take of all texts. Every part holds the parts before it, and takes of one text are never
/// next to each other, so a part is as good a sample as its size allows.
/// </summary>
public static class GrowingPlan
{
    private const double Growth = 1.5;

    /// <summary>The parts.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="fewestTexts">Texts of the first part, at least 1.</param>
    /// <returns>Plans from the smallest to the whole one, all in its folder.</returns>
    public static ImmutableArray<RunPlan> Of(RunPlan plan, int fewestTexts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewestTexts, 1);
        var parts = ImmutableArray.CreateBuilder<RunPlan>();
        int all = plan.Corpora.Sum(c => c.Used.Length);
        for (double texts = fewestTexts; texts < all; texts *= Growth)
        {
            // of every corpus the same share
            double share = texts / all;
            parts.Add(plan with
            {
                Repeats = 1,
                RepeatsByTag = plan.RepeatsByTag.Clear(),
                Corpora = [.. plan.Corpora.Select(c => c with { Used = c.Used[..Math.Max(1, (int)Math.Ceiling(share * c.Used.Length))] })],
            });
        }

        for (int repeats = 1; repeats < plan.Repeats; repeats++)
        {
            parts.Add(plan with { Repeats = repeats, RepeatsByTag = plan.RepeatsByTag.Clear() });
        }

        parts.Add(plan);
        return parts.ToImmutable();
    }

    /// <summary>Whether a plan is an earlier part of another, which may be continued into it.</summary>
    /// <param name="part">A stored plan.</param>
    /// <param name="whole">The plan that is asked for.</param>
    /// <returns>The stored plan, grown to the other's texts and repeats; or itself when it is no part.</returns>
    internal static RunPlan Grown(RunPlan part, RunPlan whole)
    {
        bool isPart = part.Repeats <= whole.Repeats
            && part.Corpora.Length == whole.Corpora.Length
            && part.Corpora.Zip(whole.Corpora).All(p => string.Equals(p.First.Corpus.Sha256, p.Second.Corpus.Sha256, StringComparison.Ordinal)
                && p.First.Used.Length <= p.Second.Used.Length
                && p.First.Used.Zip(p.Second.Used).All(u => string.Equals(u.First.Id, u.Second.Id, StringComparison.Ordinal)));
        return isPart ? part with { Repeats = whole.Repeats, RepeatsByTag = whole.RepeatsByTag, Corpora = whole.Corpora } : part;
    }
}

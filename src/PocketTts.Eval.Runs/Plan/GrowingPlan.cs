using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>
/// A plan in growing parts, for runs that end when enough is known: first more and more texts, one take each, then take after take of all texts. Texts come in an order drawn from the plan's seed, of every corpus the
/// same share, so that each part is a sample of the whole however the corpora are sorted. Every part holds the parts before it.
/// </summary>
public static class GrowingPlan
{
    private const double Growth = 1.5;

    // a repeat that no take has, so that the order of the texts has nothing to do with the seeds of their takes
    private const int DrawingPlace = -1;

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
        ImmutableArray<int>[] drawn = [.. plan.Corpora.Select(c => Draw(plan.Seed, c))];
        for (double texts = fewestTexts; texts < all; texts *= Growth)
        {
            double share = texts / all;
            parts.Add(plan with
            {
                Repeats = 1,
                RepeatsByTag = plan.RepeatsByTag.Clear(),
                Corpora = [.. plan.Corpora.Zip(drawn, (corpus, order) => First(corpus, order, Math.Max(1, (int)Math.Ceiling(share * order.Length))))],
            });
        }

        for (int repeats = 1; repeats < plan.Repeats; repeats++)
        {
            parts.Add(plan with { Repeats = repeats, RepeatsByTag = plan.RepeatsByTag.Clear() });
        }

        parts.Add(plan);
        return parts.ToImmutable();
    }

    /// <summary>The parts that are still to be carried out in a folder: those that hold what it holds.</summary>
    /// <param name="parts">All parts, from <see cref="Of"/>.</param>
    /// <returns>The same when the folder holds no run yet; the whole plan alone when it holds another run, which is then refused as such.</returns>
    public static ImmutableArray<RunPlan> Remaining(ImmutableArray<RunPlan> parts)
    {
        string folder = parts[^1].OutputFolder;
        if (!File.Exists(Path.Combine(folder, RunFolder.RunFileName)))
        {
            return parts;
        }

        RunPlan stored = RunDocument.Read(folder).Plan;
        ImmutableArray<RunPlan> left = [.. parts.Where(p => IsPart(stored, p))];
        return left.IsEmpty ? [parts[^1]] : left;
    }

    /// <summary>Whether a plan is an earlier part of another, which may be continued into it.</summary>
    /// <param name="part">A stored plan.</param>
    /// <param name="whole">The plan that is asked for.</param>
    /// <returns>The stored plan, grown to the other's texts and repeats; or itself when it is no part.</returns>
    internal static RunPlan Grown(RunPlan part, RunPlan whole) =>
        IsPart(part, whole) ? part with { Repeats = whole.Repeats, RepeatsByTag = whole.RepeatsByTag, Corpora = whole.Corpora } : part;

    private static bool IsPart(RunPlan part, RunPlan whole) =>
        part.Repeats <= whole.Repeats
        && part.Corpora.Length == whole.Corpora.Length
        && part.Corpora.Zip(whole.Corpora).All(p => string.Equals(p.First.Corpus.Sha256, p.Second.Corpus.Sha256, StringComparison.Ordinal)
            && p.First.Used.Length <= p.Second.Used.Length
            && p.First.Used.Select(u => u.Id).ToHashSet(StringComparer.Ordinal).IsSubsetOf(p.Second.Used.Select(u => u.Id)));

    // seeds are uniform hashes: sorting by them is a shuffle that any machine repeats
    private static ImmutableArray<int> Draw(long seed, PlannedCorpus corpus) =>
    [
        .. Enumerable.Range(0, corpus.Used.Length)
            .OrderBy(i => TakeSeed.Derive(seed, corpus.Corpus.Name, corpus.Used[i].Id, DrawingPlace))
            .ThenBy(i => corpus.Used[i].Id, StringComparer.Ordinal),
    ];

    private static PlannedCorpus First(PlannedCorpus corpus, ImmutableArray<int> order, int texts)
    {
        IEnumerable<Utterance> used = order.Take(texts).Order().Select(i => corpus.Used[i]);
        return corpus with { Used = [.. used] };
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads the corpora of a plan and takes from each what its filter lets through.</summary>
internal sealed class PlanCorpora(Func<string, string> locate, List<InputException> problems)
{
    /// <summary>Reads them.</summary>
    /// <param name="draft">The plan as written.</param>
    /// <param name="limitWins">True when the limit was given on the command line, over those of single corpora.</param>
    /// <param name="limit">Utterances of each corpus at most, or null.</param>
    /// <param name="seed">Seed of samples that name none.</param>
    public ImmutableArray<PlannedCorpus> Read(PlanDraft draft, bool limitWins, int? limit, long seed)
    {
        IReadOnlyList<CorpusChoice> choices = draft.Corpora is { Count: > 0 } given
            ? given
            : [new CorpusChoice(new Sourced<string>(PlanDefaults.Corpus, new Origin(null, null, null, "--corpus")), CorpusFilter.None, [])];
        var corpora = new List<Sourced<PlannedCorpus>>();
        foreach (CorpusChoice choice in choices)
        {
            try
            {
                Corpus corpus = CorpusReader.Read(locate(choice.Path.Value));
                CorpusFilter filter = choice.Filter with { Limit = limitWins ? limit : choice.Filter.Limit };
                ImmutableArray<Utterance> used = (filter with { Limit = filter.Limit ?? limit }).Apply(corpus, seed);
                corpora.Add(new Sourced<PlannedCorpus>(new PlannedCorpus(corpus, used) { Filter = filter with { Limit = limitWins ? null : filter.Limit } }, choice.Path.Origin));
                CheckFilter(choice, corpus, used);
            }
            catch (InputException problem)
            {
                // a problem inside the corpus names its own place; only a missing one is the plan's
                problems.AddRange(problem.File is null ? [choice.Path.Origin.Error(problem)] : problem.Problems);
            }
        }

        PlanResolver.CheckUnique(corpora, c => c.Corpus.Name, "corpus name", "rename one of them in its card or file name", problems);
        return [.. corpora.Select(c => c.Value)];
    }

    private void CheckFilter(CorpusChoice choice, Corpus corpus, ImmutableArray<Utterance> used)
    {
        string[] known = [.. corpus.Utterances.SelectMany(u => u.Tags).Distinct(StringComparer.Ordinal)];
        Sourced<string>[] unknown = [.. choice.Tags.Where(t => !known.Contains(t.Value, StringComparer.Ordinal))];
        foreach (Sourced<string> tag in unknown)
        {
            problems.Add(tag.Origin.Error($"no text of '{corpus.Name}' has the tag '{tag.Value}'", remedy: NearestName.Suggest(tag.Value, known)));
        }

        if (used.IsEmpty && unknown.Length == 0)
        {
            problems.Add(choice.Path.Origin.Error($"none of the {corpus.Utterances.Length} texts of '{corpus.Name}' passes the filter {choice.Filter.Describe()}", "at least one"));
        }
    }
}

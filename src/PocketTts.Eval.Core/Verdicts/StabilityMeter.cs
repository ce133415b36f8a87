using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Measures <see cref="Stability"/>.</summary>
internal static class StabilityMeter
{
    /// <summary>Measures over counted takes of one system.</summary>
    public static Stability Measure(IReadOnlyList<(Take Take, TakeScore Score)> counted)
    {
        int words = 0;
        int never = 0;
        int sometimes = 0;
        int always = 0;
        double flips = 0;
        var texts = new List<bool[]>();
        foreach (IGrouping<(string Corpus, string UtteranceId), (Take Take, TakeScore Score)> text in counted
            .Where(c => c.Take.Synthesis is not null)
            .GroupBy(c => (c.Take.Key.Corpus, c.Take.Key.UtteranceId))
            .OrderBy(g => g.Key.Corpus, StringComparer.Ordinal)
            .ThenBy(g => g.Key.UtteranceId, StringComparer.Ordinal))
        {
            (Take Take, TakeScore Score)[] takes = [.. text.OrderBy(t => t.Take.Key.Repeat)];
            if (takes.Length < 2)
            {
                continue;
            }

            texts.Add(Array.ConvertAll(takes, t => t.Score.Verdict.Severity >= Severity.Major));
            foreach (IGrouping<int, (Take Take, TakeScore Score)> form in takes.GroupBy(t => t.Score.FormIndex))
            {
                foreach ((int takesOf, int wrong) in CountPlaces(form.Select(f => f.Score)))
                {
                    if (takesOf < 2)
                    {
                        continue;
                    }

                    words++;
                    never += wrong == 0 ? 1 : 0;
                    always += wrong == takesOf ? 1 : 0;
                    sometimes += wrong > 0 && wrong < takesOf ? 1 : 0;
                    flips += Repeats.FlipRate(wrong, takesOf) ?? 0;
                }
            }
        }

        int? drawn = texts.Count == 0 ? null : texts.Min(t => t.Length);
        return new Stability(
            words,
            never,
            sometimes,
            always,
            words == 0 ? null : flips / words,
            texts.Count,
            drawn,
            drawn is { } k ? texts.Average(t => Repeats.AllGood(t.Count(failed => !failed), t.Length, k)) : null,
            texts.Count == 0 ? null : texts.Average(t => (double)t.Count(failed => !failed) / t.Length),
            Homogeneity(texts));
    }

    // takes and wrong takes of each place in the text; words of one place (1984) are one
    private static IEnumerable<(int Takes, int Wrong)> CountPlaces(IEnumerable<TakeScore> scores)
    {
        var places = new Dictionary<TextSpan, (int Takes, int Wrong)>();
        var seen = new Dictionary<TextSpan, bool>();
        foreach (TakeScore score in scores)
        {
            seen.Clear();
            foreach (WordVerdict word in score.Verdict.Words)
            {
                seen[word.Span] = seen.GetValueOrDefault(word.Span) || word.IsFault;
            }

            foreach ((TextSpan place, bool isWrong) in seen)
            {
                (int takes, int wrong) = places.GetValueOrDefault(place);
                places[place] = (takes + 1, wrong + (isWrong ? 1 : 0));
            }
        }

        return places.Values;
    }

    private static TakeHomogeneity? Homogeneity(List<bool[]> texts)
    {
        int most = texts.Count == 0 ? 0 : texts.Max(t => t.Length);
        return TakeHomogeneity.Of([.. texts.Where(t => t.Length == most).Select(t => Array.ConvertAll(t, failed => failed ? 1.0 : 0))]);
    }
}

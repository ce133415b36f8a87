using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Measures <see cref="Stability"/>, text by text.</summary>
internal sealed class StabilityTally
{
    private readonly List<TextOfTakes> _texts = [];
    private int _words;
    private int _never;
    private int _sometimes;
    private int _always;

    /// <summary>Takes in all counted takes of one text by one system.</summary>
    public void Add(IReadOnlyList<(Take Take, TakeScore Score)> counted)
    {
        (Take Take, TakeScore Score)[] takes = [.. counted.Where(c => c.Take.Synthesis is not null).OrderBy(t => t.Take.Key.Repeat)];
        if (takes.Length < 2)
        {
            return;
        }

        var flips = new List<double>();
        foreach (IGrouping<int, (Take Take, TakeScore Score)> form in takes.GroupBy(t => t.Score.FormIndex))
        {
            foreach ((int takesOf, int wrong) in PlaceTally.Of(form.Select(f => f.Score)))
            {
                if (takesOf < 2)
                {
                    continue;
                }

                _words++;
                _never += wrong == 0 ? 1 : 0;
                _always += wrong == takesOf ? 1 : 0;
                _sometimes += wrong > 0 && wrong < takesOf ? 1 : 0;
                if (Repeats.FlipRate(wrong, takesOf) is { } flip and > 0)
                {
                    flips.Add(flip);
                }
            }
        }

        _texts.Add(new TextOfTakes(
            takes[0].Take.Key.Corpus, takes[0].Take.Key.UtteranceId, Array.ConvertAll(takes, t => t.Score.Verdict.Severity >= Severity.Major), [.. flips]));
    }

    /// <summary>What the takes say.</summary>
    public Stability Measure()
    {
        // sorted, so that sums of fractions do not depend on the order of texts
        TextOfTakes[] sorted = [.. _texts.OrderBy(t => t.Corpus, StringComparer.Ordinal).ThenBy(t => t.UtteranceId, StringComparer.Ordinal)];
        bool[][] texts = Array.ConvertAll(sorted, t => t.Failed);
        int? drawn = texts.Length == 0 ? null : texts.Min(t => t.Length);
        return new Stability(
            _words,
            _never,
            _sometimes,
            _always,
            _words == 0 ? null : sorted.SelectMany(t => t.Flips).Aggregate(0.0, (sum, flip) => sum + flip) / _words,
            texts.Length,
            drawn,
            drawn is { } k ? texts.Average(t => Repeats.AllGood(t.Count(failed => !failed), t.Length, k)) : null,
            texts.Length == 0 ? null : texts.Average(t => (double)t.Count(failed => !failed) / t.Length),
            Homogeneity(texts));
    }

    private static TakeHomogeneity? Homogeneity(bool[][] texts)
    {
        int most = texts.Length == 0 ? 0 : texts.Max(t => t.Length);
        return TakeHomogeneity.Of([.. texts.Where(t => t.Length == most).Select(t => Array.ConvertAll(t, failed => failed ? 1.0 : 0))]);
    }

    private sealed record TextOfTakes(string Corpus, string UtteranceId, bool[] Failed, double[] Flips);
}

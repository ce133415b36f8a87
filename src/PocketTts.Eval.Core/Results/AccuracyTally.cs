using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up word errors of one system by one recognizer, text by text.</summary>
internal sealed class AccuracyTally(string recognizerId)
{
    private readonly List<(string Corpus, string UtteranceId, ErrorCounts Counts, int Takes)> _texts = [];
    private ErrorCounts _total;
    private int _counted;
    private int _withErrors;

    /// <summary>Takes in all takes of one text by the system.</summary>
    public void Add(IReadOnlyList<ScoredTake> takes)
    {
        ErrorCounts sum = default;
        int before = _counted;
        foreach ((_, TakeScore score) in CountedScores.Of(takes, recognizerId))
        {
            sum += score.Counts;
            _counted++;
            _withErrors += score.Counts.Errors > 0 ? 1 : 0;
        }

        if (_counted > before)
        {
            _texts.Add((takes[0].Take.Key.Corpus, takes[0].Take.Key.UtteranceId, sum, _counted - before));
            _total += sum;
        }
    }

    /// <summary>The sums.</summary>
    public AccuracySummary Summarize()
    {
        // sorted, so that the interval does not depend on the order of takes
        (string Corpus, string UtteranceId, ErrorCounts Counts, int Takes)[] texts =
        [
            .. _texts
                .OrderBy(t => t.Corpus, StringComparer.Ordinal)
                .ThenBy(t => t.UtteranceId, StringComparer.Ordinal),
        ];
        ClusterRatio? rate = ClusterRatio.Of(Array.ConvertAll(texts, t => (double)t.Counts.Errors), Array.ConvertAll(texts, t => (double)t.Counts.ReferenceWords));
        return new AccuracySummary(
            recognizerId,
            _counted,
            _total,
            texts.Average(t => t.Counts.WordErrorRate),
            rate?.ShareInterval(trialsWhenAlike: texts.Sum(t => (double)t.Counts.ReferenceWords / t.Takes)),
            _withErrors);
    }
}

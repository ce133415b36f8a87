using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up word errors of one system by one recognizer, text by text.</summary>
internal sealed class AccuracyTally(string recognizerId)
{
    private readonly List<(string Corpus, string UtteranceId, ErrorCounts Counts)> _texts = [];
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
            _texts.Add((takes[0].Take.Key.Corpus, takes[0].Take.Key.UtteranceId, sum));
            _total += sum;
        }
    }

    /// <summary>The sums.</summary>
    public AccuracySummary Summarize()
    {
        // sorted, so that the interval does not depend on the order of takes
        ErrorCounts[] counts =
        [
            .. _texts
                .OrderBy(t => t.Corpus, StringComparer.Ordinal)
                .ThenBy(t => t.UtteranceId, StringComparer.Ordinal)
                .Select(t => t.Counts),
        ];
        return new AccuracySummary(
            recognizerId,
            _counted,
            _total,
            counts.Average(c => c.WordErrorRate),
            // resampling cannot show what was never seen: without an error it would claim certainty
            _total.Errors == 0
                ? null
                : ClusterBootstrap.RatioInterval(Array.ConvertAll(counts, c => c.Errors), Array.ConvertAll(counts, c => c.ReferenceWords)),
            _withErrors);
    }
}

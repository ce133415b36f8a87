using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>Words that several takes agree or disagree about, for one system: is it chance or is it the text?</summary>
/// <param name="Words">Words judged in at least two takes with sound.</param>
/// <param name="Sometimes">Share that is wrong in some takes and right in others.</param>
/// <param name="SometimesInterval">Its 95 % interval with the text as cluster.</param>
/// <param name="Always">Share that is wrong in every take.</param>
/// <param name="AlwaysInterval">Its 95 % interval.</param>
internal sealed record RepeatRates(long Words, double Sometimes, Interval? SometimesInterval, double Always, Interval? AlwaysInterval)
{
    /// <summary>Counts; null when no word was said twice.</summary>
    public static RepeatRates? Of(ReportModel model, ReportSystem system)
    {
        var words = new List<double>();
        var sometimes = new List<double>();
        var always = new List<double>();
        foreach (SystemTakes takes in model.Texts.SelectMany(t => t.Systems).Where(s => s.System == system))
        {
            var ofText = (Words: 0d, Sometimes: 0d, Always: 0d);
            foreach (IGrouping<int, TakeScore> form in takes.Counted.Where(c => c.Take.Take.Synthesis is not null).Select(c => c.Score).GroupBy(s => s.FormIndex))
            {
                foreach ((int seen, int wrong) in PlaceTally.Of(form))
                {
                    if (seen > 1)
                    {
                        ofText.Words++;
                        ofText.Sometimes += wrong > 0 && wrong < seen ? 1 : 0;
                        ofText.Always += wrong == seen ? 1 : 0;
                    }
                }
            }

            if (ofText.Words > 0)
            {
                words.Add(ofText.Words);
                sometimes.Add(ofText.Sometimes);
                always.Add(ofText.Always);
            }
        }

        return ClusterRatio.Of([.. sometimes], [.. words]) is { } now && ClusterRatio.Of([.. always], [.. words]) is { } ever
            ? new RepeatRates((long)words.Sum(), now.Ratio, now.ShareInterval(.95, words.Sum()), ever.Ratio, ever.ShareInterval(.95, words.Sum()))
            : null;
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>Where in the text words are faulty, for one system. Only texts of three words and more enter.</summary>
/// <param name="First">First words.</param>
/// <param name="Last">Last words.</param>
/// <param name="Deciles">Ten entries over the words between: word i of n in decile 10 i ÷ n.</param>
internal sealed record Positions(PlaceRate? First, PlaceRate? Last, ImmutableArray<PlaceRate?> Deciles)
{
    private const int LeastWords = 3;
    private const int Places = 12;

    /// <summary>Counts.</summary>
    public static Positions Of(ReportModel model, ReportSystem system)
    {
        // per place and text: faulty words, words
        var faulty = new List<double>[Places];
        var words = new List<double>[Places];
        for (int i = 0; i < Places; i++)
        {
            faulty[i] = [];
            words[i] = [];
        }

        var textFaulty = new double[Places];
        var textWords = new double[Places];
        foreach (SystemTakes takes in model.Texts.SelectMany(t => t.Systems).Where(s => s.System == system))
        {
            Array.Clear(textFaulty);
            Array.Clear(textWords);
            foreach ((_, TakeScore score) in takes.Counted)
            {
                ImmutableArray<WordVerdict> verdicts = score.Verdict.Words;
                for (int i = 0; verdicts.Length >= LeastWords && i < verdicts.Length; i++)
                {
                    double isFault = verdicts[i].IsFault ? 1 : 0;
                    Add(textFaulty, textWords, (int)((long)i * 10 / verdicts.Length), isFault);
                    if (i == 0 || i == verdicts.Length - 1)
                    {
                        Add(textFaulty, textWords, i == 0 ? 10 : 11, isFault);
                    }
                }
            }

            for (int place = 0; place < Places; place++)
            {
                faulty[place].Add(textFaulty[place]);
                words[place].Add(textWords[place]);
            }
        }

        PlaceRate?[] rates = [.. Enumerable.Range(0, Places).Select(i => PlaceRate.Of([.. faulty[i]], [.. words[i]]))];
        return new Positions(rates[10], rates[11], [.. rates[..10]]);
    }

    private static void Add(double[] faulty, double[] words, int place, double isFault)
    {
        faulty[place] += isFault;
        words[place]++;
    }
}

/// <summary>Faulty words at one place.</summary>
/// <param name="Rate">Faulty ÷ words.</param>
/// <param name="Interval">95 % interval with the text as cluster; null with one text.</param>
/// <param name="Words">Words there.</param>
internal sealed record PlaceRate(double Rate, Interval? Interval, long Words)
{
    public static PlaceRate? Of(double[] faulty, double[] words) =>
        ClusterRatio.Of(faulty, words) is { } ratio ? new PlaceRate(ratio.Ratio, ratio.ShareInterval(), (long)words.Sum()) : null;
}

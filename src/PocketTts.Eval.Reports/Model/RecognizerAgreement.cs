using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Model;

/// <summary>How often two recognizers say the same of a word.</summary>
/// <param name="Run">The run.</param>
/// <param name="First">A recognizer.</param>
/// <param name="Second">Another.</param>
/// <param name="BothFaulty">Words that both find faulty.</param>
/// <param name="OnlyFirst">Words that only the first finds faulty.</param>
/// <param name="OnlySecond">Words that only the second finds faulty.</param>
/// <param name="BothSaid">Words that both hear.</param>
internal sealed record RecognizerAgreement(ReportRun Run, string First, string Second, long BothFaulty, long OnlyFirst, long OnlySecond, long BothSaid)
{
    /// <summary>Words that both judged.</summary>
    public long Words => BothFaulty + OnlyFirst + OnlySecond + BothSaid;

    /// <summary>Share of the words they say the same of.</summary>
    public double? Agreement => Words == 0 ? null : (double)(BothFaulty + BothSaid) / Words;

    /// <summary>Cohen's kappa: agreement beyond what chance would give (J. Cohen, Educational and Psychological Measurement 20, 1960); null when chance explains all.</summary>
    public double? Kappa
    {
        get
        {
            if (Words == 0)
            {
                return null;
            }

            double first = (double)(BothFaulty + OnlyFirst) / Words;
            double second = (double)(BothFaulty + OnlySecond) / Words;
            double chance = (first * second) + ((1 - first) * (1 - second));
            return chance >= 1 ? null : (Agreement!.Value - chance) / (1 - chance);
        }
    }

    /// <summary>Compares every two recognizers of each run, over the takes that both could read.</summary>
    public static IEnumerable<RecognizerAgreement> Of(ReportModel model)
    {
        foreach (ReportRun run in model.Runs)
        {
            string[] ids = [.. run.Info.Recognizers.Select(r => r.Id)];
            for (int a = 0; a < ids.Length; a++)
            {
                for (int b = a + 1; b < ids.Length; b++)
                {
                    yield return Compare(model, run, ids[a], ids[b]);
                }
            }
        }
    }

    private static RecognizerAgreement Compare(ReportModel model, ReportRun run, string first, string second)
    {
        var sum = new RecognizerAgreement(run, first, second, 0, 0, 0, 0);
        foreach (ReportText text in model.Texts.Where(t => t.Systems.Any(s => s.System.Run == run)))
        {
            TextGrid? grid = null;
            foreach (ScoredTake take in text.Systems.Where(s => s.System.Run == run).SelectMany(s => s.Takes).Where(t => !t.RepeatsEarlierTake && t.Take.Synthesis is not null))
            {
                TakeScore? a = take.Scores.FirstOrDefault(s => s.RecognizerId == first);
                TakeScore? b = take.Scores.FirstOrDefault(s => s.RecognizerId == second);
                if (a is null || b is null || a.FormIndex != b.FormIndex)
                {
                    continue;
                }

                grid ??= TextGrid.Of(text);
                sum = sum.Add(grid.Codes(a), grid.Codes(b));
            }
        }

        return sum;
    }

    private RecognizerAgreement Add(string a, string b)
    {
        long both = 0;
        long onlyA = 0;
        long onlyB = 0;
        long neither = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] == '-' || b[i] == '-')
            {
                continue;
            }

            bool isFaultyA = VerdictCodes.IsFault(a[i]);
            bool isFaultyB = VerdictCodes.IsFault(b[i]);
            both += isFaultyA && isFaultyB ? 1 : 0;
            onlyA += isFaultyA && !isFaultyB ? 1 : 0;
            onlyB += !isFaultyA && isFaultyB ? 1 : 0;
            neither += !isFaultyA && !isFaultyB ? 1 : 0;
        }

        return this with { BothFaulty = BothFaulty + both, OnlyFirst = OnlyFirst + onlyA, OnlySecond = OnlySecond + onlyB, BothSaid = BothSaid + neither };
    }
}

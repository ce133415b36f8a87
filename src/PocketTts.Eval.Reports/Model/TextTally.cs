using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>What went wrong with one text in the counted takes of one system.</summary>
/// <param name="Takes">Counted takes: identical repeats once, failed syntheses as silence.</param>
/// <param name="Words">Their words.</param>
/// <param name="Faulty">Of them, with any fault: lost, mangled, replaced, repeated, merged, split.</param>
/// <param name="Extra">Words that the text does not have.</param>
/// <param name="TakeFaults">Faults of takes as a whole.</param>
internal readonly record struct TextTally(int Takes, long Words, long Faulty, long Extra, int TakeFaults)
{
    /// <summary>Counts a text's takes.</summary>
    public static TextTally Of(IEnumerable<TakeScore> counted)
    {
        var sum = default(TextTally);
        foreach (TakeScore score in counted)
        {
            TakeVerdict verdict = score.Verdict;
            sum = new TextTally(
                sum.Takes + 1,
                sum.Words + verdict.Words.Length,
                sum.Faulty + verdict.Words.Count(w => w.IsFault),
                sum.Extra + verdict.Extras.Sum(e => e.Words.Length),
                sum.TakeFaults + verdict.Faults.Length);
        }

        return sum;
    }
}

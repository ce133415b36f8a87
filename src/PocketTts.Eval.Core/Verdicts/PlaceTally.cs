using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>How often each place of a text is wrong.</summary>
public static class PlaceTally
{
    /// <summary>Counts the takes of each place in the text, and those that are wrong there; the words of one place (1984) are one.</summary>
    /// <param name="scores">Scores of takes that were compared with one form of one text.</param>
    /// <returns>Takes and wrong takes of each place, as the places come up.</returns>
    public static IEnumerable<(int Takes, int Wrong)> Of(IEnumerable<TakeScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
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
}

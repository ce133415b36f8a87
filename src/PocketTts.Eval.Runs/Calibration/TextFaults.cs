using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Texts with a fault in them: what is given to a synthesizer in place of the text, and which words of the text are affected.</summary>
internal static class TextFaults
{
    private const int FewestLeft = 2;

    /// <summary>Makes a fault of a kind that is made in the text.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The text.</param>
    /// <param name="random">Choices.</param>
    /// <returns>What to speak, and the affected part of the text.</returns>
    /// <exception cref="TakeFailedException">The text has too few words for it.</exception>
    public static (string Spoken, TextSpan Affected) Apply(FaultKind kind, string text, FaultRandom random)
    {
        TextSpan[] words = SpokenWords.Find(text);
        switch (kind)
        {
            case FaultKind.Skip:
                Need(words, FewestLeft + 1, kind);
                TextSpan left = random.Of(words);
                return (Without(text, left), left);
            case FaultKind.Double:
                Need(words, 1, kind);
                TextSpan twice = random.Of(words);
                return (Twice(text, twice), twice);
            case FaultKind.Truncate:
                Need(words, FewestLeft + 1, kind);
                int lost = 1 + random.Below(Math.Min(4, words.Length - FewestLeft));
                return (text[..words[^(lost + 1)].End], new TextSpan(words[^lost].Start, words[^1].End));
            case FaultKind.Clause:
                Need(words, FewestLeft + 4, kind);
                int count = 4 + random.Below(Math.Min(3, words.Length - FewestLeft - 3));
                // the last word stays, or it would be a truncation
                int first = random.Below(words.Length - count);
                var clause = new TextSpan(words[first].Start, words[first + count - 1].End);
                return (Without(text, clause), clause);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "is not made in the text");
        }
    }

    /// <summary>The text without a part; signs after the part stay where something comes before it.</summary>
    internal static string Without(string text, TextSpan part)
    {
        string before = text[..part.Start].TrimEnd(), after = text[part.End..];
        if (before.Length > 0)
        {
            return before + after;
        }

        string rest = after[SpokenWords.Find(after)[0].Start..];
        return char.ToUpperInvariant(rest[0]) + rest[1..];
    }

    private static string Twice(string text, TextSpan word)
    {
        string copy = text[word.Start..word.End];
        bool isCapital = word.Start == 0 && copy.Length > 1 && !copy.AsSpan(1).ContainsAnyInRange('A', 'Z');
        return $"{text[..word.End]} {(isCapital ? char.ToLowerInvariant(copy[0]) + copy[1..] : copy)}{text[word.End..]}";
    }

    private static void Need(TextSpan[] words, int count, FaultKind kind)
    {
        if (words.Length < count)
        {
            throw new TakeFailedException("unsuitable-text", FormattableString.Invariant($"the text has {words.Length} words; the fault '{kind.Name()}' needs {count}"));
        }
    }
}

using System.Buffers;

namespace PocketTts.Eval.Models.Kokoro.Tokens;

/// <summary>Finds the places where a symbol string can be cut, from the symbols alone.</summary>
internal static class BreakFinder
{
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".!?…");
    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(";:,—");
    private static readonly SearchValues<char> ClosingMarks = SearchValues.Create(")”\"");

    /// <summary>Finds all places between words.</summary>
    /// <param name="symbols">Symbols without a blank at either end.</param>
    /// <returns>Breaks in order, the two ends of the text not among them.</returns>
    public static List<TokenBreak> Find(ReadOnlySpan<char> symbols)
    {
        var breaks = new List<TokenBreak>();
        for (int i = 1; i < symbols.Length; i++)
        {
            if (symbols[i] == ' ')
            {
                int start = i + 1;
                while (symbols[start] == ' ')
                {
                    start++;
                }

                breaks.Add(new TokenBreak(i, start, RankBefore(symbols[..i])));
                i = start;
            }
            else if (IsMark(symbols[i - 1]) && !IsMark(symbols[i]) && !ClosingMarks.Contains(symbols[i]))
            {
                // a dash or dots between two words without a blank; a quote after a mark may close, so it stays with it
                breaks.Add(new TokenBreak(i, i, RankBefore(symbols[..i])));
            }
        }

        return breaks;
    }

    private static BreakRank RankBefore(ReadOnlySpan<char> before)
    {
        int last = before.Length - 1;
        while (last > 0 && ClosingMarks.Contains(before[last]))
        {
            last--;
        }

        return SentenceMarks.Contains(before[last]) ? BreakRank.Sentence
            : ClauseMarks.Contains(before[last]) ? BreakRank.Clause
            : BreakRank.Word;
    }

    private static bool IsMark(char c) => SentenceMarks.Contains(c) || ClauseMarks.Contains(c);
}

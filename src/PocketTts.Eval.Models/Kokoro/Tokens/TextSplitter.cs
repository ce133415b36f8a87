namespace PocketTts.Eval.Models.Kokoro.Tokens;

/// <summary>
/// Cuts a long text into pieces that the model can take, at the best places: first no piece cut inside a word unless a word alone is
/// too long, then no piece under <see cref="WeakLength"/> tokens, then at sentence ends rather than clause ends rather than between
/// words, then few pieces, then pieces of equal length. Found by dynamic programming over the breaks.
/// </summary>
internal static class TextSplitter
{
    /// <summary>Below this many tokens Kokoro is weak (VOICES.md of hexgrad/Kokoro-82M: under 10 to 20 tokens).</summary>
    public const int WeakLength = 20;

    // one step of each outweighs any likely number of steps of the next
    private const double InsideWordCost = 1e7;
    private const double WeakCost = 1e5;
    private const double WordCost = 2e3;
    private const double ClauseCost = 200;
    private const double PieceCost = 50;
    private const double LengthCost = 10;

    /// <summary>Cuts a text.</summary>
    /// <param name="symbols">Symbols without a blank at either end, at least one.</param>
    /// <param name="maximumLength">Most tokens of a piece.</param>
    /// <returns>Pieces in order; blanks at the cuts are in none of them. One piece when the text fits.</returns>
    public static List<Range> Split(ReadOnlySpan<char> symbols, int maximumLength)
    {
        if (symbols.Length <= maximumLength)
        {
            return [0..symbols.Length];
        }

        List<TokenBreak> breaks = WithBothEnds(symbols.Length, BreakFinder.Find(symbols), maximumLength);
        double[] cost = new double[breaks.Count];
        int[] previous = new int[breaks.Count];
        for (int to = 1; to < breaks.Count; to++)
        {
            cost[to] = double.PositiveInfinity;
            for (int from = to - 1; from >= 0; from--)
            {
                int length = breaks[to].End - breaks[from].Start;
                if (length > maximumLength)
                {
                    break;
                }

                double total = cost[from] + CostOf(length, breaks[to].Rank, maximumLength);
                if (total < cost[to])
                {
                    cost[to] = total;
                    previous[to] = from;
                }
            }
        }

        var pieces = new List<Range>();
        for (int to = breaks.Count - 1; to > 0; to = previous[to])
        {
            pieces.Add(breaks[previous[to]].Start..breaks[to].End);
        }

        pieces.Reverse();
        return pieces;
    }

    private static double CostOf(int length, BreakRank rank, int maximumLength)
    {
        double filled = (double)length / maximumLength;
        double cost = PieceCost + (LengthCost * filled * filled);
        if (length < WeakLength)
        {
            cost += WeakCost;
        }

        return cost + rank switch
        {
            BreakRank.Sentence => 0,
            BreakRank.Clause => ClauseCost,
            BreakRank.Word => WordCost,
            _ => InsideWordCost,
        };
    }

    // The ends of the text count as sentence ends. Only stretches that cannot fit get breaks inside words.
    private static List<TokenBreak> WithBothEnds(int length, List<TokenBreak> between, int maximumLength)
    {
        var all = new List<TokenBreak>(between.Count + 2) { new(0, 0, BreakRank.Sentence) };
        foreach (TokenBreak next in between.Append(new TokenBreak(length, length, BreakRank.Sentence)))
        {
            int start = all[^1].Start;
            if (next.End - start > maximumLength)
            {
                for (int i = start + 1; i < next.End; i++)
                {
                    all.Add(new TokenBreak(i, i, BreakRank.InsideWord));
                }
            }

            all.Add(next);
        }

        return all;
    }
}

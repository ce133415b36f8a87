namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>A word that is wrong in another share of the takes than before.</summary>
/// <param name="Corpus">Corpus of its text.</param>
/// <param name="UtteranceId">Its text.</param>
/// <param name="WordIndex">Zero-based index among the normalized words.</param>
/// <param name="Word">The word.</param>
/// <param name="BaseWrong">Takes of base in which it was wrong.</param>
/// <param name="BaseTakes">Counted takes of base.</param>
/// <param name="HeadWrong">Takes of head in which it was wrong.</param>
/// <param name="HeadTakes">Counted takes of head.</param>
/// <param name="Probability">Two-sided p-value of the change of this word alone (Fisher).</param>
/// <param name="AdjustedProbability">The same corrected for all words that changed (Benjamini–Hochberg).</param>
public sealed record WordChange(
    string Corpus, string UtteranceId, int WordIndex, string Word, int BaseWrong, int BaseTakes, int HeadWrong, int HeadTakes, double Probability, double AdjustedProbability)
{
    /// <summary>Head's share minus base's: above 0 is worse.</summary>
    public double Change => ((double)HeadWrong / HeadTakes) - ((double)BaseWrong / BaseTakes);
}

namespace PocketTts.Eval.Models.Kokoro.Tokens;

/// <summary>How well a text can be cut at a place; the smaller the better.</summary>
internal enum BreakRank
{
    /// <summary>After <c>. ! ? …</c> and the closing quotes and brackets behind them.</summary>
    Sentence,

    /// <summary>After <c>; : , —</c>, closing quotes and brackets likewise.</summary>
    Clause,

    /// <summary>Between two words.</summary>
    Word,

    /// <summary>Inside a word; only when the word alone is longer than a piece may be.</summary>
    InsideWord,
}

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Names a text among all corpora.</summary>
/// <param name="Corpus">Its corpus.</param>
/// <param name="UtteranceId">Its id there.</param>
public readonly record struct TextKey(string Corpus, string UtteranceId) : IComparable<TextKey>
{
    /// <summary>By corpus, then by id, ordinal.</summary>
    /// <param name="other">Another text.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(TextKey other)
    {
        int corpora = string.CompareOrdinal(Corpus, other.Corpus);
        return corpora != 0 ? corpora : string.CompareOrdinal(UtteranceId, other.UtteranceId);
    }

    /// <summary>Whether one comes before the other.</summary>
    public static bool operator <(TextKey left, TextKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after the other.</summary>
    public static bool operator >(TextKey left, TextKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after the other.</summary>
    public static bool operator <=(TextKey left, TextKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before the other.</summary>
    public static bool operator >=(TextKey left, TextKey right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Corpus}/{UtteranceId}";
}

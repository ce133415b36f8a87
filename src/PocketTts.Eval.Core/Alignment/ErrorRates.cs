namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Rates of <see cref="ErrorCounts"/> beside its word error rate, as fractions. H, S, D, I as there; N = H + S + D reference words, M = H + S + I heard
/// words. A rate whose divisor is 0 is null.
/// </summary>
public static class ErrorRates
{
    /// <summary>Match error rate (S + D + I) / (H + S + D + I), in [0, 1] (A. C. Morris, V. Maier, P. Green, Interspeech 2004).</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when there are no words at all.</returns>
    public static double? MatchErrorRate(this ErrorCounts counts) => Ratio(counts.Errors, counts.Hits + counts.Errors);

    /// <summary>Word information preserved (H / N) × (H / M), in [0, 1] (same source); 0 when nothing was heard.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when N is 0.</returns>
    public static double? WordInformationPreserved(this ErrorCounts counts)
    {
        long heard = counts.Hits + counts.Substitutions + counts.Insertions;
        return counts.ReferenceWords == 0 ? null
            : heard == 0 ? 0
            : (double)counts.Hits / counts.ReferenceWords * ((double)counts.Hits / heard);
    }

    /// <summary>Word information lost: 1 minus what is preserved.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when N is 0.</returns>
    public static double? WordInformationLost(this ErrorCounts counts) => 1 - counts.WordInformationPreserved();

    /// <summary>Word deletion rate D / N; times 1,000 it is the words lost per thousand.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when N is 0.</returns>
    public static double? DeletionRate(this ErrorCounts counts) => Ratio(counts.Deletions, counts.ReferenceWords);

    /// <summary>Substitution rate S / N.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when N is 0.</returns>
    public static double? SubstitutionRate(this ErrorCounts counts) => Ratio(counts.Substitutions, counts.ReferenceWords);

    /// <summary>Insertion rate I / N, may exceed 1.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>The rate; null when N is 0.</returns>
    public static double? InsertionRate(this ErrorCounts counts) => Ratio(counts.Insertions, counts.ReferenceWords);

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

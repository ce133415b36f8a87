namespace PocketTts.Eval.Core.Statistics;

/// <summary>What the Mann–Whitney test says.</summary>
/// <param name="U">Pairs (x, y) with x > y, equal ones counting half.</param>
/// <param name="Superiority">U ÷ pairs: the chance that a random x exceeds a random y; ½ when nothing differs.</param>
/// <param name="Probabilities">The p-values; "greater" is x above y.</param>
/// <param name="IsExact">True for the exact distribution, false for the normal one.</param>
public sealed record MannWhitneyResult(double U, double Superiority, TestProbabilities Probabilities, bool IsExact)
{
    /// <summary>Cliff's δ = 2 × superiority - 1 (N. Cliff, Psychological Bulletin 114(3), 1993), in [-1, 1].</summary>
    public double CliffsDelta => (2 * Superiority) - 1;
}

namespace PocketTts.Eval.Core.Statistics;

/// <summary>What Wilcoxon's signed-rank test says.</summary>
/// <param name="PositiveRankSum">W⁺: ranks of the positive differences, equal sizes sharing the mean rank.</param>
/// <param name="NegativeRankSum">W⁻.</param>
/// <param name="DifferingPairs">Pairs whose difference is not 0.</param>
/// <param name="Probabilities">The p-values; "greater" is differences above 0.</param>
/// <param name="IsExact">True for the exact distribution, false for the normal one.</param>
public sealed record WilcoxonResult(double PositiveRankSum, double NegativeRankSum, int DifferingPairs, TestProbabilities Probabilities, bool IsExact);

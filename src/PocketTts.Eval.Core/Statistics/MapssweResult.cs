namespace PocketTts.Eval.Core.Statistics;

/// <summary>What the matched-pairs test says of two systems.</summary>
/// <param name="Segments">Segments with an error of either system.</param>
/// <param name="FirstErrors">Errors of the first system.</param>
/// <param name="SecondErrors">Errors of the second system.</param>
/// <param name="MeanDifference">Mean of first - second over segments.</param>
/// <param name="StandardDeviation">Its standard deviation over segments.</param>
/// <param name="Z">Mean ÷ (standard deviation ÷ √segments).</param>
/// <param name="NormalTwoSided">Two-sided p-value by the normal distribution, as <c>sc_stats</c> gives it.</param>
/// <param name="StudentTwoSided">Two-sided p-value by Student's t, for few segments.</param>
public sealed record MapssweResult(
    int Segments, long FirstErrors, long SecondErrors, double MeanDifference, double StandardDeviation, double Z, double NormalTwoSided, double StudentTwoSided);

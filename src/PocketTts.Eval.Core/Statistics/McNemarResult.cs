namespace PocketTts.Eval.Core.Statistics;

/// <summary>What McNemar's test says of pairs of which <c>b</c> failed only in the first and <c>c</c> only in the second; all p-values two-sided.</summary>
/// <param name="Exact">Exact conditional p-value.</param>
/// <param name="MidP">Exact with half the weight of the observed outcome; for b = c it is 1 - P(X = b) ÷ 2 (Fagerland).</param>
/// <param name="ChiSquared">(b - c)² ÷ (b + c); null when no pair differs.</param>
/// <param name="ChiSquaredProbability">Its p-value; null as above.</param>
/// <param name="CorrectedChiSquared">(|b - c| - 1)² ÷ (b + c); null as above.</param>
/// <param name="CorrectedProbability">Its p-value; null as above.</param>
public sealed record McNemarResult(
    double Exact, double MidP, double? ChiSquared, double? ChiSquaredProbability, double? CorrectedChiSquared, double? CorrectedProbability);

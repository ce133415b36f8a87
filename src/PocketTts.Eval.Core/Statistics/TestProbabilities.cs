namespace PocketTts.Eval.Core.Statistics;

/// <summary>The p-values of one test: how likely data at least this extreme are when nothing differs.</summary>
/// <param name="TwoSided">Against "differs", in [0, 1].</param>
/// <param name="Greater">Against "is larger than the hypothesis says", in [0, 1].</param>
/// <param name="Less">Against "is smaller", in [0, 1].</param>
public readonly record struct TestProbabilities(double TwoSided, double Greater, double Less);

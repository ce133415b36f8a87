namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Times and probability of a heard word; null where the recognizer does not tell.</summary>
/// <param name="StartSeconds">Start.</param>
/// <param name="EndSeconds">End.</param>
/// <param name="Probability">Probability.</param>
/// <param name="IsWhole">False when one written word is read as several (1984), which then share its times.</param>
internal readonly record struct HeardWord(double? StartSeconds, double? EndSeconds, double? Probability, bool IsWhole);

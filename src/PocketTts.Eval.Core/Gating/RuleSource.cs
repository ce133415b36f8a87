namespace PocketTts.Eval.Core.Gating;

/// <summary>Where a rule is written.</summary>
/// <param name="File">The rules file, as named.</param>
/// <param name="Line">One-based line.</param>
public sealed record RuleSource(string File, int Line);

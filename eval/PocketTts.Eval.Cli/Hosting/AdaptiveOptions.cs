namespace PocketTts.Eval.Cli.Hosting;

/// <summary>How a run decides that it knows enough.</summary>
/// <param name="RulesFile">Rules to decide.</param>
/// <param name="Baseline">What to compare with, or null.</param>
/// <param name="Budget">Time after which no further part is begun, or null.</param>
/// <param name="Json">Whether to print the decision as JSON.</param>
internal sealed record AdaptiveOptions(string RulesFile, string? Baseline, TimeSpan? Budget, bool Json);

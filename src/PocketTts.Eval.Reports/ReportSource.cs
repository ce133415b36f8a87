using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports;

/// <summary>A run that a report is about.</summary>
/// <param name="Result">The run, scored.</param>
/// <param name="Folder">Its folder, where <c>audio/</c> and <c>gate.json</c> are looked for; null when there is none.</param>
public sealed record ReportSource(RunResult Result, string? Folder);

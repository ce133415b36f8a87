namespace PocketTts.Eval.Runs.Execution;

/// <summary>How far a system is.</summary>
/// <param name="SystemId">Its id.</param>
/// <param name="Done">Takes that have a row, earlier sessions included.</param>
/// <param name="Total">Takes planned.</param>
/// <param name="Failed">Takes whose synthesis failed.</param>
/// <param name="Rtf">Total synthesis time ÷ total audio time of the takes spoken so far; null without any.</param>
public readonly record struct SystemProgress(string SystemId, int Done, int Total, int Failed, double? Rtf);

using System.Collections.Immutable;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>What was exported.</summary>
/// <param name="Files">Files that were written, in the order they were.</param>
/// <param name="Takes">Takes that are in them.</param>
/// <param name="Notes">What a reader should know of takes and sounds that are not, one sentence each.</param>
public sealed record ExportResult(ImmutableArray<string> Files, int Takes, ImmutableArray<string> Notes);

using System.Collections.Immutable;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>A table of texts that console and Markdown show alike.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Headings; the first column is text, the others are numbers.</param>
/// <param name="Rows">Cells, as many as columns.</param>
public sealed record SpeedTable(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

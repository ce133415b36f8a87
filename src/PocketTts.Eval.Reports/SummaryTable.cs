using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports;

/// <summary>
/// The table of systems as text: a row per system and recognizer. Console and Markdown draw the same table.
/// Cells hold text of any origin (system ids): whoever draws them escapes them.
/// </summary>
/// <param name="Columns">Columns from left to right.</param>
/// <param name="Rows">Rows in plan order; each has one cell a column.</param>
/// <param name="Answers">One sentence per system and recognizer: the answer of the run.</param>
/// <param name="Notes">What a reader of the table must know, one sentence each: deterministic systems, the machine.</param>
/// <param name="NotMeasured">What the run does not say, and why, one sentence each.</param>
public sealed record SummaryTable(
    ImmutableArray<SummaryColumn> Columns,
    ImmutableArray<ImmutableArray<string>> Rows,
    ImmutableArray<string> Answers,
    ImmutableArray<string> Notes,
    ImmutableArray<string> NotMeasured)
{
    /// <summary>Makes the table of a run.</summary>
    /// <param name="result">The run.</param>
    /// <returns>The table.</returns>
    public static SummaryTable From(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return SummaryTableBuilder.Build(result);
    }
}

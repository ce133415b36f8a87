using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Reports.Gates;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints comparisons: set-ups, a line a metric, then the words that changed.</summary>
internal static class CompareView
{
    private const int RedirectedWidth = 220;
    private const int MostWords = 10;

    /// <summary>Prints them.</summary>
    public static void Print(TextWriter output, IReadOnlyList<SystemComparison> comparisons)
    {
        IAnsiConsole console = ConsoleTables.Create(output, RedirectedWidth);
        foreach (SystemComparison comparison in comparisons)
        {
            SystemPair pair = comparison.Pair;
            output.WriteLine();
            output.WriteLine($"base  {pair.BaseSystemId} in {pair.BaseTable.Name}: {pair.BaseSetup}");
            output.WriteLine($"head  {pair.HeadSystemId} in {pair.HeadTable.Name}: {pair.HeadSetup}");
            output.WriteLine($"heard by {comparison.RecognizerId}; intervals 95 %; p corrected for all lines (Holm)");
            foreach (Incomparability reason in comparison.Incomparable)
            {
                output.WriteLine($"not comparable: {reason.What}");
            }

            var table = new Table { Border = TableBorder.Simple };
            foreach (string heading in CompareRows.Headings)
            {
                // ids and probabilities are not broken, intervals and what stands behind them may be
                table.AddColumn(new TableColumn(new Text(heading)) { NoWrap = heading is "metric" or "p" });
            }

            foreach (MetricDifference difference in comparison.Differences)
            {
                table.AddRow(CompareRows.Cells(difference).Select(c => new Text(c)));
            }

            console.Write(table);
            PrintWords(output, "got worse", [.. comparison.Worse]);
            PrintWords(output, "got better", [.. comparison.Better]);
        }
    }

    private static void PrintWords(TextWriter output, string what, ImmutableArray<WordChange> words)
    {
        if (words.IsEmpty)
        {
            return;
        }

        output.WriteLine(FormattableString.Invariant($"words that {what} ({words.Length}):"));
        foreach (WordChange word in words.Take(MostWords))
        {
            output.WriteLine($"    {CompareRows.Describe(word)}");
        }

        if (words.Length > MostWords)
        {
            output.WriteLine(FormattableString.Invariant($"    … and {words.Length - MostWords} more: --json lists all"));
        }
    }
}

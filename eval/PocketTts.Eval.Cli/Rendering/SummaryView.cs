using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints the numbers of a run: a column per system, then what a reader must know, then the worst words.</summary>
internal static class SummaryView
{
    private const int WorstWords = 8;

    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, RunResult result, string folder)
    {
        IAnsiConsole console = ConsoleTables.Create(output);
        SummaryTable summary = SummaryTable.From(result);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(string.Empty));
        foreach (ImmutableArray<string> row in summary.Rows)
        {
            table.AddColumn(new TableColumn(new Text(row[0])).RightAligned());
        }

        for (int i = 1; i < summary.Columns.Length; i++)
        {
            table.AddRow([new Text(summary.Columns[i].Header), .. summary.Rows.Select(r => new Text(r[i]).RightJustified())]);
        }

        console.Write(table);
        foreach (string note in summary.Notes.Concat(summary.NotMeasured))
        {
            output.WriteLine(note);
        }

        PrintVerdicts(output, result);
        PrintWords(output, result, systemId: null, WorstWords);
        output.WriteLine();
        output.WriteLine($"report: {Path.GetFullPath(Path.Combine(folder, ReportWriter.HtmlName))}");
    }

    /// <summary>Prints raw, confirmed and corrected rates side by side.</summary>
    public static void PrintVerdicts(TextWriter output, RunResult result)
    {
        VerdictTable verdicts = VerdictTable.From(result);
        if (verdicts.Rows.IsEmpty)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (SummaryColumn column in verdicts.Columns)
        {
            var header = new TableColumn(new Text(column.Header));
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        string? last = null;
        foreach (ImmutableArray<string> row in verdicts.Rows)
        {
            // a system's name once
            table.AddRow([new Text(row[0] == last ? string.Empty : row[0]), .. row.Skip(1).Select(cell => new Text(cell))]);
            last = row[0];
        }

        ConsoleTables.Create(output).Write(table);
        foreach (string note in verdicts.Notes)
        {
            output.WriteLine(note);
        }
    }

    /// <summary>Prints the words that fail most often, by system.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="result">The run.</param>
    /// <param name="systemId">Only this system; null for all.</param>
    /// <param name="limit">Words of each system at most.</param>
    /// <returns>The number of words that were printed.</returns>
    public static int PrintWords(TextWriter output, RunResult result, string? systemId, int limit)
    {
        int printed = 0;
        foreach (SystemSummary system in result.Systems.Where(s => systemId is null || s.SystemId == systemId))
        {
            foreach (AccuracySummary accuracy in system.Accuracy)
            {
                ImmutableArray<WordFaults> words = WordFaultTally.Of(result, system.SystemId, accuracy.RecognizerId);
                if (words.Length == 0)
                {
                    continue;
                }

                output.WriteLine();
                output.WriteLine($"{system.SystemId}, words wrong most often by {accuracy.RecognizerId}:");
                foreach (WordFaults word in words.Take(limit))
                {
                    output.WriteLine("  " + Line(word));
                    printed++;
                }

                if (words.Length > limit)
                {
                    output.WriteLine($"  … and {words.Length - limit} more in {ReportWriter.WordsCsvName}");
                }
            }
        }

        return printed;
    }

    private static string Line(WordFaults word)
    {
        string heard = word.Heard.IsEmpty ? string.Empty : "  heard as " + WordFaultText.Heard(word);
        string whose = word.IsTextOrRecognizer ? "  (text or recognizer)" : string.Empty;
        return $"{word.Word,-14} {WordFaultText.Counts(word),-10}  \"{WordFaultText.Context(word)}\"  ({word.UtteranceId}){heard}{whose}";
    }
}

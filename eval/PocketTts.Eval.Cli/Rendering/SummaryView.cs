using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints the numbers of a run: a column per system, then what a reader must know, then the worst words.</summary>
internal static class SummaryView
{
    private const int RedirectedWidth = 160;
    private const int WorstWords = 8;

    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, RunResult result, string folder)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

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

        PrintWorstWords(output, result);
        output.WriteLine();
        output.WriteLine($"report: {Path.GetFullPath(Path.Combine(folder, ReportWriter.HtmlName))}");
    }

    private static void PrintWorstWords(TextWriter output, RunResult result)
    {
        foreach (SystemSummary system in result.Systems)
        {
            foreach (AccuracySummary accuracy in system.Accuracy)
            {
                ImmutableArray<WordTrouble> troubles = WordTally.Of(result, system.SystemId, accuracy.RecognizerId);
                if (troubles.Length == 0)
                {
                    continue;
                }

                output.WriteLine();
                output.WriteLine($"{system.SystemId}, words wrong most often by {accuracy.RecognizerId}:");
                foreach (WordTrouble trouble in troubles.Take(WorstWords))
                {
                    output.WriteLine("  " + Describe(trouble));
                }

                if (troubles.Length > WorstWords)
                {
                    output.WriteLine($"  … and {troubles.Length - WorstWords} more in {ReportWriter.HtmlName}");
                }
            }
        }
    }

    private static string Describe(WordTrouble trouble)
    {
        int from = Math.Max(0, trouble.WordIndex - 3);
        int to = Math.Min(trouble.ReferenceWords.Length, trouble.WordIndex + 4);
        string context = string.Join(' ', trouble.ReferenceWords[from..to].Select((w, i) => from + i == trouble.WordIndex ? $"[{w}]" : w));
        string heard = trouble.HeardInstead.Length == 0 ? "lost" : $"heard as {string.Join(", ", trouble.HeardInstead.Select(h => $"'{h.Key}'"))}";
        return $"{trouble.Word,-14} {trouble.Wrong} of {trouble.CountedTakes}  {heard}  ({trouble.UtteranceId}: {(from > 0 ? "… " : string.Empty)}{context}{(to < trouble.ReferenceWords.Length ? " …" : string.Empty)})";
    }
}

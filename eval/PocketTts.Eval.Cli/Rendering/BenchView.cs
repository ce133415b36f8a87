using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Speed;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints a bench: a column per set-up, table by table.</summary>
internal static class BenchView
{
    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, BenchReport report, string folder)
    {
        output.WriteLine($"{report.Machine.Record.CpuBrand ?? "unknown processor"}{(report.Machine.IsNoisy ? "   NOISY" : string.Empty)}");
        foreach (string line in BenchMarkdown.MachineLines(report))
        {
            output.WriteLine(line);
        }

        foreach (SpeedTable table in BenchTables.Of(report))
        {
            PrintTable(output, table);
        }

        foreach (string note in report.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        output.WriteLine($"bench: {Path.GetFullPath(folder)}");
    }

    /// <summary>Prints one table as it is: there may be many rows.</summary>
    public static void PrintRows(TextWriter output, SpeedTable source)
    {
        IAnsiConsole console = ConsoleTables.Create(output);
        output.WriteLine();
        output.WriteLine(source.Title);
        var table = new Table { Border = TableBorder.Simple };
        for (int i = 0; i < source.Columns.Length; i++)
        {
            var column = new TableColumn(new Text(source.Columns[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        foreach (ImmutableArray<string> row in source.Rows)
        {
            table.AddRow(row.Select((cell, i) => i == 0 ? new Text(cell) : new Text(cell).RightJustified()));
        }

        console.Write(table);
    }

    /// <summary>Prints one table turned: a column per row.</summary>
    private static void PrintTable(TextWriter output, SpeedTable source)
    {
        IAnsiConsole console = ConsoleTables.Create(output);
        output.WriteLine();
        output.WriteLine(source.Title);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(string.Empty));
        foreach (ImmutableArray<string> row in source.Rows)
        {
            table.AddColumn(new TableColumn(new Text(row[0])).RightAligned());
        }

        for (int i = 1; i < source.Columns.Length; i++)
        {
            table.AddRow([new Text(source.Columns[i]), .. source.Rows.Select(r => new Text(r[i]).RightJustified())]);
        }

        console.Write(table);
    }
}

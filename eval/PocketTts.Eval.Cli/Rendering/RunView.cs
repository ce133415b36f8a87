using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Catalog;
using PocketTts.Eval.Runs.Plan;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints lists of runs.</summary>
internal static class RunView
{
    private const int RedirectedWidth = 200;

    // what the columns of states and numbers take, with the room between all columns
    private const int NumbersWidth = 78;

    /// <summary>How far a run is, in words.</summary>
    public static string StatusOf(RunEntry run) => run switch
    {
        { Problem: not null } => "damaged",
        { IsRunning: true } => "running",
        { Status: RunStatus.Started } => "cut off",
        { Status: RunStatus.Completed } => "completed",
        { Status: RunStatus.CompletedWithFailures } => "completed, takes failed",
        { Status: RunStatus.Cancelled } => "cancelled",
        _ => "failed",
    };

    /// <summary>Prints a table.</summary>
    public static void Print(TextWriter output, IReadOnlyList<RunEntry> runs, DateTimeOffset now)
    {
        IAnsiConsole console = ConsoleTables.Create(output, RedirectedWidth);
        int texts = runs.Select(r => r.Folder.Length).DefaultIfEmpty().Max() + runs.Select(r => Systems(r).Length).DefaultIfEmpty().Max();
        if (texts + NumbersWidth <= console.Profile.Width)
        {
            console.Write(Table(runs, now));
        }
        else
        {
            // a table would break paths in the middle
            foreach (RunEntry run in runs)
            {
                output.WriteLine(run.Folder);
                output.WriteLine($"    {StatusOf(run)}, {Takes(run)} takes{(run.FailedTakes > 0 ? $", {Failed(run)} failed" : string.Empty)}, {ByteSize.Format(run.SizeBytes)}, {Age(now - run.ChangedUtc)}: {Systems(run)}");
            }
        }

        output.WriteLine($"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}, {ByteSize.Format(runs.Sum(r => r.SizeBytes))}");
    }

    private static string Systems(RunEntry run) => run.Problem ?? string.Join(", ", run.Systems);

    private static string Takes(RunEntry run) => run.PlannedTakes is { } planned ? $"{run.FinishedTakes}/{planned}" : "—";

    private static string Failed(RunEntry run) => run.FailedTakes?.ToString(CultureInfo.InvariantCulture) ?? "—";

    private static Table Table(IReadOnlyList<RunEntry> runs, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("run");
        table.AddColumn(new TableColumn("status") { NoWrap = true });
        table.AddColumn(new TableColumn("takes") { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn("failed") { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn("size") { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn("changed") { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn("systems");
        foreach (RunEntry run in runs)
        {
            table.AddRow(
                new Text(run.Folder),
                new Text(StatusOf(run)),
                new Text(Takes(run)),
                new Text(Failed(run)),
                new Text(ByteSize.Format(run.SizeBytes)),
                new Text(Age(now - run.ChangedUtc)),
                new Text(Systems(run)));
        }

        return table;
    }

    /// <summary>How long ago something was.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => "now",
        { TotalHours: < 2 } => $"{age.TotalMinutes:F0} min ago",
        { TotalDays: < 2 } => $"{age.TotalHours:F0} h ago",
        _ => $"{age.TotalDays:F0} days ago",
    };
}

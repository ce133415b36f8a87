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
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("run");
        table.AddColumn("status");
        table.AddColumn(new TableColumn("takes").RightAligned());
        table.AddColumn(new TableColumn("failed").RightAligned());
        table.AddColumn(new TableColumn("size").RightAligned());
        table.AddColumn(new TableColumn("changed").RightAligned());
        table.AddColumn("systems");
        foreach (RunEntry run in runs)
        {
            table.AddRow(
                new Text(run.Folder),
                new Text(StatusOf(run)),
                new Text(run.PlannedTakes is { } planned ? $"{run.FinishedTakes}/{planned}" : "—"),
                new Text(run.FailedTakes?.ToString(CultureInfo.InvariantCulture) ?? "—"),
                new Text(ByteSize.Format(run.SizeBytes)),
                new Text(Age(now - run.ChangedUtc)),
                new Text(run.Problem ?? string.Join(", ", run.Systems)));
        }

        console.Write(table);
        output.WriteLine($"{runs.Count} runs, {ByteSize.Format(runs.Sum(r => r.SizeBytes))}");
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

using System.Globalization;
using PocketTts.Eval.Runs.Plan;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints what a plan would do: the matrix of systems and corpora, then what it costs.</summary>
internal static class PlanView
{
    private const int RedirectedWidth = 160;

    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, PlanOverview plan)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        var matrix = new Table { Border = TableBorder.Simple };
        matrix.AddColumn(new TableColumn("takes"));
        foreach (PlanCorpusRow corpus in plan.Corpora)
        {
            matrix.AddColumn(new TableColumn(new Text($"{corpus.Name}\n{corpus.UsedTexts} of {corpus.Texts} texts")).RightAligned());
        }

        matrix.AddColumn(new TableColumn("together").RightAligned());
        matrix.AddColumn(new TableColumn("speaking takes").RightAligned());
        foreach (PlanSystemRow system in plan.Systems)
        {
            matrix.AddRow(
            [
                new Text(system.Id),
                .. plan.Corpora.Select(c => new Text(c.TakesPerSystem.ToString(CultureInfo.InvariantCulture)).RightJustified()),
                new Text(system.Takes.ToString(CultureInfo.InvariantCulture)).RightJustified(),
                new Text(Expected(system)).RightJustified(),
            ]);
        }

        console.Write(matrix);
        foreach (PlanCorpusRow corpus in plan.Corpora.Where(c => c.Filter is not null))
        {
            output.WriteLine($"{corpus.Name}: filtered by {corpus.Filter}");
        }

        string byTag = string.Concat(plan.RepeatsByTag.Select(t => $", {t.Value} of texts tagged {t.Key}"));
        output.WriteLine($"takes:       {plan.Takes} ({plan.Repeats} of each text by each system{byTag}), {plan.Order}, seed {plan.Seed}{(plan.Shard is null ? string.Empty : $", shard {plan.Shard}")}");
        output.WriteLine($"recognizers: {string.Join(", ", plan.Recognizers)}");
        output.WriteLine($"time:        speaking {Duration(plan.SynthesisSeconds)}, transcribing {Duration(plan.TranscriptionSeconds)}; {Basis(plan)}");
        output.WriteLine($"disk:        about {ByteSize.Format(plan.DiskBytes)}{(plan.FreeBytes is { } free ? $" of {ByteSize.Format(free)} free" : string.Empty)}");
        output.WriteLine($"folder:      {plan.OutputFolder} ({plan.OutputState})");
    }

    /// <summary>A duration for people.</summary>
    public static string Duration(double? seconds) => seconds switch
    {
        null => "unknown",
        < 90 => $"{seconds:F0} s",
        < 5400 => $"{seconds / 60:F0} min",
        _ => $"{seconds / 3600:F1} h",
    };

    private static string Expected(PlanSystemRow system) => system.WallSeconds is null ? "unknown" : Duration(system.WallSeconds) + (system.IsSameSystem ? string.Empty : " (as others of its engine)");

    private static string Basis(PlanOverview plan) => plan.EarlierRuns switch
    {
        0 => "no earlier run on this computer",
        1 => "as in one earlier run on this computer",
        _ => $"as in {plan.EarlierRuns} earlier runs on this computer",
    };
}

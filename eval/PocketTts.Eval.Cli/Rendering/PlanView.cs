using System.Globalization;
using PocketTts.Eval.Runs.Plan;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints what a plan would do: the matrix of systems and corpora, then what it costs.</summary>
internal static class PlanView
{
    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, PlanOverview plan)
    {
        IAnsiConsole console = ConsoleTables.Create(output);
        console.Write(Corpora(plan));
        console.Write(Systems(plan));
        string byTag = string.Concat(plan.RepeatsByTag.Select(t => $", {t.Value} of texts tagged {t.Key}"));
        output.WriteLine($"takes:       {plan.Takes} ({plan.Repeats} of each text by each system{byTag}), {plan.Order}, seed {plan.Seed}{(plan.Shard is null ? string.Empty : $", shard {plan.Shard}")}");
        output.WriteLine($"recognizers: {string.Join(", ", plan.Recognizers)}");
        output.WriteLine($"time:        speaking {Duration(plan.SynthesisSeconds)}, transcribing {Duration(plan.TranscriptionSeconds)}; {Basis(plan)}");
        output.WriteLine($"disk:        about {ByteSize.Format(plan.DiskBytes)}{(plan.FreeBytes is { } free ? $" of {ByteSize.Format(free)} free" : string.Empty)}");
        output.WriteLine($"folder:      {plan.OutputFolder} ({plan.OutputState})");
    }

    // a plan may have many corpora: they are rows, and what names and numbers need is never broken
    private static Table Corpora(PlanOverview plan)
    {
        bool isFiltered = plan.Corpora.Any(c => c.Filter is not null);
        var table = new Table { Border = TableBorder.Simple, ShowFooters = plan.Corpora.Length > 1 };
        table.AddColumn(new TableColumn("corpus") { Footer = new Text("together"), NoWrap = true });
        table.AddColumn(Number("texts", Texts(plan.Corpora.Sum(c => c.UsedTexts), plan.Corpora.Sum(c => c.Texts))));
        table.AddColumn(Number("characters", Count(plan.Corpora.Sum(c => c.UsedCharacters))));
        table.AddColumn(Number("takes each", Count(plan.Corpora.Sum(c => (long)c.TakesPerSystem))));
        if (isFiltered)
        {
            table.AddColumn("filter");
        }

        foreach (PlanCorpusRow corpus in plan.Corpora)
        {
            Text[] cells = [new(corpus.Name), new(Texts(corpus.UsedTexts, corpus.Texts)), new(Count(corpus.UsedCharacters)), new(Count(corpus.TakesPerSystem))];
            table.AddRow(isFiltered ? [.. cells, new Text(corpus.Filter?.Replace(",", ", ", StringComparison.Ordinal) ?? string.Empty)] : cells);
        }

        return table;
    }

    private static Table Systems(PlanOverview plan)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = plan.Systems.Length > 1 };
        table.AddColumn(new TableColumn("system") { Footer = new Text("together"), NoWrap = true });
        table.AddColumn(Number("takes", Count(plan.Takes)));
        table.AddColumn(new TableColumn("speaking takes") { Footer = new Text(Duration(plan.SynthesisSeconds)), NoWrap = true });
        foreach (PlanSystemRow system in plan.Systems)
        {
            table.AddRow(new Text(system.Id), new Text(Count(system.Takes)), new Text(Expected(system)));
        }

        return table;
    }

    private static TableColumn Number(string heading, string sum) => new(heading) { Alignment = Justify.Right, NoWrap = true, Footer = new Text(sum) };

    private static string Texts(int used, int all) => used == all ? Count(all) : $"{Count(used)} of {Count(all)}";

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

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

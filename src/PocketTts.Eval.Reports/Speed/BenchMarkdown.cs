using System.Text;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Markdown;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>A bench on one page.</summary>
public static class BenchMarkdown
{
    private const double PocketFramesPerSecond = 12.5;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The bench.</param>
    /// <returns>Markdown.</returns>
    public static string Render(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        page.Append("# Speed on ").Append(MarkdownText.Plain(report.Machine.Record.CpuBrand ?? "an unknown processor")).Append("\n\n");
        if (report.Remark is not null)
        {
            page.Append("**").Append(MarkdownText.Plain(report.Remark)).Append("**\n\n");
        }

        page.Append(report.Machine.IsNoisy ? "**noisy: these timings are worth less than they look.**\n\n" : string.Empty);
        foreach (string line in MachineLines(report))
        {
            page.Append("- ").Append(MarkdownText.Plain(line)).Append('\n');
        }

        foreach (SpeedTable table in BenchTables.Of(report))
        {
            page.Append("\n## ").Append(MarkdownText.Plain(table.Title)).Append("\n\n");
            Append(page, table);
        }

        page.Append('\n');
        if (report.Systems.Any(s => s.Setup.Unit == "frames"))
        {
            page.Append("Pocket TTS makes 12.5 frames a second of sound: frames a second ÷ 12.5 is RTFx (40 frames/s, elsewhere \"40 tokens/s\", is RTFx ")
                .Append(Formatting.Ratio(40 / PocketFramesPerSecond)).Append(").\n\n");
        }

        foreach (string note in report.Notes)
        {
            page.Append("- ").Append(MarkdownText.Plain(note)).Append('\n');
        }

        return page.ToString();
    }

    /// <summary>The computer and the way of measuring, a line each.</summary>
    /// <param name="report">The bench.</param>
    public static IEnumerable<string> MachineLines(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        BenchMachine machine = report.Machine;
        yield return $"Machine {machine.Record.Fingerprint}: {machine.Record.CpuIdentity ?? "identity unknown"}, {Formatting.Count(machine.Record.UsableCpuCount, "processor")} usable, {string.Join(' ', machine.Record.InstructionSets)}; {machine.Record.OperatingSystem}, {machine.Record.Virtualization ?? "no hypervisor seen"}";
        yield return $"{machine.Record.Runtime}, {string.Join(", ", report.Packages.Select(p => $"{p.Key} {p.Value}"))}; pocket-eval {report.ToolVersion}; {Formatting.Time(report.CreatedUtc)}, {Formatting.Duration(report.DurationSeconds)}";
        yield return $"Fixed work: {Formatting.Ratio(machine.GigaflopsBefore)} GFLOP/s before, {Formatting.Ratio(machine.GigaflopsAfter)} after; memory {Formatting.Ratio(machine.ReadGigabytesPerSecond)} GB/s; noise floor {Formatting.Percent(machine.NoiseBefore)} before, {Formatting.Percent(machine.NoiseAfter)} after; load {Formatting.Ratio(machine.LoadBefore)} before; other programs {Formatting.Percent(machine.OthersPercent / 100)}, hypervisor {Formatting.Percent(machine.StealPercent / 100)} of the processor time";
        yield return report.Rounds > 0
            ? $"Texts: {report.Corpus}, {Formatting.Count(report.Rounds, "round")} in ABBA order, {Formatting.Count(report.WarmUps, "warm-up")}, one take at a time, each set-up in a process of its own{(report.CheckedBy is null ? string.Empty : $"; {report.CheckedBy} listened afterwards")}"
            : $"Texts: {report.Corpus}, shuffled, {Formatting.Count(report.WarmUps, "warm-up")}, each set-up in one process{(report.CheckedBy is null ? string.Empty : $"; {report.CheckedBy} listened afterwards")}";
    }

    /// <summary>Writes a table.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="table">The table.</param>
    internal static void Append(StringBuilder page, SpeedTable table)
    {
        page.Append("| ").AppendJoin(" | ", table.Columns.Select(MarkdownText.Plain)).Append(" |\n");
        page.Append("| ").AppendJoin(" | ", table.Columns.Select((_, i) => i == 0 ? "---" : "---:")).Append(" |\n");
        foreach (var row in table.Rows)
        {
            page.Append("| ").AppendJoin(" | ", row.Select((cell, i) => i == 0 ? MarkdownText.Code(cell) : MarkdownText.Plain(cell))).Append(" |\n");
        }
    }
}

using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Markdown;
using PocketTts.Eval.Reports.Plots;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Writes the report over many computers: <c>speed.md</c> and its plots as SVG and PNG.</summary>
public static class SpeedReportFiles
{
    /// <summary>Name of the page.</summary>
    public const string PageName = "speed.md";

    private const int Width = 900;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Folder, made when it is not there.</param>
    /// <param name="rows">Pooled rows.</param>
    /// <param name="differences">How sounds differ between computers; may be empty.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<SpeedRow> rows, IReadOnlyList<SoundDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(differences);
        var page = new StringBuilder("# Speed on ");
        page.Append(Formatting.Count(rows.Select(r => r.Machine.Fingerprint).Distinct(StringComparer.Ordinal).Count(), "kind of computer", "kinds of computers")).Append("\n\n");
        page.Append("RTFx is audio time ÷ time of synthesis or transcription (more is better), RTF the reverse. Medians over takes with 95 % intervals; sources of one fingerprint that spoke the same texts are pooled.\n");
        page.Append("Timings of different computers are shown side by side and never compared by a test.\n\n");
        BenchMarkdown.Append(page, SpeedReportTables.Of(rows));
        page.Append('\n');
        foreach (string note in SpeedReportTables.Notes(rows))
        {
            page.Append("- ").Append(MarkdownText.Plain(note)).Append('\n');
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (Chart chart in MachineCharts.Of(rows))
            {
                File.WriteAllText(Path.Combine(folder, chart.Name + ".svg"), ChartRenderer.StandaloneSvg(chart, Width));
                File.WriteAllBytes(Path.Combine(folder, chart.Name + ".png"), ChartRenderer.Png(chart, Width));
                page.Append("\n![").Append(MarkdownText.Plain(chart.Title)).Append("](").Append(chart.Name).Append(".svg)\n");
            }

            if (differences.Count > 0)
            {
                page.Append("\n## The same takes on different computers\n\n");
                BenchMarkdown.Append(page, Differences(differences));
            }

            page.Append("\n## Sources\n\n");
            foreach (SpeedRow row in rows)
            {
                page.Append("- ").Append(MarkdownText.Plain($"{row.SystemId}, {Formatting.Count(row.ThreadCount, "thread")}, {row.Machine.Fingerprint}: {string.Join(", ", row.Sources)}")).Append('\n');
            }

            File.WriteAllText(Path.Combine(folder, PageName), page.ToString());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({problem.Message})", folder, field: "--out", innerException: problem);
        }
    }

    /// <summary>How sounds differ, as a table.</summary>
    /// <param name="differences">The differences.</param>
    public static SpeedTable Differences(IReadOnlyList<SoundDifference> differences) => new(
        "The same takes on different computers",
        ["set-up", "computers", "common takes", "equal byte for byte", "distance of the others (log-mel, dB)", "verdicts that differ"],
        [
            .. differences.Select(d => (System.Collections.Immutable.ImmutableArray<string>)
            [
                d.SystemId,
                $"{d.First} and {d.Second}",
                Formatting.Count(d.CommonTakes),
                $"{d.EqualTakes} ({Formatting.Percent(d.CommonTakes == 0 ? null : (double)d.EqualTakes / d.CommonTakes)})",
                d.MedianDistanceDecibels is null ? Formatting.Unknown : FormattableString.Invariant($"median {d.MedianDistanceDecibels:0.00}, largest {d.LargestDistanceDecibels:0.00}"),
                $"{d.OtherVerdicts} of {d.JudgedTakes}",
            ]),
        ]);
}

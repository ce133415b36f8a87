using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Rows of many computers → one table.</summary>
public static class SpeedReportTables
{
    /// <summary>The table with all numbers; texts and long remarks stand below it (<see cref="Notes"/>).</summary>
    /// <param name="rows">Pooled rows.</param>
    public static SpeedTable Of(IReadOnlyList<SpeedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        string[] texts = Texts(rows);
        string[] remarks = LongRemarks(rows);
        return new SpeedTable(
            "Speed by computer",
            ["set-up", "processor", "fingerprint", "threads of", "RTFx (more is better)", "RTF", "s a word", "units a second", "first speech", "core-s a second of sound", "start", "peak memory", "lost words", "texts", "takes", "remarks"],
            [.. rows.Select(r => Cells(r, texts, remarks))]);
    }

    /// <summary>The table with what fits on a console.</summary>
    /// <param name="rows">Pooled rows.</param>
    public static SpeedTable Brief(IReadOnlyList<SpeedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        string[] texts = Texts(rows);
        string[] remarks = LongRemarks(rows);
        return new SpeedTable(
            "Speed by computer",
            ["set-up", "processor", "threads of", "RTFx (more is better)", "first speech", "lost words", "texts", "takes", "remarks"],
            [
                .. rows.Select(r => (ImmutableArray<string>)
                [
                    r.SystemId, Processor(r), Threads(r), Rtfx(r), Formatting.Seconds(r.FirstSpeechSeconds), Lost(r), Letter(r, texts), Takes(r), string.Join("; ", Remarks(r, remarks)),
                ]),
            ]);
    }

    /// <summary>What letters and numbers of the table stand for, a line each.</summary>
    /// <param name="rows">Pooled rows.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<SpeedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return
        [
            .. Texts(rows).Select((t, i) => $"Texts {Letter(i)}: {t}"),
            .. LongRemarks(rows).Select((r, i) => FormattableString.Invariant($"({i + 1}) {r}")),
        ];
    }

    /// <summary>Name of a row in plots.</summary>
    internal static string Processor(SpeedRow row) => $"{row.Machine.CpuBrand ?? "unknown processor"} ({row.Machine.Fingerprint[..Math.Min(4, row.Machine.Fingerprint.Length)]})";

    private static ImmutableArray<string> Cells(SpeedRow row, string[] texts, string[] remarks) =>
    [
        row.SystemId,
        row.Machine.CpuBrand ?? "unknown",
        row.Machine.Fingerprint,
        Threads(row),
        Rtfx(row),
        Formatting.Ratio(row.Rtf),
        Formatting.Seconds(row.SecondsPerWord),
        row.UnitsPerSecond is null ? Formatting.Unknown : $"{Formatting.Ratio(row.UnitsPerSecond)} {row.Unit}/s",
        Formatting.Seconds(row.FirstSpeechSeconds),
        Formatting.Ratio(row.CoreSecondsPerAudioSecond),
        Formatting.Seconds(row.StartSeconds),
        Formatting.Bytes(row.PeakMemoryBytes),
        Lost(row),
        Letter(row, texts),
        Takes(row),
        string.Join("; ", Remarks(row, remarks)),
    ];

    private static string Threads(SpeedRow row) => FormattableString.Invariant($"{row.ThreadCount} of {row.Machine.UsableCpuCount}");

    private static string Rtfx(SpeedRow row) =>
        row.RtfxLow is null ? Formatting.Ratio(row.Rtfx) : $"{Formatting.Ratio(row.Rtfx)} [{Formatting.Ratio(row.RtfxLow)}–{Formatting.Ratio(row.RtfxHigh)}]";

    private static string Lost(SpeedRow row) => row.LostShare is { } lost ? FormattableString.Invariant($"{Formatting.PerThousand(lost)} of {row.CheckedWords}") : Formatting.Unknown;

    private static string Takes(SpeedRow row) =>
        row.Takes.ToString(CultureInfo.InvariantCulture) + (row.FailedTakes > 0 ? FormattableString.Invariant($", {row.FailedTakes} failed") : string.Empty) + (row.Sources.Length > 1 ? FormattableString.Invariant($" ({row.Sources.Length} sources)") : string.Empty);

    private static string[] Texts(IReadOnlyList<SpeedRow> rows) => [.. rows.Select(r => r.Texts).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string[] LongRemarks(IReadOnlyList<SpeedRow> rows) => [.. rows.SelectMany(r => new[] { r.Remark, r.Contradiction }).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string Letter(SpeedRow row, string[] texts) => Array.IndexOf(texts, row.Texts) is >= 0 and int index ? Letter(index) : Formatting.Unknown;

    // A to Z, then A1, B1, ...
    private static string Letter(int index) => (char)('A' + (index % 26)) + (index < 26 ? string.Empty : (index / 26).ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<string> Remarks(SpeedRow row, string[] remarks)
    {
        if (row.Remark is not null)
        {
            yield return Number(row.Remark);
        }

        if (row.IsNoisy)
        {
            yield return "noisy";
        }

        if (row.IsOversubscribed)
        {
            yield return "more threads than processors";
        }

        if (row.Contradiction is not null)
        {
            yield return "CONTRADICTORY " + Number(row.Contradiction);
        }

        string Number(string remark) => FormattableString.Invariant($"({Array.IndexOf(remarks, remark) + 1})");
    }
}

using System.Globalization;
using CsvHelper;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Csv;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Every timed take of a bench as CSV: invariant numbers, LF line ends, unknown is an empty cell.</summary>
public static class BenchTakesCsv
{
    private static readonly (string Name, Func<BenchTake, object?> Value)[] s_columns =
    [
        ("setup", t => t.SetupId), ("text", t => t.TextId), ("words", t => t.WordCount), ("length", t => t.LengthClass), ("round", t => t.Round), ("place", t => t.Place),
        ("outcome", t => t.Outcome.ToString().ToLowerInvariant()), ("reason", t => t.Reason),
        ("wallSeconds", t => t.WallSeconds), ("cpuSeconds", t => t.CpuSeconds), ("audioSeconds", t => t.AudioSeconds), ("speechSeconds", t => t.SpeechSeconds), ("rtf", t => t.Rtf), ("units", t => t.UnitCount),
        ("firstAudioSeconds", t => t.FirstAudioSeconds), ("leadingSilenceSeconds", t => t.LeadingSilenceSeconds), ("chunks", t => t.ChunkCount),
        ("stalls", t => t.Playback?.StallCount), ("stallSeconds", t => t.Playback?.StallSeconds), ("leastBufferSeconds", t => t.Playback?.LeastBufferSeconds),
        ("memoryBytes", t => t.MemoryBytes), ("peakMemoryBytes", t => t.PeakMemoryBytes), ("lostWords", t => t.LostWords), ("heardWords", t => t.HeardWords), ("audioSha256", t => t.AudioSha256),
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="takes">Takes in order.</param>
    /// <returns>CSV with a heading.</returns>
    public static string Write(IEnumerable<BenchTake> takes)
    {
        ArgumentNullException.ThrowIfNull(takes);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (CsvWriter csv = CsvWriter.Create(text, CsvText.Options, leaveOpen: true))
        {
            foreach ((string name, _) in s_columns)
            {
                csv.WriteField(name);
            }

            csv.EndRecord();
            foreach (BenchTake take in takes)
            {
                foreach ((_, Func<BenchTake, object?> value) in s_columns)
                {
                    CsvText.Write(csv, value(take) is double number ? number.ToString("G7", CultureInfo.InvariantCulture) : Convert.ToString(value(take), CultureInfo.InvariantCulture));
                }

                csv.EndRecord();
            }
        }

        return text.ToString();
    }
}

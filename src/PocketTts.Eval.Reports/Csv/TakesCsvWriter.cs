using System.Collections.Immutable;
using CsvHelper;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>
/// <c>takes.csv</c>: a row per planned take. Invariant numbers, LF line ends, unknown is an empty cell. Text that a
/// spreadsheet would run as a formula gets an apostrophe in front (OWASP "CSV Injection"). With several recognizers
/// their columns are prefixed with the recognizer's id and a full stop.
/// </summary>
internal static class TakesCsvWriter
{
    private static readonly ImmutableArray<string> TakeColumns =
    [
        "system", "corpus", "utterance", "repeat", "status", "failureStage", "failureReason", "failureMessage", "seed", "language", "tags", "text",
        "audioSha256", "sampleRateHz", "audioSeconds", "wallSeconds", "rtf", "firstAudioSeconds", "cpuSeconds", "timingEligible", "processMemoryBytes", "processPeakMemoryBytes", "units", "chunks", "peak",
        "levelDbfs", "lufs", "leadingSilenceSeconds", "trailingSilenceSeconds", "speechSeconds", "longestPauseSeconds", "dropouts", "clicks", "noiseBursts", "clippedSamples", "dcOffset",
        "speechLevelDbfs", "endLevel50MsDbfs", "largestJoinJump", "warnings", "repeatsEarlierTake",
    ];

    private static readonly ImmutableArray<string> RecognizerColumns =
    [
        "transcript", "averageLogProbability", "noSpeechProbability", "referenceWords", "hits", "substitutions", "deletions", "insertions", "wer", "severity", "faults", "skipped", "mangled", "replaced", "repeated", "merged", "split",
        "unsure", "extraWords", "confirmedFaults",
    ];

    /// <summary>All columns of a run with one recognizer.</summary>
    public static IEnumerable<string> AllColumns => TakeColumns.Concat(RecognizerColumns);

    public static async Task WriteAsync(RunResult result, TextWriter output, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = CsvWriter.Create(output, CsvText.Options, leaveOpen: true);
        ImmutableArray<string> recognizers = [.. result.Info.Recognizers.Select(recognizer => recognizer.Id)];
        WriteHeader(csv, recognizers);
        foreach (ScoredTake take in result.Takes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRow(csv, take, recognizers);
        }

        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>Writes the names of the columns.</summary>
    public static void WriteHeader(CsvWriter csv, ImmutableArray<string> recognizers)
    {
        foreach (string column in TakeColumns)
        {
            csv.WriteField(column);
        }

        foreach (string recognizer in recognizers)
        {
            foreach (string column in RecognizerColumns)
            {
                CsvText.Write(csv, recognizers.Length > 1 ? recognizer + "." + column : column);
            }
        }

        csv.EndRecord();
    }

    /// <summary>Writes the row of a take.</summary>
    public static void WriteRow(CsvWriter csv, ScoredTake take, ImmutableArray<string> recognizers)
    {
        WriteTake(csv, take, recognizers.Length);
        foreach (string recognizer in recognizers)
        {
            WriteRecognizer(csv, take, recognizer);
        }

        csv.EndRecord();
    }

    /// <summary>Writes takes with the columns of one recognizer only, behind the path of the sound and the recognizer's id.</summary>
    public static async Task WriteExportAsync(IEnumerable<ScoredTake> takes, ImmutableArray<string> recognizers, string recognizer, Func<ScoredTake, string?> fileName, TextWriter output, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = CsvWriter.Create(output, CsvText.Options, leaveOpen: true);
        csv.WriteField("file_name");
        csv.WriteField("recognizer");
        WriteHeader(csv, [recognizer]);
        foreach (ScoredTake take in takes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CsvText.Write(csv, fileName(take));
            CsvText.Write(csv, recognizer);
            WriteTake(csv, take, recognizers.Length);
            WriteRecognizer(csv, take, recognizer);
            csv.EndRecord();
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static void WriteTake(CsvWriter csv, ScoredTake scored, int recognizers)
    {
        Take take = scored.Take;
        SynthesisFacts? facts = take.Synthesis;
        CsvText.Write(csv, take.Key.SystemId);
        CsvText.Write(csv, take.Key.Corpus);
        CsvText.Write(csv, take.Key.UtteranceId);
        csv.WriteField(take.Key.Repeat);
        csv.WriteField(TakeFacts.Status(scored, recognizers));
        CsvText.Write(csv, scored.Failure?.Stage);
        CsvText.Write(csv, scored.Failure?.Reason);
        CsvText.Write(csv, scored.Failure?.Message);
        csv.WriteField(take.Seed);
        CsvText.Write(csv, take.Utterance.Language);
        CsvText.Write(csv, string.Join(' ', take.Utterance.Tags));
        CsvText.Write(csv, take.Utterance.Text);
        CsvText.Write(csv, facts?.AudioSha256);
        csv.WriteField(facts?.SampleRateHz);
        csv.WriteField(facts?.AudioSeconds);
        csv.WriteField(facts?.WallSeconds);
        csv.WriteField(TakeFacts.Rtf(facts), "0.######");
        csv.WriteField(facts?.FirstAudioSeconds);
        csv.WriteField(facts?.CpuSeconds);
        csv.WriteField(facts?.IsTimingEligible);
        csv.WriteField(facts?.ProcessMemoryBytes);
        csv.WriteField(facts?.ProcessPeakMemoryBytes);
        csv.WriteField(facts?.UnitCount);
        csv.WriteField(facts?.ChunkCount);
        csv.WriteField(facts?.Peak);
        csv.WriteField(facts?.LevelDbfs);
        WriteSound(csv, facts?.Audio);
        CsvText.Write(csv, string.Join(" | ", TakeFacts.Warnings(take).Select(TakeFacts.Text)));
        csv.WriteField(facts is null ? null : (bool?)scored.RepeatsEarlierTake);
    }

    private static void WriteRecognizer(CsvWriter csv, ScoredTake scored, string recognizer)
    {
        Transcript? transcript = scored.Take.Recognitions.FirstOrDefault(r => r.RecognizerId == recognizer)?.Transcript;
        ErrorCounts? counts = scored.Scores.FirstOrDefault(s => s.RecognizerId == recognizer)?.Counts;
        CsvText.Write(csv, transcript?.Text);
        csv.WriteField(transcript?.AverageLogProbability, "0.####");
        csv.WriteField(transcript?.NoSpeechProbability, "0.####");
        csv.WriteField(counts?.ReferenceWords);
        csv.WriteField(counts?.Hits);
        csv.WriteField(counts?.Substitutions);
        csv.WriteField(counts?.Deletions);
        csv.WriteField(counts?.Insertions);
        csv.WriteField(counts?.WordErrorRate, "0.######");
        TakeVerdict? verdict = scored.Scores.FirstOrDefault(s => s.RecognizerId == recognizer)?.Verdict;
        csv.WriteField(verdict?.Severity.Name());
        CsvText.Write(csv, verdict is null ? null : string.Join(" | ", verdict.Faults.Select(TakeFacts.Text)));
        foreach (WordVerdictKind kind in Enum.GetValues<WordVerdictKind>().Where(k => k != WordVerdictKind.Said))
        {
            csv.WriteField(verdict?.Words.Count(w => w.Kind == kind));
        }

        csv.WriteField(verdict?.Extras.Sum(e => e.Words.Length));
        csv.WriteField(verdict?.Words.Count(w => w.IsConfirmedFault));
    }

    private static void WriteSound(CsvWriter csv, AudioFacts? audio)
    {
        csv.WriteField(audio?.IntegratedLufs, "0.##");
        csv.WriteField(audio?.LeadingSilenceSeconds, "0.###");
        csv.WriteField(audio?.TrailingSilenceSeconds, "0.###");
        csv.WriteField(audio?.SpeechSeconds, "0.###");
        csv.WriteField(audio?.Pauses.Select(p => (double?)p.DurationSeconds).Max(), "0.###");
        csv.WriteField(audio?.DropoutCount);
        csv.WriteField(audio?.ClickCount);
        csv.WriteField(audio?.NoiseBursts?.Length);
        csv.WriteField(audio?.ClippedSampleCount);
        csv.WriteField(audio?.DcOffset, "0.######");
        csv.WriteField(audio?.SpeechLevelDbfs, "0.##");
        csv.WriteField(audio?.EndLevel50MsDbfs, "0.##");
        csv.WriteField(audio?.Joins.Max(j => j.Jump), "0.##");
    }
}

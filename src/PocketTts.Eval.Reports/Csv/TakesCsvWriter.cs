using System.Collections.Immutable;
using CsvHelper;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Summaries;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>
/// <c>takes.csv</c>: a row per planned take. Invariant numbers, LF line ends, unknown is an empty cell. Text that a
/// spreadsheet would run as a formula gets an apostrophe in front (OWASP "CSV Injection"). With several recognizers
/// their columns are prefixed with the recognizer's id and a full stop.
/// </summary>
internal static class TakesCsvWriter
{
    private static readonly CsvWriterOptions Options = new()
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        TrueValue = "true",
        FalseValue = "false",
    };

    private static readonly ImmutableArray<string> TakeColumns =
    [
        "system", "corpus", "utterance", "repeat", "status", "failureStage", "failureReason", "failureMessage", "seed", "text",
        "audioSha256", "audioSeconds", "wallSeconds", "rtf", "firstAudioSeconds", "cpuSeconds", "timingEligible", "peak",
        "levelDbfs", "warnings", "repeatsEarlierTake",
    ];

    private static readonly ImmutableArray<string> RecognizerColumns =
        ["transcript", "referenceWords", "hits", "substitutions", "deletions", "insertions", "wer"];

    public static async Task WriteAsync(RunResult result, TextWriter output, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (string column in TakeColumns)
        {
            csv.WriteField(column);
        }

        ImmutableArray<string> recognizers = [.. result.Info.Recognizers.Select(recognizer => recognizer.Id)];
        foreach (string recognizer in recognizers)
        {
            foreach (string column in RecognizerColumns)
            {
                Text(csv, recognizers.Length > 1 ? recognizer + "." + column : column);
            }
        }

        await csv.EndRecordAsync(cancellationToken);
        foreach (ScoredTake take in result.Takes)
        {
            WriteTake(csv, take, result.Info);
            foreach (string recognizer in recognizers)
            {
                WriteRecognizer(csv, take, recognizer);
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static void WriteTake(CsvWriter csv, ScoredTake scored, RunInfo info)
    {
        Take take = scored.Take;
        SynthesisFacts? facts = take.Synthesis;
        Text(csv, take.Key.SystemId);
        Text(csv, take.Key.Corpus);
        Text(csv, take.Key.UtteranceId);
        csv.WriteField(take.Key.Repeat);
        csv.WriteField(TakeFacts.Status(scored, info));
        Text(csv, scored.Failure?.Stage);
        Text(csv, scored.Failure?.Reason);
        Text(csv, scored.Failure?.Message);
        csv.WriteField(take.Seed);
        Text(csv, take.Utterance.Text);
        Text(csv, facts?.AudioSha256);
        csv.WriteField(facts?.AudioSeconds);
        csv.WriteField(facts?.WallSeconds);
        csv.WriteField(TakeFacts.Rtf(facts), "0.######");
        csv.WriteField(facts?.FirstAudioSeconds);
        csv.WriteField(facts?.CpuSeconds);
        csv.WriteField(facts?.IsTimingEligible);
        csv.WriteField(facts?.Peak);
        csv.WriteField(facts?.LevelDbfs);
        Text(csv, string.Join(" | ", TakeFacts.Warnings(take).Select(warning => warning.Code + ": " + warning.Message)));
        csv.WriteField(facts is null ? null : (bool?)scored.RepeatsEarlierTake);
    }

    private static void WriteRecognizer(CsvWriter csv, ScoredTake scored, string recognizer)
    {
        Transcript? transcript = scored.Take.Recognitions.FirstOrDefault(r => r.RecognizerId == recognizer)?.Transcript;
        ErrorCounts? counts = scored.Scores.FirstOrDefault(s => s.RecognizerId == recognizer)?.Counts;
        Text(csv, transcript?.Text);
        csv.WriteField(counts?.ReferenceWords);
        csv.WriteField(counts?.Hits);
        csv.WriteField(counts?.Substitutions);
        csv.WriteField(counts?.Deletions);
        csv.WriteField(counts?.Insertions);
        csv.WriteField(counts?.WordErrorRate, "0.######");
    }

    // the library guards the ASCII characters that start a formula; East Asian spreadsheets also take the full-width forms
    private static void Text(CsvWriter csv, string? text)
    {
        string? visible = text is null ? null : VisibleText.Of(text);
        csv.WriteField(visible is ['＝' or '＋' or '－' or '＠', ..] ? "'" + visible : visible);
    }
}

using System.Text.Json.Serialization;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Cli;

/// <summary>One engine in <c>systems --json</c>.</summary>
internal sealed record EngineRow(string Kind, string Engine, bool IsReady, string Detail, string[] Voices);

/// <summary>What <c>speak --json</c> prints.</summary>
internal sealed record SpeakRow(string File, string System, double AudioSeconds, double WallSeconds, double? FirstAudioSeconds, double Rtf, double Rtfx, long? Seed, string? Phonemes, int ChunkCount, int ClippedSamples, TakeWarning[] Warnings);

/// <summary>One file in <c>transcribe --json</c>.</summary>
internal sealed record TranscribeRow(string File, double AudioSeconds, double WallSeconds, Transcript Transcript);

/// <summary>One run in <c>runs --json</c>.</summary>
internal sealed record RunRow(string Folder, string Status, bool IsRunning, string? Problem, DateTimeOffset? CreatedUtc, DateTimeOffset ChangedUtc, int? PlannedTakes, int? FinishedTakes, int? FailedTakes, long SizeBytes, string[] Systems);

/// <summary>One word in <c>diff-words --json</c>.</summary>
internal sealed record WordRow(
    string System,
    string Recognizer,
    string Corpus,
    string Utterance,
    int WordIndex,
    string Word,
    string Context,
    int CountedTakes,
    int Wrong,
    int Lost,
    int Confirmed,
    bool TextOrRecognizer,
    double? FlipRate,
    IReadOnlyDictionary<string, int> Verdicts,
    IReadOnlyDictionary<string, int> Heard);

/// <summary>One line of <c>adapter check --json</c>.</summary>
internal sealed record AdapterRow(string Verdict, string Check, string Message);

/// <summary>What <c>report speed --json</c> prints.</summary>
internal sealed record SpeedReportRow(IReadOnlyList<PocketTts.Eval.Core.Speed.SpeedRow> Rows, IReadOnlyList<PocketTts.Eval.Core.Speed.SoundDifference> Differences);

/// <summary>JSON of the command line; names in camel case, unknown as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EngineRow[]))]
[JsonSerializable(typeof(AdapterRow[]))]
[JsonSerializable(typeof(SpeakRow))]
[JsonSerializable(typeof(WordRow[]))]
[JsonSerializable(typeof(TranscribeRow[]))]
[JsonSerializable(typeof(CorpusRow[]))]
[JsonSerializable(typeof(UtteranceRow[]))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(ImportRow))]
[JsonSerializable(typeof(PlanOverview))]
[JsonSerializable(typeof(RunRow[]))]
[JsonSerializable(typeof(MachineDetails))]
[JsonSerializable(typeof(SpeedReportRow))]
internal sealed partial class CliJson : JsonSerializerContext;

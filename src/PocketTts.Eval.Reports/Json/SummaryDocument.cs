using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Json;

// The shape of summary.json. Names carry units; null is unknown; the order of properties is the order in the file.
internal sealed record SummaryDocument(
    int SchemaVersion,
    RunDocument Run,
    MachineRecord Machine,
    ImmutableArray<SystemDocument> Systems,
    ImmutableArray<WordDocument> WorstWords,
    ImmutableArray<WordFaultDocument> WordFaults,
    ImmutableArray<string> NotMeasured);

internal sealed record RunDocument(
    string Name,
    DateTimeOffset CreatedUtc,
    RunStatus Status,
    string ToolVersion,
    string? GitCommit,
    IReadOnlyDictionary<string, string> Packages,
    string Normalizer,
    long Seed,
    int Repeats,
    ImmutableArray<RunCorpus> Corpora,
    ImmutableArray<string> Recognizers,
    ScoringDocument? Scoring);

internal sealed record SystemDocument(
    string Id,
    string Spec,
    double? LoadSeconds,
    int PlannedTakes,
    int FailedTakes,
    int MissingTakes,
    int DistinctTakes,
    bool? IsDeterministic,
    ImmutableArray<AccuracyDocument> Accuracy,
    ImmutableArray<VerdictsDocument> Verdicts,
    SpeedDocument Speed,
    ImmutableArray<CodeDocument> Warnings,
    ImmutableArray<CodeDocument> Failures);

internal sealed record AccuracyDocument(
    string Recognizer,
    int CountedTakes,
    int TakesWithErrors,
    long ReferenceWords,
    long Hits,
    long Substitutions,
    long Deletions,
    long Insertions,
    double? WerMicro,
    double? WerMicro95Low,
    double? WerMicro95High,
    double? WerMacro,
    ProfileDocument Profile);

internal sealed record SpeedDocument(
    int EligibleTakes,
    double? RtfMedian,
    double? RtfP95,
    double? Rtfx,
    double? FirstAudioSecondsMedian,
    double? AudioSeconds,
    double? WallSeconds);

internal sealed record CodeDocument(string Code, int Takes);

internal sealed record HeardDocument(string Word, int Takes);

internal sealed record WordDocument(
    string System,
    string Recognizer,
    string Corpus,
    string Utterance,
    int WordIndex,
    string Word,
    int CountedTakes,
    int Deleted,
    int Substituted,
    ImmutableArray<HeardDocument> HeardInstead);

internal sealed class RunStatusConverter() : JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(RunStatusConverter)],
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(SummaryDocument))]
internal sealed partial class SummaryJsonContext : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Root of <c>gate.json</c>.</summary>
internal sealed record GateDocument(
    int SchemaVersion,
    string State,
    bool Blocks,
    string Headline,
    string Rules,
    double Alpha,
    string Inconclusive,
    GateSide Head,
    GateSide? Baseline,
    GateCounts Counts,
    ImmutableArray<GateDecisionDocument> Decisions,
    ImmutableArray<GateTextDocument> Texts,
    ImmutableArray<string> Notes);

/// <summary>One of the two runs.</summary>
internal sealed record GateSide(
    string Name,
    string Run,
    DateTimeOffset CreatedUtc,
    string ToolVersion,
    string? GitCommit,
    string Normalizer,
    string MachineFingerprint,
    string? CpuBrand,
    ImmutableArray<GateSystem> Systems,
    ImmutableArray<string> Recognizers,
    ImmutableArray<GateCorpus> Corpora);

/// <summary>A system of a run.</summary>
internal sealed record GateSystem(string Id, string Spec);

/// <summary>A corpus of a run.</summary>
internal sealed record GateCorpus(string Name, string Sha256);

/// <summary>Decisions by state, advisory ones left out.</summary>
internal sealed record GateCounts(int Pass, int Fail, int Inconclusive, int NotComparable);

/// <summary>A rule decided for a system. Values are natural: fractions, seconds, bytes.</summary>
internal sealed record GateDecisionDocument(
    string Rule,
    string? File,
    int? Line,
    string Metric,
    string ShownUnit,
    ImmutableArray<string> Corpora,
    ImmutableArray<string> Tags,
    string System,
    string? BaselineSystem,
    string Recognizer,
    string State,
    bool IsAdvisory,
    GateValue Value,
    GateValue? BaselineValue,
    ImmutableArray<GateCheckDocument> Checks,
    ImmutableArray<string> Notes,
    string Command);

/// <summary>A value with its interval.</summary>
internal sealed record GateValue(double? Value, double? Low, double? High, int Texts, int Takes, double? EffectiveTakes, int UnknownTakes, string? Place);

/// <summary>A limit held against a value.</summary>
internal sealed record GateCheckDocument(
    string Limit,
    string Kind,
    double LimitValue,
    string State,
    double? Value,
    double? Low,
    double? High,
    bool IsShare,
    double? Probability,
    double? AdjustedProbability,
    double? Detectable,
    string Reason,
    string? WouldChange);

/// <summary>A text that got worse.</summary>
internal sealed record GateTextDocument(
    string System,
    string Corpus,
    string Utterance,
    int WrongTakes,
    int Takes,
    int? BaselineWrongTakes,
    int? BaselineTakes,
    ImmutableArray<string> Words,
    ImmutableArray<string> Failures,
    bool IsQuarantined);

/// <summary>JSON of gates; names in camel case, unknown as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(GateDocument))]
internal sealed partial class GateJsonContext : JsonSerializerContext;

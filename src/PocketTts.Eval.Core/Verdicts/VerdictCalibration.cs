using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>
/// What was measured of one recognizer with speech whose faults were known (<c>pocket-eval calibrate</c>): its thresholds, and how well it then finds
/// each kind of fault. The file is described in <c>docs/verdicts.md</c>.
/// </summary>
public sealed record VerdictCalibration
{
    /// <summary>Version of the file's form.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Name of the recognizer, for people, e.g. <c>whisper-base</c>.</summary>
    public required string Recognizer { get; init; }

    /// <summary>Engine of the recognizer, e.g. <c>whisper</c>; must be the run's.</summary>
    public required string Engine { get; init; }

    /// <summary>Version of the engine's implementation; must be the run's. Null fits every version.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>SHA-256 of the model files, at least one; each must be among the recognizer's.</summary>
    public required ImmutableArray<string> FileSha256 { get; init; }

    /// <summary>Normalizer that the faults were counted with, e.g. <c>strict/1</c>; corrected rates are given under the same only.</summary>
    public required string Normalizer { get; init; }

    /// <summary>Version of the verdict rules that the faults were counted with.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>What it was measured on, in a sentence or two.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Thresholds of this recognizer.</summary>
    public VerdictOptions Options { get; init; } = new();

    /// <summary>Words per verdict name (<c>skipped</c>, <c>mangled</c>, …).</summary>
    public ImmutableSortedDictionary<string, DetectionCounts> Words { get; init; } = ImmutableSortedDictionary<string, DetectionCounts>.Empty;

    /// <summary>Takes per fault name (<c>truncated</c>, …).</summary>
    public ImmutableSortedDictionary<string, DetectionCounts> Takes { get; init; } = ImmutableSortedDictionary<string, DetectionCounts>.Empty;

    /// <summary>Whether this is a calibration of that recognizer: the same engine and model files.</summary>
    /// <param name="recognizer">The recognizer of a run.</param>
    /// <returns>True when it is.</returns>
    public bool Fits(RecognizerInfo recognizer)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return string.Equals(recognizer.Engine, Engine, StringComparison.Ordinal)
            && (EngineVersion is null || string.Equals(recognizer.EngineVersion, EngineVersion, StringComparison.Ordinal))
            && FileSha256.All(hash => recognizer.Files.Any(f => string.Equals(f.Sha256, hash, StringComparison.Ordinal)));
    }
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>What scores were made with; scores made with different things are not compared.</summary>
/// <param name="Normalizer">Name and version of the normalizer, e.g. <c>strict/1</c>.</param>
/// <param name="NormalizerSha256">SHA-256 of its identity and data.</param>
/// <param name="Pronunciations">Name and version of the source of word sounds, e.g. <c>letters/1</c>.</param>
/// <param name="RulesVersion">Version of the verdict rules.</param>
/// <param name="Calibrations">Recognizer ids of the run that a calibration was found for.</param>
public sealed record ScoringIdentity(string Normalizer, string NormalizerSha256, string Pronunciations, int RulesVersion, ImmutableArray<string> Calibrations)
{
    /// <summary>SHA-256 of the thresholds of the verdict rules by recognizer id; null in scores that were kept before it was.</summary>
    public ImmutableSortedDictionary<string, string>? ThresholdsSha256 { get; init; }
}

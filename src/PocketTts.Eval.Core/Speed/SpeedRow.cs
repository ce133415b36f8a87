using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Speed;

/// <summary>One set-up on one kind of computer, pooled over benches and runs. Unknown is null.</summary>
public sealed record SpeedRow
{
    /// <summary>The computer; of several of one fingerprint the first.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Name of the system.</summary>
    public required string SystemId { get; init; }

    /// <summary>Written form, without folders.</summary>
    public required string Spec { get; init; }

    /// <summary>True for a recognizer.</summary>
    public bool IsRecognizer { get; init; }

    /// <summary>Threads.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>What was spoken or heard: corpus, beginning of its hash, lengths. Speed depends on the length of the texts, so other texts are another row.</summary>
    public string Texts { get; init; } = string.Empty;

    /// <summary>What <see cref="UnitsPerSecond"/> counts.</summary>
    public string Unit { get; init; } = "units";

    /// <summary>Version of the inference runtime; null when unknown.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary>Hash over the model files: other weights are another system.</summary>
    public required string Model { get; init; }

    /// <summary>Remark of whoever measured.</summary>
    public string? Remark { get; init; }

    /// <summary>Where the figures are from, in the order given.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Timed takes.</summary>
    public required int Takes { get; init; }

    /// <summary>Takes that failed or were incomplete.</summary>
    public int FailedTakes { get; init; }

    /// <summary>Median of audio ÷ wall time; of several sources the geometric mean, weighted by takes.</summary>
    public double? Rtfx { get; init; }

    /// <summary>Lower end of its 95 % interval; of several sources the lowest.</summary>
    public double? RtfxLow { get; init; }

    /// <summary>Upper end; of several sources the highest.</summary>
    public double? RtfxHigh { get; init; }

    /// <summary>Wall time a word in seconds.</summary>
    public double? SecondsPerWord { get; init; }

    /// <summary>Units a second.</summary>
    public double? UnitsPerSecond { get; init; }

    /// <summary>Request to the first speech in seconds.</summary>
    public double? FirstSpeechSeconds { get; init; }

    /// <summary>Processor time ÷ audio time.</summary>
    public double? CoreSecondsPerAudioSecond { get; init; }

    /// <summary>Start of a process to its first sound in seconds.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>Largest working set in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Words that somebody listened for.</summary>
    public long? CheckedWords { get; init; }

    /// <summary>Of these, words that were not found.</summary>
    public long? LostWords { get; init; }

    /// <summary>True when a source was marked noisy.</summary>
    public bool IsNoisy { get; init; }

    /// <summary>True when there are more threads than processors.</summary>
    public bool IsOversubscribed { get; init; }

    /// <summary>How the sources contradict each other, or null.</summary>
    public string? Contradiction { get; init; }

    /// <summary>Wall time ÷ audio time.</summary>
    public double? Rtf => Rtfx is > 0 and { } rtfx ? 1 / rtfx : null;

    /// <summary>Lost words ÷ checked words; null when nobody listened.</summary>
    public double? LostShare => CheckedWords is > 0 and { } words ? (double?)LostWords / words : null;
}

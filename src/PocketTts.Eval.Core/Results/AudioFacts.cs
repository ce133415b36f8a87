using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>
/// What can be told of a sound without knowing what was said. Silence is judged by 10 ms frames: RMS under −50 dBFS.
/// How each is found stands in <c>docs/metrics.md</c>.
/// </summary>
public sealed record AudioFacts
{
    /// <summary>Silence before the speech, in seconds; the whole length when there is none.</summary>
    public required double LeadingSilenceSeconds { get; init; }

    /// <summary>Silence behind the speech, in seconds; the whole length when there is none.</summary>
    public required double TrailingSilenceSeconds { get; init; }

    /// <summary>Sum of the frames that are not silent, in seconds.</summary>
    public required double SpeechSeconds { get; init; }

    /// <summary>Sum of all silent stretches of at least 0.1 s between the first and the last frame that is not silent, in seconds.</summary>
    public required double InnerSilenceSeconds { get; init; }

    /// <summary>Those of at least 0.3 s, the 8 longest, in order of time.</summary>
    public ImmutableArray<AudioStretch> Pauses { get; init; } = [];

    /// <summary>Holes in the sound: loudness breaks off to nothing and is back within 0.3 s.</summary>
    public required int DropoutCount { get; init; }

    /// <summary>The first 8 of them.</summary>
    public ImmutableArray<AudioStretch> Dropouts { get; init; } = [];

    /// <summary>Clicks: single impulses that the sound around them does not foretell.</summary>
    public required int ClickCount { get; init; }

    /// <summary>Where the first 8 of them are, in seconds.</summary>
    public ImmutableArray<double> ClicksAtSeconds { get; init; } = [];

    /// <summary>Bursts of noise nearly as loud as the speech, the first 8; null when it was not looked for them.</summary>
    public ImmutableArray<AudioStretch>? NoiseBursts { get; init; }

    /// <summary>Samples at full scale or beyond, |x| ≥ 32767/32768.</summary>
    public required int ClippedSampleCount { get; init; }

    /// <summary>Mean of all samples.</summary>
    public required double DcOffset { get; init; }

    /// <summary>Integrated loudness by ITU-R BS.1770-4 in LUFS; null for silence and for less than 0.4 s.</summary>
    public double? IntegratedLufs { get; init; }

    /// <summary>RMS of the frames that are not silent, in dBFS; null without any.</summary>
    public double? SpeechLevelDbfs { get; init; }

    /// <summary>RMS of the last 10 ms in dBFS; null for digital silence.</summary>
    public double? EndLevel10MsDbfs { get; init; }

    /// <summary>RMS of the last 50 ms in dBFS; null for digital silence.</summary>
    public double? EndLevel50MsDbfs { get; init; }

    /// <summary>Places where the engine joined pieces of sound, in order; empty when it made one piece or does not tell.</summary>
    public ImmutableArray<AudioJoin> Joins { get; init; } = [];
}

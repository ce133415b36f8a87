namespace PocketTts.Eval.Audio.Levels;

/// <summary>Levels of a sound. dBFS is relative to an absolute sample value of 1, so a full-scale sine has −3.01 dBFS RMS.</summary>
public sealed record AudioLevels
{
    /// <summary>Largest absolute finite sample; 0 for an empty sound.</summary>
    public required double Peak { get; init; }

    /// <summary>The peak in dBFS; null for digital silence.</summary>
    public required double? PeakDbfs { get; init; }

    /// <summary>Root mean square of all finite samples in dBFS; null for digital silence.</summary>
    public required double? RmsDbfs { get; init; }

    /// <summary>Samples at or beyond the largest value that 16 bits hold, |x| ≥ 32767/32768.</summary>
    public required int ClippedSampleCount { get; init; }

    /// <summary>Samples that are NaN or infinite; they count as 0 in every level.</summary>
    public required int NonFiniteSampleCount { get; init; }

    /// <summary>Seconds before the first 10 ms frame at or above the threshold; the whole length when there is none.</summary>
    public required double LeadingSilenceSeconds { get; init; }

    /// <summary>Seconds after the last 10 ms frame at or above the threshold; the whole length when there is none.</summary>
    public required double TrailingSilenceSeconds { get; init; }

    /// <summary>True when no whole 10 ms frame reaches the threshold; a sound of under 10 ms is silent.</summary>
    public required bool IsSilent { get; init; }
}

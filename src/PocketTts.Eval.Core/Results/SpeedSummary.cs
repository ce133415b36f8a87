namespace PocketTts.Eval.Core.Results;

/// <summary>Speed of one system over its eligible takes. RTF = synthesis time ÷ audio time (smaller is better).</summary>
/// <param name="EligibleTakes">Takes with a usable timing.</param>
/// <param name="RtfMedian">Median over takes; null without takes.</param>
/// <param name="RtfP95">95th percentile (nearest rank) over takes; null with fewer than 20 takes, where it would be a guess.</param>
/// <param name="Rtfx">Total audio time ÷ total synthesis time (larger is better); null without takes.</param>
/// <param name="FirstAudioSecondsMedian">Median time to the first sound, in seconds; null when not measured.</param>
/// <param name="AudioSeconds">Total audio of the eligible takes in seconds.</param>
/// <param name="WallSeconds">Total synthesis time of the eligible takes in seconds.</param>
public sealed record SpeedSummary(
    int EligibleTakes,
    double? RtfMedian,
    double? RtfP95,
    double? Rtfx,
    double? FirstAudioSecondsMedian,
    double AudioSeconds,
    double WallSeconds);

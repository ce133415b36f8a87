using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Catalog;

/// <summary>What a plan is going to take, from earlier runs on the same computer.</summary>
public sealed record PlanForecast
{
    /// <summary>The systems in plan order.</summary>
    public required ImmutableArray<SystemForecast> Systems { get; init; }

    /// <summary>Seconds of speaking; null when a system was never timed here.</summary>
    public required double? SynthesisSeconds { get; init; }

    /// <summary>Seconds of transcribing, recognizers in parallel; null when a recognizer was never at work here.</summary>
    public required double? TranscriptionSeconds { get; init; }

    /// <summary>Disk need of sounds and journal in bytes; a guess where nothing was measured.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Earlier runs that were looked at.</summary>
    public required int EarlierRuns { get; init; }
}

/// <summary>What one system of a plan is going to take.</summary>
/// <param name="SystemId">Its id.</param>
/// <param name="Takes">Its takes.</param>
/// <param name="Characters">Characters of all its takes together.</param>
/// <param name="EarlierTakes">Timed takes the forecast rests on; 0 when there are none.</param>
/// <param name="IsSameSystem">True when they are of the same set-up, false when of another one of the same engine.</param>
/// <param name="WallSeconds">Expected time of speaking in seconds; null without earlier takes.</param>
/// <param name="AudioSeconds">Expected sound in seconds; a guess without earlier takes.</param>
public sealed record SystemForecast(string SystemId, int Takes, long Characters, int EarlierTakes, bool IsSameSystem, double? WallSeconds, double AudioSeconds);

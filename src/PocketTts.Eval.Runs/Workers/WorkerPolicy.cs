namespace PocketTts.Eval.Runs.Workers;

/// <summary>When a run loses patience with a worker.</summary>
internal sealed record WorkerPolicy
{
    /// <summary>Working set in bytes over which a worker is replaced after a take; null for none.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>How often the run looks after a busy worker, and a busy worker gives a sign of life.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ticks without a sign of life after which a busy worker is taken for dead. Counted in ticks, not time: a computer that slept stops both.</summary>
    public int SilentTicks { get; init; } = 30;

    /// <summary>Longest a worker that was told to stop may take, as a share of the take's limit and in time; then it is killed.</summary>
    public TimeSpan LongestGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest that loading a system may take.</summary>
    public TimeSpan LoadLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Starts in a row that may fail before the run ends.</summary>
    public int StartAttempts { get; init; } = 3;

    /// <summary>Wait before a restart after so many deaths in a row: none, then 0.1 s doubling up to 1 s.</summary>
    /// <param name="deaths">Deaths since the last finished take, at least 1.</param>
    public static TimeSpan BackOff(int deaths) =>
        deaths <= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(1, 0.1 * Math.Pow(2, Math.Min(deaths, 10) - 2)));

    /// <summary>How long a worker may take to stop.</summary>
    public TimeSpan Grace(TimeSpan limit)
    {
        TimeSpan share = limit / 4;
        return share < LongestGrace ? share : LongestGrace;
    }
}

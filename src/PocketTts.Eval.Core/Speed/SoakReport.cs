using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speed;

/// <summary>A long session: many takes in a shuffled order in one process.</summary>
public sealed record SoakReport
{
    /// <summary>Takes spoken.</summary>
    public required int Takes { get; init; }

    /// <summary>Takes at the beginning that no trend looks at: memory fills while buffers grow to the longest text.</summary>
    public required int SettlingTakes { get; init; }

    /// <summary>How long it took in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Working set in 10⁶ bytes per 100 takes. Judged on the longest stretch without a new process.</summary>
    public required SoakTrend MemoryMegabytes { get; init; }

    /// <summary>Wall time, each take ÷ median of its text, in percent per 100 takes.</summary>
    public required SoakTrend SlowdownPercent { get; init; }

    /// <summary>Working set after the first take in bytes.</summary>
    public long? FirstMemoryBytes { get; init; }

    /// <summary>Working set after the last take in bytes.</summary>
    public long? LastMemoryBytes { get; init; }

    /// <summary>Processes that had to be started after the first: deaths and memory limits.</summary>
    public required int Restarts { get; init; }

    /// <summary>Failed and incomplete takes in the first, second and last third of the session.</summary>
    public required ImmutableArray<int> FaultsByThird { get; init; }

    /// <summary>p-value of "the first half has as many faults as the second" (Fisher's exact test); null without a fault.</summary>
    public double? FaultTrendPValue { get; init; }

    /// <summary>Lost words in the first, second and last third; empty when nobody listened.</summary>
    public ImmutableArray<int> LostWordsByThird { get; init; } = [];

    /// <summary>Texts that were spoken more than once.</summary>
    public required int RepeatedTexts { get; init; }

    /// <summary>Of these, texts that sounded different although the engine is deterministic: something of earlier takes is left over. Null for other engines.</summary>
    public int? ChangedTexts { get; init; }
}

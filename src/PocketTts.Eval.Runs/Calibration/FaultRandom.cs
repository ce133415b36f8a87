using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Random choices of one take, the same on every machine.</summary>
internal sealed class FaultRandom(ulong seed)
{
    private ulong _position;

    /// <summary>Choices of a take with one fault.</summary>
    public static FaultRandom Of(long seed, FaultKind kind) => new(SplitMix64.At((ulong)seed, 1000 + (ulong)kind));

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => SplitMix64.Below(seed, _position++, bound);

    /// <summary>A number from one value to another.</summary>
    public double Between(double low, double high) => low + ((high - low) * (SplitMix64.At(seed, _position++) >> 11) * Math.ScaleB(1, -53));

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>64 bits.</summary>
    public ulong Bits() => SplitMix64.At(seed, _position++);
}

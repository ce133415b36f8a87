using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Random numbers in order: <see cref="SplitMix64"/>, one position after the other.</summary>
internal struct LoopbackRandom(ulong seed)
{
    private ulong _position;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => SplitMix64.At(seed, _position++);

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int NextInt(int count) => (int)(NextDouble() * count);
}

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>Numbers that look random and are the same everywhere (FNV-1a of the key, then a 64-bit linear congruential step).</summary>
internal sealed class Lcg(string key)
{
    private ulong _state = key.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    /// <summary>A number from 0 to <paramref name="end"/> - 1.</summary>
    public int Next(int end)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)end);
    }
}

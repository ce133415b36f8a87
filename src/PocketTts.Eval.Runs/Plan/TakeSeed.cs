using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>
/// Derives the seed of a take: the first 8 bytes (big-endian, top bit cleared: 63 bits) of SHA-256 over the UTF-8 text
/// <c>seed/1 ⏎ plan seed ⏎ corpus ⏎ utterance id ⏎ repeat</c> with line feeds between. All systems get the same seed.
/// </summary>
internal static class TakeSeed
{
    /// <summary>Derives a seed.</summary>
    public static long Derive(long planSeed, string corpus, string utteranceId, int repeat)
    {
        byte[] input = Encoding.UTF8.GetBytes(FormattableString.Invariant($"seed/1\n{planSeed}\n{corpus}\n{utteranceId}\n{repeat}"));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}

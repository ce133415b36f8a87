using System.Security.Cryptography;

namespace PocketTts.Eval.Audio;

/// <summary>Names sound by its content.</summary>
public static class AudioHash
{
    /// <summary>SHA-256 of bytes, e.g. of a whole WAV file.</summary>
    /// <param name="bytes">The bytes; may be empty.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>SHA-256 of a stream from its position to its end.</summary>
    /// <param name="stream">A readable stream; it is not closed.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Sha256(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(stream, hash);
        return Convert.ToHexStringLower(hash);
    }
}

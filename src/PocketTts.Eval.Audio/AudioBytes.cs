using PocketTts.Eval.Core;

namespace PocketTts.Eval.Audio;

/// <summary>Brings a sound file into memory, bounded by what is really there and by a fixed limit.</summary>
internal static class AudioBytes
{
    /// <summary>Largest file that is read, in bytes (1 GiB).</summary>
    public const int MaxFileBytes = 1 << 30;

    /// <summary>Most samples per channel that are decoded: 1 GiB as float32, over 3 hours at 24 kHz.</summary>
    public const int MaxFrames = 1 << 28;

    private const int FirstRead = 64 * 1024;

    /// <summary>Opens a file and reads it whole.</summary>
    /// <exception cref="InputException">The file is missing, unreadable or over <see cref="MaxFileBytes"/>.</exception>
    public static byte[] ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
            return ReadAll(stream, path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("no such file", file: path, expected: "a sound file", innerException: problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"cannot be read: {problem.Message}", file: path, innerException: problem);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="InputException">The stream holds more than <see cref="MaxFileBytes"/> or cannot be read.</exception>
    public static byte[] ReadAll(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            long known = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : 0;
            if (known > MaxFileBytes)
            {
                throw TooLarge(name);
            }

            byte[] bytes = GC.AllocateUninitializedArray<byte>(known > 0 ? (int)known : FirstRead);
            int filled = 0;
            while (true)
            {
                if (filled == bytes.Length)
                {
                    // A stream that told its length ends here; one byte more says whether it told the truth.
                    int next = stream.ReadByte();
                    if (next < 0)
                    {
                        return bytes;
                    }

                    if (filled >= MaxFileBytes)
                    {
                        throw TooLarge(name);
                    }

                    Array.Resize(ref bytes, (int)Math.Min(MaxFileBytes, Math.Max(FirstRead, 2L * filled)));
                    bytes[filled++] = (byte)next;
                }

                int got = stream.Read(bytes, filled, bytes.Length - filled);
                if (got == 0)
                {
                    Array.Resize(ref bytes, filled);
                    return bytes;
                }

                filled += got;
            }
        }
        catch (Exception problem) when (problem is IOException or NotSupportedException)
        {
            throw new InputException($"cannot be read: {problem.Message}", file: name, innerException: problem);
        }
    }

    private static InputException TooLarge(string name)
        => new("larger than 1 GiB", file: name, remedy: "cut it into shorter files");
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Reads <c>voices.bin</c> of the deno runtime: a count, then per voice a name of 32 bytes, frames, width and the embeddings; all
/// little endian.
/// </summary>
internal static class VoicePackReader
{
    private const int NameLength = 32;
    private const int HeaderLength = NameLength + 8;

    /// <summary>Reads a pack.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>Name to embeddings and their width.</returns>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static ImmutableSortedDictionary<string, (float[] Embeddings, int Width)> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", file: path, innerException: e);
        }
    }

    /// <summary>Parses a pack.</summary>
    /// <param name="content">Bytes of the file.</param>
    /// <param name="path">Name of the source in messages.</param>
    /// <returns>Name to embeddings and their width.</returns>
    /// <exception cref="InputException">The bytes are damaged.</exception>
    public static ImmutableSortedDictionary<string, (float[] Embeddings, int Width)> Parse(ReadOnlySpan<byte> content, string path)
    {
        InputException Damaged(string problem) => new(problem, file: path, expected: "the voices.bin of a Pocket TTS runtime", remedy: "fetch the file again");
        if (content.Length < 4)
        {
            throw Damaged("it is shorter than its count");
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(content);
        ReadOnlySpan<byte> rest = content[4..];
        var voices = ImmutableSortedDictionary.CreateBuilder<string, (float[], int)>(StringComparer.Ordinal);
        for (uint i = 0; i < count; i++)
        {
            if (rest.Length < HeaderLength)
            {
                throw Damaged(FormattableString.Invariant($"it ends before voice {i} of {count}"));
            }

            string name = Encoding.UTF8.GetString(rest[..NameLength]).TrimEnd('\0');
            uint frames = BinaryPrimitives.ReadUInt32LittleEndian(rest[NameLength..]);
            uint width = BinaryPrimitives.ReadUInt32LittleEndian(rest[(NameLength + 4)..]);
            ulong bytes = (ulong)frames * width * 4;
            if (frames == 0 || width is 0 or > 65_536 || frames > 65_536 || bytes > (ulong)(rest.Length - HeaderLength))
            {
                throw Damaged(FormattableString.Invariant($"voice {i} claims {frames} frames of {width}"));
            }

            voices[name] = (MemoryMarshal.Cast<byte, float>(rest.Slice(HeaderLength, (int)bytes)).ToArray(), (int)width);
            rest = rest[(HeaderLength + (int)bytes)..];
        }

        return voices.ToImmutable();
    }
}

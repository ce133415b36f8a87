using System.Buffers;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>
/// The written form of an entry: one JSON object whose last member is <c>"crc"</c>, the CRC-32 (IEEE, 8 lower-case hexadecimal
/// digits) of all bytes of the line before <c>,"crc"</c>.
/// </summary>
internal static class JournalLine
{
    /// <summary>Version of the form that this tool writes.</summary>
    public const int Version = 1;

    private const int SuffixLength = 18;

    private const string UnknownForm = "the line has a form that this version of the tool does not know";

    private static ReadOnlySpan<byte> SuffixStart => ",\"crc\":\""u8;

    private static ReadOnlySpan<byte> SuffixEnd => "\"}"u8;

    /// <summary>Replaces the content of a buffer by an entry and a line feed.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, JournalEntry entry)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = RunJson.Encoder, SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, entry, RunJson.Context.JournalEntry);
        }

        // the object's closing brace gives way to the checksum
        int bodyLength = buffer.WrittenCount - 1;
        uint crc = Crc32.HashToUInt32(buffer.WrittenSpan[..bodyLength]);
        Span<byte> suffix = stackalloc byte[SuffixLength + 1];
        SuffixStart.CopyTo(suffix);
        Utf8Formatter.TryFormat(crc, suffix[SuffixStart.Length..], out _, new StandardFormat('x', 8));
        SuffixEnd.CopyTo(suffix[(SuffixStart.Length + 8)..]);
        suffix[^1] = (byte)'\n';
        buffer.Write(suffix[1..]);
        MemoryMarshal.AsMemory(buffer.WrittenMemory).Span[bodyLength] = suffix[0];
    }

    /// <summary>Reads a line without its line feed.</summary>
    /// <param name="line">The bytes.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    /// <returns>The entry, or null.</returns>
    public static JournalEntry? Read(ReadOnlySpan<byte> line, out string? problem)
    {
        if (!HasChecksum(line, out problem))
        {
            return null;
        }

        try
        {
            JournalEntry? entry = JsonSerializer.Deserialize(line, RunJson.Context.JournalEntry);
            problem = entry switch
            {
                null => "the line is null",
                { Version: not Version } => UnknownVersion(entry.Version),
                _ => null,
            };
            return problem is null ? entry : null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            problem = UnknownForm;
            return null;
        }
    }

    /// <summary>Reads what of a line decides whether it counts.</summary>
    /// <param name="line">The bytes, without the line feed.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    /// <returns>The head, or null.</returns>
    public static JournalHead? ReadHead(ReadOnlySpan<byte> line, out string? problem)
    {
        if (!HasChecksum(line, out problem))
        {
            return null;
        }

        try
        {
            JournalHead? head = JournalHead.Parse(line, out int version);
            problem = head is null ? UnknownForm : version == Version ? null : UnknownVersion(version);
            return problem is null ? head : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            problem = UnknownForm;
            return null;
        }
    }

    private static string UnknownVersion(int version) => FormattableString.Invariant($"the line has version {version}, this tool reads version {Version}");

    private static bool HasChecksum(ReadOnlySpan<byte> line, out string? problem)
    {
        if (line.Length < SuffixLength + 2 || !line[^SuffixLength..].StartsWith(SuffixStart) || !line.EndsWith(SuffixEnd))
        {
            problem = "the line does not end with a checksum";
            return false;
        }

        ReadOnlySpan<byte> digits = line.Slice(line.Length - SuffixEnd.Length - 8, 8);
        bool isNumber = Utf8Parser.TryParse(digits, out uint written, out int used, 'x') && used == 8;
        problem = isNumber && Crc32.HashToUInt32(line[..^SuffixLength]) == written ? null : "the checksum does not fit the line";
        return problem is null;
    }
}

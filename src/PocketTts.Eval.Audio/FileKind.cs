namespace PocketTts.Eval.Audio;

/// <summary>Names what a file that we do not read is, by its first bytes, for messages.</summary>
internal static class FileKind
{
    /// <summary>A noun with its article, e.g. <c>an MP3 file</c>; unknown content is shown as hexadecimal digits.</summary>
    public static string Describe(ReadOnlySpan<byte> bytes)
    {
        if (Has(bytes, 0, "RIFF"u8))
        {
            return bytes.Length < 12 ? "a RIFF file that ends inside its header" : $"a RIFF file of kind '{Printable(bytes[8..12])}'";
        }

        return Has(bytes, 0, "RIFX"u8) ? "a big-endian WAV file (RIFX)"
            : Has(bytes, 0, "riff"u8) ? "a Sony Wave64 file"
            : Has(bytes, 0, "OggS"u8) ? "an Ogg file (Vorbis or Opus)"
            : Has(bytes, 0, "FORM"u8) && (Has(bytes, 8, "AIFF"u8) || Has(bytes, 8, "AIFC"u8)) ? "an AIFF file"
            : Has(bytes, 4, "ftyp"u8) ? "an MP4 or M4A file"
            : Has(bytes, 0, [0x1A, 0x45, 0xDF, 0xA3]) ? "a Matroska or WebM file"
            : Has(bytes, 0, "caff"u8) ? "an Apple CAF file"
            : Has(bytes, 0, ".snd"u8) ? "an AU file"
            : Has(bytes, 0, "#!AMR"u8) ? "an AMR file"
            : Has(bytes, 0, "MAC "u8) ? "a Monkey's Audio file"
            : Has(bytes, 0, "wvpk"u8) ? "a WavPack file"
            : Has(bytes, 0, [0x30, 0x26, 0xB2, 0x75]) ? "a WMA or ASF file"
            : Has(bytes, 0, "ID3"u8) ? "an MP3 file"
            : Has(bytes, 0, [0x1F, 0x8B]) ? "a gzip file"
            : Has(bytes, 0, "PK\u0003\u0004"u8) ? "a ZIP file"
            : Has(bytes, 0, "version https://git-lfs"u8) ? "a Git LFS pointer; the file itself was not fetched"
            : bytes.Length >= 2 && bytes[0] == 0xFF && (bytes[1] & 0xF6) == 0xF0 ? "an AAC file (ADTS)"
            : bytes.Length >= 2 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0 && (bytes[1] & 0x06) != 0 ? "an MP3 file"
            : $"of no known kind (it starts with the bytes {Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)])})";
    }

    private static bool Has(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> mark)
        => bytes.Length >= at + mark.Length && bytes.Slice(at, mark.Length).SequenceEqual(mark);

    private static string Printable(ReadOnlySpan<byte> id)
        => string.Create(id.Length, id, static (text, id) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = id[i] is >= 0x20 and < 0x7F ? (char)id[i] : '?';
            }
        });
}

using System.Buffers.Binary;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>Finds where the samples of a WAV file begin that is still arriving.</summary>
internal static class WavStart
{
    /// <summary>Place of the first sample byte, or null while it cannot be known or is none.</summary>
    public static int? Find(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[8..12].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        long at = 12;
        while (at + 8 <= file.Length)
        {
            if (file.Slice((int)at, 4).SequenceEqual("data"u8))
            {
                return (int)at + 8;
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            at += 8 + size + (size & 1);
        }

        return null;
    }
}

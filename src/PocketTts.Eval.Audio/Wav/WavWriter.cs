using System.Buffers.Binary;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Wav;

/// <summary>
/// Writes 16-bit mono PCM WAV files: a 44-byte header and the samples, nothing else, so equal sound gives equal bytes.
/// A sample becomes round(x · 32768), halves to even, limited to −32768…32767; what <see cref="WavReader"/> read from a
/// 16-bit file comes back exactly.
/// </summary>
public static class WavWriter
{
    private const int HeaderBytes = 44;
    private const int BlockSamples = 8192;

    /// <summary>The whole file as bytes.</summary>
    /// <param name="audio">The sound; may be empty.</param>
    /// <returns>The bytes of a WAV file.</returns>
    /// <exception cref="TakeFailedException">Reason <c>not-a-number</c>: a sample is NaN or infinite.</exception>
    public static byte[] ToBytes(Waveform audio) => ToBytes(audio, out _);

    /// <summary>The whole file as bytes.</summary>
    /// <param name="audio">The sound; may be empty.</param>
    /// <param name="clippedSampleCount">Samples that had to be limited because 16 bits do not hold them.</param>
    /// <returns>The bytes of a WAV file.</returns>
    /// <exception cref="TakeFailedException">Reason <c>not-a-number</c>: a sample is NaN or infinite.</exception>
    public static byte[] ToBytes(Waveform audio, out int clippedSampleCount)
    {
        ArgumentNullException.ThrowIfNull(audio);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(checked(HeaderBytes + (2 * audio.Samples.Length)));
        WriteHeader(bytes, audio);
        clippedSampleCount = Encode(audio.Samples.Span, 0, bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <summary>Writes the file to a stream.</summary>
    /// <param name="stream">A writable stream; it is not closed. It need not seek.</param>
    /// <param name="audio">The sound; may be empty.</param>
    /// <returns>Samples that had to be limited because 16 bits do not hold them.</returns>
    /// <exception cref="TakeFailedException">Reason <c>not-a-number</c>: a sample is NaN or infinite. The stream may hold
    /// the part before it.</exception>
    public static int Write(Stream stream, Waveform audio)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(audio);
        ReadOnlySpan<float> samples = audio.Samples.Span;
        byte[] block = new byte[Math.Max(HeaderBytes, 2 * Math.Min(BlockSamples, samples.Length))];
        WriteHeader(block, audio);
        stream.Write(block, 0, HeaderBytes);
        int clipped = 0;
        for (int start = 0; start < samples.Length; start += BlockSamples)
        {
            int count = Math.Min(BlockSamples, samples.Length - start);
            clipped += Encode(samples.Slice(start, count), start, block);
            stream.Write(block, 0, 2 * count);
        }

        return clipped;
    }

    private static void WriteHeader(Span<byte> header, Waveform audio)
    {
        uint dataBytes = checked((uint)audio.Samples.Length * 2);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checked(dataBytes + HeaderBytes - 8));
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)audio.SampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)audio.SampleRateHz * 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
    }

    private static int Encode(ReadOnlySpan<float> samples, int firstIndex, Span<byte> bytes)
    {
        int clipped = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            // × 2^15 is exact in float, so the only rounding is the wanted one
            float value = MathF.Round(samples[i] * 32768f, MidpointRounding.ToEven);
            if (!float.IsFinite(value) && !float.IsFinite(samples[i]))
            {
                throw new TakeFailedException(
                    "not-a-number", FormattableString.Invariant($"sample {firstIndex + i} is {(float.IsNaN(value) ? "not a number" : "infinite")}"));
            }

            short stored = (short)Math.Clamp(value, short.MinValue, short.MaxValue);
            clipped += value == stored ? 0 : 1;
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], stored);
        }

        return clipped;
    }
}

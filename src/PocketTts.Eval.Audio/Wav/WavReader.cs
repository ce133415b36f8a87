using System.Buffers.Binary;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Wav;

/// <summary>
/// Reads WAV files: 8/16/24/32-bit integer PCM and 32/64-bit float, plain or WAVE_FORMAT_EXTENSIBLE, in RIFF, RF64 or BW64.
/// Integers are divided by 2^(bits−1) of their container; several channels become their mean.
/// </summary>
/// <remarks>
/// Streaming writers do not know their size: a data chunk of 0xFFFFFFFF or of more than 1 GiB ends with the file, and so does
/// one of size 0 when the RIFF size is a placeholder too (0, 0xFFFFFFFF or the bare header). A file that lacks more of
/// its data chunk than a writer's own header (64 bytes) was cut off and is refused: words that are missing there are nobody's
/// fault. An incomplete last frame is not a sample.
/// </remarks>
public static class WavReader
{
    private const uint Unknown = uint.MaxValue;

    // some writers count their own header as samples
    private const int ToleratedShortage = 64;

    /// <summary>Reads a WAV file as mono.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The sound at the file's own rate; at least one sample, all finite.</returns>
    /// <exception cref="InputException">The file is missing, not a WAV file, damaged, empty, too large or coded otherwise.</exception>
    public static Waveform Read(string path) => Parse(AudioBytes.ReadFile(path), path);

    /// <summary>Reads a WAV file from a stream, to the stream's end.</summary>
    /// <param name="stream">A readable stream; it is not closed.</param>
    /// <param name="name">Name of the source in messages.</param>
    /// <returns>The sound at the file's own rate; at least one sample, all finite.</returns>
    /// <exception cref="InputException">As for <see cref="Read(string)"/>.</exception>
    public static Waveform Read(Stream stream, string name) => Parse(AudioBytes.ReadAll(stream, name), name);

    internal static bool IsWav(ReadOnlySpan<byte> file)
        => file.Length >= 12
            && (file.StartsWith("RIFF"u8) || file.StartsWith("RF64"u8) || file.StartsWith("BW64"u8))
            && file[8..12].SequenceEqual("WAVE"u8);

    internal static Waveform Parse(ReadOnlySpan<byte> file, string name, bool isTake = false)
    {
        if (!IsWav(file))
        {
            throw new InputException(
                file.IsEmpty ? "the file is empty" : $"this is {FileKind.Describe(file)}", file: name, expected: "a WAV file");
        }

        bool large = !file.StartsWith("RIFF"u8);
        uint riffSize = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        ulong? largeDataSize = null;
        WavFormat? format = null;
        bool sawData = false;
        long at = 12;
        while (at + 8 <= file.Length)
        {
            ReadOnlySpan<byte> id = file.Slice((int)at, 4);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            ReadOnlySpan<byte> rest = file[((int)at + 8)..];
            ReadOnlySpan<byte> body = rest[..(int)Math.Min(size, (uint)rest.Length)];
            if (id.SequenceEqual("fmt "u8))
            {
                format ??= WavFormat.Parse(body, name);
            }
            else if (id.SequenceEqual("ds64"u8) && large && body.Length >= 16)
            {
                // EBU Tech 3306: sizes of the RIFF and of the data chunk in 64 bits
                largeDataSize = BinaryPrimitives.ReadUInt64LittleEndian(body[8..]);
            }
            else if (id.SequenceEqual("data"u8))
            {
                sawData = true;
                bool headerOnly = riffSize is 0 or Unknown || riffSize <= at;
                ulong claimed = size == Unknown && large && largeDataSize is not null ? largeDataSize.Value
                    : size == Unknown || (size == 0 && headerOnly) ? ulong.MaxValue
                    : size;
                if (claimed > 0)
                {
                    WavFormat known = format ?? throw NoFormat(name);
                    if (claimed <= AudioBytes.MaxFileBytes && claimed > (ulong)rest.Length + ToleratedShortage)
                    {
                        throw CutOff(name, claimed, rest.Length, known);
                    }

                    return Decode(rest[..(int)Math.Min(claimed, (ulong)rest.Length)], known, name, isTake);
                }
            }

            at = Next(file, at + 8 + size, size);
        }

        if (isTake && sawData && format is { } empty)
        {
            return new Waveform(ReadOnlyMemory<float>.Empty, empty.SampleRateHz);
        }

        throw format is null && !sawData ? NoFormat(name)
            : new InputException(sawData ? "the file holds no samples" : "no 'data' chunk was found", file: name, field: "data", expected: "at least one sample");
    }

    // Chunks start at even places: a chunk of odd size has a padding byte behind it, which some writers forget.
    private static long Next(ReadOnlySpan<byte> file, long end, uint size)
    {
        if ((size & 1) == 0 || end + 4 > file.Length)
        {
            return end;
        }

        ReadOnlySpan<byte> after = file[(int)end..];
        bool padded = after[0] == 0
            || (after.Length >= 5 && (after[1..5].SequenceEqual("data"u8) || after[1..5].SequenceEqual("fmt "u8)))
            || after[..4].ContainsAnyExceptInRange((byte)0x20, (byte)0x7E);
        return padded ? end + 1 : end;
    }

    private static Waveform Decode(ReadOnlySpan<byte> data, WavFormat format, string name, bool isTake)
    {
        int frames = data.Length / format.FrameBytes;
        if (frames == 0 && !isTake)
        {
            throw new InputException("the file holds no samples", file: name, field: "data", expected: "at least one sample");
        }

        if (frames > AudioBytes.MaxFrames)
        {
            throw new InputException($"{frames} samples per channel", file: name, expected: $"at most {AudioBytes.MaxFrames}", remedy: "cut it into shorter files");
        }

        float[] samples = GC.AllocateUninitializedArray<float>(frames);
        WavSamples.Decode(data, format, samples);
        if (format.IsFloat && !isTake)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                if (!float.IsFinite(samples[i]))
                {
                    throw new InputException(
                        FormattableString.Invariant($"sample {i} is {(float.IsNaN(samples[i]) ? "not a number" : "infinite")}"),
                        file: name,
                        field: "data",
                        expected: "finite samples");
                }
            }
        }

        return new Waveform(samples, format.SampleRateHz);
    }

    private static InputException CutOff(string name, ulong claimed, int found, WavFormat format)
    {
        double bytesPerSecond = (double)format.FrameBytes * format.SampleRateHz;
        return new(
            FormattableString.Invariant($"the file was cut off: it holds {found / bytesPerSecond:0.###} s of the {claimed / bytesPerSecond:0.###} s that its header announces"),
            file: name,
            field: "data",
            expected: FormattableString.Invariant($"{claimed} bytes of samples, found {found}"),
            remedy: "copy or make it again; if it is whole, write its header anew, for example with ffmpeg -i IN OUT.wav");
    }

    private static InputException NoFormat(string name)
        => new("no 'fmt ' chunk before the samples", file: name, field: "fmt", expected: "a WAV file that says how its samples are coded");
}

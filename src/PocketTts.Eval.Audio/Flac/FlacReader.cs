using System.Buffers.Binary;
using System.Security.Cryptography;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Flac;

/// <summary>
/// Reads FLAC files (RFC 9639) of 4 to 32 bits and 1 to 8 channels as mono (mean of the channels). Check sums of every frame,
/// the order of frames, the number of samples and the MD5 of the whole sound are verified; nothing is repaired.
/// </summary>
public static class FlacReader
{
    /// <summary>Reads a FLAC file as mono.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The sound at the file's own rate; at least one sample.</returns>
    /// <exception cref="InputException">The file is missing, not a FLAC file, damaged, empty or too large.</exception>
    public static Waveform Read(string path) => Parse(AudioBytes.ReadFile(path), path);

    /// <summary>Reads a FLAC file from a stream, to the stream's end.</summary>
    /// <param name="stream">A readable stream; it is not closed.</param>
    /// <param name="name">Name of the source in messages.</param>
    /// <returns>The sound at the file's own rate; at least one sample.</returns>
    /// <exception cref="InputException">As for <see cref="Read(string)"/>.</exception>
    public static Waveform Read(Stream stream, string name) => Parse(AudioBytes.ReadAll(stream, name), name);

    internal static bool IsFlac(ReadOnlySpan<byte> file) => AfterTag(file).StartsWith("fLaC"u8);

    internal static Waveform Parse(ReadOnlySpan<byte> file, string name)
    {
        if (!IsFlac(file))
        {
            throw new InputException(file.IsEmpty ? "the file is empty" : $"this is {FileKind.Describe(file)}", file: name, expected: "a FLAC file");
        }

        ReadOnlySpan<byte> stream = AfterTag(file);
        int frame = 0;
        int place = 4;
        try
        {
            FlacStreamInfo info = ReadMetadata(stream, ref place);
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var output = new FlacOutput(info, md5);
            while ((info.TotalSamples == 0 && place < stream.Length) || output.Count < info.TotalSamples)
            {
                DecodeFrame(stream, info, output, frame, ref place);
                frame++;
            }

            return output.Finish();
        }
        catch (FlacDataException problem)
        {
            throw new InputException(
                FormattableString.Invariant($"{problem.Message} (frame {frame}, byte {file.Length - stream.Length + place})"),
                file: name,
                expected: "an undamaged FLAC file",
                remedy: "fetch or encode it again",
                innerException: problem);
        }
    }

    private static FlacStreamInfo ReadMetadata(ReadOnlySpan<byte> stream, ref int place)
    {
        FlacStreamInfo? info = null;
        bool isLast = false;
        while (!isLast)
        {
            if (stream.Length - place < 4)
            {
                throw new FlacDataException("the metadata end too early");
            }

            uint header = BinaryPrimitives.ReadUInt32BigEndian(stream[place..]);
            int length = (int)(header & 0xFF_FFFF);
            isLast = header >> 31 == 1;
            if (stream.Length - place - 4 < length)
            {
                throw new FlacDataException($"a metadata block claims {length} bytes, more than the file has");
            }

            bool isStreamInfo = ((header >> 24) & 0x7F) == 0;
            if (isStreamInfo != info is null)
            {
                throw new FlacDataException(isStreamInfo ? "a second STREAMINFO block" : "the first metadata block is not STREAMINFO");
            }

            info ??= FlacStreamInfo.Parse(stream.Slice(place + 4, length));
            place += 4 + length;
        }

        return info!;
    }

    private static void DecodeFrame(ReadOnlySpan<byte> stream, FlacStreamInfo info, FlacOutput output, int frame, ref int place)
    {
        var bits = new FlacBitReader(stream, place);
        FlacFrameHeader header = FlacFrameHeader.Read(ref bits, stream, info);
        long expected = header.HasVariableBlocks ? output.Count : frame;
        if (header.Number != expected)
        {
            throw new FlacDataException($"number {header.Number} where {expected} should follow: a frame is missing");
        }

        Span<long> samples = output.Block(header.BlockSize);
        for (int channel = 0; channel < info.Channels; channel++)
        {
            bool isSide = header.ChannelCoding is FlacFrameHeader.LeftSide or FlacFrameHeader.MidSide ? channel == 1
                : header.ChannelCoding == FlacFrameHeader.SideRight && channel == 0;
            FlacSubframe.Decode(ref bits, samples.Slice(channel * header.BlockSize, header.BlockSize), info.BitsPerSample + (isSide ? 1 : 0));
        }

        bits.AlignToByte();
        int end = bits.BytePosition;
        if ((ushort)bits.Read(16) != FlacCrc.Crc16(stream[place..end]))
        {
            throw new FlacDataException("the frame does not match its CRC-16");
        }

        Decorrelate(samples[..header.BlockSize], samples[header.BlockSize..], header.ChannelCoding);
        output.Append(samples, header.BlockSize);
        place = end + 2;
    }

    private static void Decorrelate(Span<long> first, Span<long> second, int coding)
    {
        for (int i = 0; coding >= FlacFrameHeader.LeftSide && i < first.Length; i++)
        {
            long a = first[i];
            long b = second[i];
            switch (coding)
            {
                case FlacFrameHeader.LeftSide:
                    second[i] = a - b;
                    break;
                case FlacFrameHeader.SideRight:
                    first[i] = a + b;
                    break;
                default:
                    // the mean lost its lowest bit, which is that of the difference
                    long sum = (a << 1) | (b & 1);
                    first[i] = (sum + b) >> 1;
                    second[i] = (sum - b) >> 1;
                    break;
            }
        }
    }

    // Some taggers put an ID3v2 tag before the stream; its length is four bytes of seven bits.
    private static ReadOnlySpan<byte> AfterTag(ReadOnlySpan<byte> file)
    {
        if (file.Length < 10 || !file.StartsWith("ID3"u8))
        {
            return file;
        }

        int length = ((file[6] & 0x7F) << 21) | ((file[7] & 0x7F) << 14) | ((file[8] & 0x7F) << 7) | (file[9] & 0x7F);
        return file[Math.Min(file.Length, length + 10)..];
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Flac;

/// <summary>Gathers decoded blocks as mono float32 and hashes them as the encoder did.</summary>
internal sealed class FlacOutput(FlacStreamInfo info, IncrementalHash md5)
{
    private const int FirstCapacity = 1 << 16;

    // never more than the header claims, never much because it claims it
    private float[] _mono = new float[(int)Math.Min(info.TotalSamples == 0 ? FirstCapacity : info.TotalSamples, 16 * FirstCapacity)];
    private long[] _block = [];
    private byte[] _bytes = [];

    /// <summary>Samples per channel so far.</summary>
    public int Count { get; private set; }

    /// <summary>Room for one block: all samples of the first channel, then of the second, …</summary>
    public Span<long> Block(int blockSize)
    {
        int length = blockSize * info.Channels;
        if (_block.Length < length)
        {
            _block = new long[length];
            _bytes = new byte[length * info.SampleBytes];
        }

        return _block.AsSpan(0, length);
    }

    /// <summary>Takes a decoded block.</summary>
    /// <exception cref="FlacDataException">A sample does not fit, or the stream is longer than announced or allowed.</exception>
    public void Append(ReadOnlySpan<long> block, int blockSize)
    {
        long limit = info.TotalSamples == 0 ? AudioBytes.MaxFrames : Math.Min(info.TotalSamples, AudioBytes.MaxFrames);
        if (Count + (long)blockSize > limit)
        {
            throw new FlacDataException($"the stream has more than {limit} samples per channel");
        }

        if (Count + blockSize > _mono.Length)
        {
            Array.Resize(ref _mono, (int)Math.Min(limit, Math.Max(2L * _mono.Length, Count + blockSize)));
        }

        Mix(block, blockSize);
        Hash(block, blockSize);
        Count += blockSize;
    }

    /// <summary>Compares count and MD5 with STREAMINFO and hands out the sound.</summary>
    /// <exception cref="FlacDataException">The MD5 differs or there are no samples.</exception>
    public Waveform Finish()
    {
        if (Count == 0)
        {
            throw new FlacDataException("the file holds no samples");
        }

        string found = Convert.ToHexStringLower(md5.GetHashAndReset());
        return info.Md5 is not null && found != info.Md5
            ? throw new FlacDataException($"the samples have MD5 {found}, but STREAMINFO names {info.Md5}")
            : new Waveform(_mono.AsMemory(0, Count), info.SampleRateHz);
    }

    private void Mix(ReadOnlySpan<long> block, int blockSize)
    {
        long limit = 1L << (info.BitsPerSample - 1);
        double scale = 1.0 / (limit * (double)info.Channels);
        Span<float> mono = _mono.AsSpan(Count, blockSize);
        for (int i = 0; i < mono.Length; i++)
        {
            long sum = 0;
            for (int at = i; at < block.Length; at += blockSize)
            {
                long sample = block[at];
                if (sample < -limit || sample >= limit)
                {
                    throw new FlacDataException($"a sample does not fit into {info.BitsPerSample} bits");
                }

                sum += sample;
            }

            mono[i] = (float)(sum * scale);
        }
    }

    // Interleaved, little-endian, whole bytes, sign-extended (RFC 9639, 8.2).
    private void Hash(ReadOnlySpan<long> block, int blockSize)
    {
        if (info.Md5 is null)
        {
            return;
        }

        int width = info.SampleBytes;
        Span<byte> bytes = _bytes.AsSpan(0, block.Length * width);
        Span<byte> word = stackalloc byte[8];
        int to = 0;
        for (int i = 0; i < blockSize; i++)
        {
            for (int at = i; at < block.Length; at += blockSize)
            {
                BinaryPrimitives.WriteInt64LittleEndian(word, block[at]);
                word[..width].CopyTo(bytes[to..]);
                to += width;
            }
        }

        md5.AppendData(bytes);
    }
}

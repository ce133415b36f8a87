using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Audio.Wav;

/// <summary>Turns interleaved sample bytes into mono float32.</summary>
internal static class WavSamples
{
    /// <summary>Decodes as many frames as <paramref name="mono"/> has room for; the data must hold them.</summary>
    public static void Decode(ReadOnlySpan<byte> data, WavFormat format, Span<float> mono)
    {
        switch (format)
        {
            case { IsFloat: true, SampleBytes: 4 }:
                Mix<Float32>(data, format.Channels, mono);
                break;
            case { IsFloat: true }:
                Mix<Float64>(data, format.Channels, mono);
                break;
            case { SampleBytes: 1 }:
                Mix<Unsigned8>(data, format.Channels, mono);
                break;
            case { SampleBytes: 2, Channels: 1 } when BitConverter.IsLittleEndian:
                // what every take is stored as, so it has a way of its own
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(data)[..mono.Length], mono);
                TensorPrimitives.Multiply(mono, 1f / 32768f, mono);
                break;
            case { SampleBytes: 2 }:
                Mix<Signed16>(data, format.Channels, mono);
                break;
            case { SampleBytes: 3 }:
                Mix<Signed24>(data, format.Channels, mono);
                break;
            default:
                Mix<Signed32>(data, format.Channels, mono);
                break;
        }
    }

    private static void Mix<TCoding>(ReadOnlySpan<byte> data, int channels, Span<float> mono)
        where TCoding : ICoding
    {
        int at = 0;
        for (int i = 0; i < mono.Length; i++)
        {
            double sum = 0;
            for (int c = 0; c < channels; c++, at += TCoding.Bytes)
            {
                sum += TCoding.Read(data[at..]);
            }

            mono[i] = (float)(sum / channels);
        }
    }

    private interface ICoding
    {
        static abstract int Bytes { get; }

        static abstract double Read(ReadOnlySpan<byte> bytes);
    }

    private readonly struct Unsigned8 : ICoding
    {
        public static int Bytes => 1;

        public static double Read(ReadOnlySpan<byte> bytes) => (bytes[0] - 128) / 128.0;
    }

    private readonly struct Signed16 : ICoding
    {
        public static int Bytes => 2;

        public static double Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0;
    }

    private readonly struct Signed24 : ICoding
    {
        public static int Bytes => 3;

        public static double Read(ReadOnlySpan<byte> bytes) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648.0;
    }

    private readonly struct Signed32 : ICoding
    {
        public static int Bytes => 4;

        public static double Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0;
    }

    private readonly struct Float32 : ICoding
    {
        public static int Bytes => 4;

        public static double Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    private readonly struct Float64 : ICoding
    {
        public static int Bytes => 8;

        public static double Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }
}

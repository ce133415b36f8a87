namespace PocketTts.Eval.Audio.Tests.Flac;

/// <summary>
/// The sound in Flac/Data, by integer formulas. Each file was encoded by flac 1.4.2 from the formula that its name tells:
/// channels-bits-kind. Together they use every subframe type, every stereo coding but mid/side of 16 bits, wasted bits and
/// both Rice methods; what the encoder never writes, <see cref="FlacBuilder"/> does.
/// </summary>
internal static class FlacSignal
{
    public static long Sample(string kind, int n, int channel, int bits)
    {
        long full = 1L << (bits - 1);
        return kind switch
        {
            "tone" => Triangle(n, 97 + (channel * 2), full / 3) + (Noise(n, 0) % ((full / 64) + 1)) - (full / 128),
            "near" => Triangle(n, 113, full / 3) + (Noise(n, 0) % ((full / 8) + 1)) - (full / 16) + (channel * ((Noise(n, 7) % 3) - 1)),
            "noise" => (Noise(n, channel) % (2 * full)) - full,
            "flat" => channel == 0 ? -full : full - 1,
            "wasted" => Sample("tone", n, channel, bits) >> 4 << 4,
            "left" => Triangle(n, 89, full / 4) - (channel == 0 ? 0 : Noise(n, 1) % ((full / 16) + 1)),
            "right" => Triangle(n, 89, full / 4) - (channel == 1 ? 0 : Noise(n, 1) % ((full / 16) + 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    public static float[] Mono(string kind, int count, int channels, int bits)
    {
        float[] mono = new float[count];
        for (int n = 0; n < count; n++)
        {
            long sum = 0;
            for (int c = 0; c < channels; c++)
            {
                sum += Sample(kind, n, c, bits);
            }

            mono[n] = (float)(sum / ((1L << (bits - 1)) * (double)channels));
        }

        return mono;
    }

    private static long Triangle(int n, int period, long amplitude)
    {
        int p = n % period;
        int half = period / 2;
        return FloorDivide(amplitude * (p < half ? (2 * p) - half : (2 * (period - p)) - half), half);
    }

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private static long Noise(int n, int channel)
    {
        uint v = unchecked(((uint)n * 1664525) + ((uint)channel * 1013904223) + 12345);
        v ^= v >> 15;
        v = unchecked(v * 2246822519);
        return v ^ (v >> 13);
    }
}

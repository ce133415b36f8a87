using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Resampling;

/// <summary>
/// Changes the sample rate by a rational factor with a polyphase windowed sinc (<see cref="LowPassFilter"/>). Zero delay:
/// output sample m stands at the time of input sample m · from/to; beyond the ends the input counts as zero. Sums are taken
/// in double. Nothing is clipped. Thread-safe.
/// </summary>
public sealed class Resampler
{
    // 16 bits of ratio are 4 million taps, 34 MB; real pairs of rates need under 3,000
    private const int MaxFactor = 1 << 16;
    private const int MaxCachedFactor = 1024;
    private const int Lanes = 8;
    private const int Together = 4;
    private const int BlockOutputs = 1024;

    private static readonly ConcurrentDictionary<(int Up, int Down), Resampler> s_cache = new();

    private readonly int _up;
    private readonly int _down;
    private readonly int _tapCount;
    private readonly double[] _taps;
    private readonly int[] _lastInput;

    private Resampler(int up, int down)
    {
        _up = up;
        _down = down;
        int reach = LowPassFilter.Reach(up, down);
        double[] filter = LowPassFilter.Design(up, down);
        int used = (2 * reach / up) + 1;
        _tapCount = (used + Lanes - 1) / Lanes * Lanes;
        _taps = new double[(long)up * _tapCount];
        _lastInput = new int[up];

        // Output m = Σ x[i] · h[M·m − L·i + reach]. For m = r (mod L) the tap indices are p, p + L, p + 2L, … with p = (M·r + reach) mod L
        // and the newest input is floor((M·m + reach)/L); the row of r holds those taps with the oldest input first, zeros before.
        for (int r = 0; r < up; r++)
        {
            long centre = ((long)down * r) + reach;
            int phase = (int)(centre % up);
            _lastInput[r] = (int)(centre / up);
            for (int j = 0, k = phase; k < filter.Length; j++, k += up)
            {
                _taps[((long)r * _tapCount) + _tapCount - 1 - j] = filter[k];
            }
        }
    }

    /// <summary>Resamples a sound.</summary>
    /// <param name="audio">The sound; may be empty. Samples that are not finite spoil only what lies within the filter's reach.</param>
    /// <param name="targetRateHz">Wanted rate in samples per second, 1 to 768,000.</param>
    /// <returns>ceil(length · target/rate) samples at the target rate; <paramref name="audio"/> itself when it has that rate.</returns>
    /// <exception cref="InputException">The rates have no ratio of numbers up to 65,536, or the result has over 2^30 samples.</exception>
    public static Waveform Resample(Waveform audio, int targetRateHz)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (audio.SampleRateHz == targetRateHz)
        {
            return audio;
        }

        return new Waveform(For(audio.SampleRateHz, targetRateHz).Process(audio.Samples.Span), targetRateHz);
    }

    /// <summary>The resampler for a pair of rates; the filters of usual pairs are computed once and kept.</summary>
    /// <param name="sourceRateHz">Rate of the input, 1 to 768,000.</param>
    /// <param name="targetRateHz">Rate of the output, 1 to 768,000.</param>
    /// <returns>A resampler that may be shared.</returns>
    /// <exception cref="InputException">The rates have no ratio of numbers up to 65,536.</exception>
    public static Resampler For(int sourceRateHz, int targetRateHz)
    {
        Check(sourceRateHz, nameof(sourceRateHz));
        Check(targetRateHz, nameof(targetRateHz));
        int divisor = GreatestCommonDivisor(sourceRateHz, targetRateHz);
        int up = targetRateHz / divisor;
        int down = sourceRateHz / divisor;
        if (Math.Max(up, down) > MaxFactor)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{sourceRateHz} Hz cannot be resampled to {targetRateHz} Hz: the ratio is {up}/{down}"),
                field: "sample rate",
                expected: string.Create(CultureInfo.InvariantCulture, $"a ratio of numbers up to {MaxFactor}"),
                remedy: "convert the file to a usual rate such as 24000 or 48000 Hz");
        }

        return Math.Max(up, down) <= MaxCachedFactor
            ? s_cache.GetOrAdd((up, down), static ratio => new Resampler(ratio.Up, ratio.Down))
            : new Resampler(up, down);
    }

    /// <summary>Resamples samples.</summary>
    /// <param name="input">Mono samples at the source rate; may be empty.</param>
    /// <returns>ceil(length · target/source) samples at the target rate.</returns>
    /// <exception cref="InputException">The result would have over 2^30 samples.</exception>
    public float[] Process(ReadOnlySpan<float> input)
    {
        if (_up == _down)
        {
            return input.ToArray();
        }

        long length = (((long)input.Length * _up) + _down - 1) / _down;
        if (length > 1 << 30)
        {
            throw new InputException($"the resampled sound has {length} samples", expected: "at most 2^30", remedy: "cut the sound into shorter pieces");
        }

        float[] output = GC.AllocateUninitializedArray<float>((int)length);
        int round = _up * Together;
        int rounds = Math.Max(1, BlockOutputs / round);
        int blockOutputs = rounds * round;
        int blockInputs = rounds * Together * _down;

        // the inputs of one block as doubles: those it advances by and those the filter looks back and ahead to
        double[] window = new double[blockInputs + _lastInput[^1] + _tapCount];
        long start = 1L - _tapCount;
        for (long first = 0; first < length; first += blockOutputs, start += blockInputs)
        {
            Load(input, start, window);
            Span<float> block = output.AsSpan((int)first, (int)Math.Min(blockOutputs, length - first));
            for (int done = 0, offset = 0; done < block.Length; done += round, offset += Together * _down)
            {
                FilterRound(window, offset, block[done..]);
            }
        }

        return output;
    }

    private static void Load(ReadOnlySpan<float> input, long start, Span<double> window)
    {
        int before = (int)Math.Min(window.Length, Math.Max(0, -start));
        int from = (int)Math.Min(input.Length, Math.Max(0, start));
        int count = Math.Min(window.Length - before, input.Length - from);
        window[..before].Clear();
        TensorPrimitives.ConvertChecked(input.Slice(from, count), window.Slice(before, count));
        window[(before + count)..].Clear();
    }

    // Up to 4·L outputs; the four that share a row of taps are summed together, so that each tap is loaded once.
    private void FilterRound(ReadOnlySpan<double> window, int offset, Span<float> output)
    {
        ref double taps = ref MemoryMarshal.GetArrayDataReference(_taps);
        for (int r = 0; r < Math.Min(_up, output.Length); r++)
        {
            ReadOnlySpan<double> inputs = window.Slice(offset + _lastInput[r], ((Together - 1) * _down) + _tapCount);
            Vector256<double> sums = Dot4(ref Unsafe.Add(ref taps, (nint)r * _tapCount), ref MemoryMarshal.GetReference(inputs), _tapCount, _down);
            for (int t = 0, m = r; t < Together && m < output.Length; t++, m += _up)
            {
                output[m] = (float)sums.GetElement(t);
            }
        }
    }

    // Four dot products of one row of taps with inputs that start 0, step, 2·step, 3·step later. The order of additions is
    // the same on every machine (fused multiply-add, eight partial sums), so results do not depend on the processor.
    private static Vector256<double> Dot4(ref double taps, ref double inputs, int count, int step)
    {
        ref double inputs1 = ref Unsafe.Add(ref inputs, step);
        ref double inputs2 = ref Unsafe.Add(ref inputs1, step);
        ref double inputs3 = ref Unsafe.Add(ref inputs2, step);
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
        for (nuint k = 0; k < (nuint)count; k += Lanes)
        {
            Vector256<double> low = Vector256.LoadUnsafe(ref taps, k);
            Vector256<double> high = Vector256.LoadUnsafe(ref taps, k + 4);
            a0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref inputs, k), a0);
            b0 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref inputs, k + 4), b0);
            a1 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref inputs1, k), a1);
            b1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref inputs1, k + 4), b1);
            a2 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref inputs2, k), a2);
            b2 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref inputs2, k + 4), b2);
            a3 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref inputs3, k), a3);
            b3 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref inputs3, k + 4), b3);
        }

        return Vector256.Create(Vector256.Sum(a0 + b0), Vector256.Sum(a1 + b1), Vector256.Sum(a2 + b2), Vector256.Sum(a3 + b3));
    }

    private static void Check(int rateHz, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 1, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rateHz, 768_000, parameter);
    }

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}

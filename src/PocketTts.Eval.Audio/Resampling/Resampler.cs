using System.Collections.Concurrent;
using System.Globalization;
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
    // 16 bits of ratio are 4 million taps, 67 MB; real pairs of rates need under 3,000
    private const int MaxFactor = 1 << 16;
    private const int MaxCachedFactor = 1024;

    // inputs of one block, so that they and the taps stay in the nearest cache
    private const int BlockInputs = 2048;

    private static readonly ConcurrentDictionary<(int Up, int Down), Resampler> s_cache = new();

    private readonly PolyphaseTaps _taps;
    private readonly int _columns;
    private readonly int _stride;
    private readonly int[] _places;

    private Resampler(int up, int down)
    {
        _taps = new PolyphaseTaps(up, down);
        _columns = Math.Max(PolyphaseKernel.Columns, BlockInputs / _taps.Down / PolyphaseKernel.Columns * PolyphaseKernel.Columns);
        _stride = _columns + ((_taps.Reach - 1) / _taps.Down);

        // input i of column 0 stands in row i mod M; each further column is one to the right
        _places = [.. Enumerable.Range(0, _taps.Reach).Select(i => (i % _taps.Down * _stride) + (i / _taps.Down))];
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
        if (_taps.Up == _taps.Down)
        {
            return input.ToArray();
        }

        long length = (((long)input.Length * _taps.Up) + _taps.Down - 1) / _taps.Down;
        if (length > 1 << 30)
        {
            throw new InputException($"the resampled sound has {length} samples", expected: "at most 2^30", remedy: "cut the sound into shorter pieces");
        }

        float[] output = GC.AllocateUninitializedArray<float>((int)length);
        double[] inputs = new double[_taps.Down * _stride];
        int blockOutputs = _columns * _taps.Up;
        long start = _taps.FirstInput;
        for (long first = 0; first < length; first += blockOutputs, start += (long)_columns * _taps.Down)
        {
            Load(input, start, inputs);
            Span<float> block = output.AsSpan((int)first, (int)Math.Min(blockOutputs, length - first));
            for (int row = 0; row < Math.Min(_taps.Up, block.Length); row += 2)
            {
                Filter(inputs, row, block);
            }
        }

        return output;
    }

    // Inputs from start on as a matrix of M rows, every M-th input in the same row: outputs that are L apart, and so M inputs, become neighbours.
    private void Load(ReadOnlySpan<float> input, long start, Span<double> inputs)
    {
        int down = _taps.Down;
        if (start >= 0 && start + inputs.Length <= input.Length)
        {
            ReadOnlySpan<float> from = input.Slice((int)start, inputs.Length);
            for (int row = 0; row < down; row++)
            {
                Span<double> line = inputs.Slice(row * _stride, _stride);
                for (int column = 0, i = row; column < line.Length; column++, i += down)
                {
                    line[column] = from[i];
                }
            }

            return;
        }

        for (int row = 0; row < down; row++)
        {
            for (int column = 0; column < _stride; column++)
            {
                long i = start + row + ((long)column * down);
                inputs[(row * _stride) + column] = i >= 0 && i < input.Length ? input[(int)i] : 0;
            }
        }
    }

    // outputs row, row + L, row + 2L, … and those right behind them
    private void Filter(ReadOnlySpan<double> inputs, int row, Span<float> block)
    {
        const int Together = PolyphaseKernel.Columns;
        int up = _taps.Up;
        ReadOnlySpan<double> taps = _taps.PairOf(row);
        ReadOnlySpan<int> places = _places.AsSpan(_taps.OffsetOf(row), _taps.Width);
        Span<float> sums = stackalloc float[2 * Together];
        for (int column = 0, m = row; m < block.Length; column += Together, m += Together * up)
        {
            PolyphaseKernel.Sum(taps, places, inputs[column..], sums);
            Spread(sums[..Together], block[m..], up);
            Spread(sums[Together..], block[Math.Min(m + 1, block.Length)..], up);
        }
    }

    private static void Spread(ReadOnlySpan<float> sums, Span<float> output, int step)
    {
        int count = Math.Min(sums.Length, (output.Length + step - 1) / step);
        for (int i = 0, m = 0; i < count; i++, m += step)
        {
            output[m] = sums[i];
        }
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

using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Resamples a prompt with the very filter the reference uses, so that a cloned voice equals the reference's: SciPy's
/// <c>resample_poly</c>, a sinc of 10 zero crossings to each side with cut-off at the lower Nyquist frequency, Kaiser window with
/// β = 5, unity gain. It is shorter and leakier than the harness's own resampler; that is part of the contract.
/// </summary>
internal static class PromptResampler
{
    private const int ZeroCrossings = 10;
    private const double Beta = 5;
    private const int MaxFactor = 1 << 14;

    /// <summary>Resamples.</summary>
    /// <param name="input">Mono samples.</param>
    /// <param name="sourceRateHz">Their rate.</param>
    /// <param name="targetRateHz">Wanted rate.</param>
    /// <returns>ceil(length · target / source) samples.</returns>
    /// <exception cref="InputException">The rates have no ratio of small numbers.</exception>
    public static float[] Resample(ReadOnlySpan<float> input, int sourceRateHz, int targetRateHz)
    {
        int divisor = GreatestCommonDivisor(sourceRateHz, targetRateHz);
        int up = targetRateHz / divisor;
        int down = sourceRateHz / divisor;
        if (up == down)
        {
            return input.ToArray();
        }

        if (Math.Max(up, down) > MaxFactor)
        {
            throw new InputException(FormattableString.Invariant($"the prompt's rate is {sourceRateHz} Hz"), field: "voice", expected: "a usual rate such as 16000, 24000, 44100 or 48000 Hz", remedy: "convert the file");
        }

        double[] taps = Design(up, down);
        int reach = taps.Length / 2;
        float[] output = new float[(((long)input.Length * up) + down - 1) / down];
        for (int m = 0; m < output.Length; m++)
        {
            // taps[reach + down·m − up·i] over all inputs i that it reaches
            long centre = (long)down * m;
            int first = (int)Math.Max(0, (centre - reach + up - 1) / up);
            int last = (int)Math.Min(input.Length - 1, (centre + reach) / up);
            double sum = 0;
            for (int i = first; i <= last; i++)
            {
                sum += input[i] * taps[reach + (int)(centre - ((long)up * i))];
            }

            output[m] = (float)sum;
        }

        return output;
    }

    private static double[] Design(int up, int down)
    {
        int largest = Math.Max(up, down);
        int reach = ZeroCrossings * largest;
        double[] taps = new double[(2 * reach) + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++)
        {
            double share = (double)k / reach;
            double x = Math.PI * k / largest;
            double tap = (k == 0 ? 1 : Math.Sin(x) / x) * BesselI0(Beta * Math.Sqrt(Math.Max(0, 1 - (share * share))));
            taps[k + reach] = tap;
            sum += tap;
        }

        for (int i = 0; i < taps.Length; i++)
        {
            taps[i] *= up / sum;
        }

        return taps;
    }

    // power series of the modified Bessel function of order 0
    private static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / 4 / ((double)k * k);
            sum += term;
        }

        return sum;
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

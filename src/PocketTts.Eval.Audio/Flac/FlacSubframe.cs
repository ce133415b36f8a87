namespace PocketTts.Eval.Audio.Flac;

/// <summary>Decodes one channel of a frame (RFC 9639, 9.2).</summary>
internal static class FlacSubframe
{
    private const int MaxOrder = 32;

    /// <summary>Fills <paramref name="samples"/>, one block of one channel.</summary>
    /// <param name="bits">Stands at the subframe's first bit.</param>
    /// <param name="samples">As long as the block.</param>
    /// <param name="depth">Bits of a sample, one more for a side channel: 4 to 33.</param>
    /// <exception cref="FlacDataException">The subframe breaks a rule.</exception>
    public static void Decode(ref FlacBitReader bits, Span<long> samples, int depth)
    {
        if (bits.Read(1) != 0)
        {
            throw new FlacDataException("a subframe does not start with a zero bit");
        }

        int type = (int)bits.Read(6);
        int wasted = bits.Read(1) == 0 ? 0 : (int)Math.Min(bits.ReadUnary() + 1, depth);
        int stored = depth - wasted;
        if (stored < 1)
        {
            throw new FlacDataException("a subframe wastes all its bits");
        }

        switch (type)
        {
            case 0:
                samples.Fill(bits.ReadSigned(stored));
                break;
            case 1:
                foreach (ref long sample in samples)
                {
                    sample = bits.ReadSigned(stored);
                }

                break;
            case >= 8 and <= 12:
                DecodeFixed(ref bits, samples, stored, type - 8);
                break;
            case >= 32:
                DecodeLinear(ref bits, samples, stored, type - 31);
                break;
            default:
                throw new FlacDataException($"subframe type {type} is reserved");
        }

        // A broken predictor runs away; what left the range cannot come back right.
        long limit = 1L << (stored - 1);
        foreach (ref long sample in samples)
        {
            if (sample < -limit || sample >= limit)
            {
                throw new FlacDataException($"a sample does not fit into {stored} bits");
            }

            sample <<= wasted;
        }
    }

    private static void ReadWarmUp(ref FlacBitReader bits, Span<long> samples, int depth, int order)
    {
        if (order > samples.Length)
        {
            throw new FlacDataException($"a predictor of order {order} in a block of {samples.Length} samples");
        }

        for (int i = 0; i < order; i++)
        {
            samples[i] = bits.ReadSigned(depth);
        }
    }

    private static void DecodeFixed(ref FlacBitReader bits, Span<long> s, int depth, int order)
    {
        ReadWarmUp(ref bits, s, depth, order);
        FlacResidual.Decode(ref bits, s, order);
        for (int i = order; i < s.Length; i++)
        {
            // the polynomial through the last samples, carried on by one
            s[i] += order switch
            {
                0 => 0,
                1 => s[i - 1],
                2 => (2 * s[i - 1]) - s[i - 2],
                3 => (3 * (s[i - 1] - s[i - 2])) + s[i - 3],
                _ => (4 * (s[i - 1] + s[i - 3])) - (6 * s[i - 2]) - s[i - 4],
            };
        }
    }

    private static void DecodeLinear(ref FlacBitReader bits, Span<long> s, int depth, int order)
    {
        ReadWarmUp(ref bits, s, depth, order);
        int precision = (int)bits.Read(4) + 1;
        int shift = (int)bits.ReadSigned(5);
        if (precision == 16 || shift < 0)
        {
            throw new FlacDataException("the predictor's precision or shift is reserved");
        }

        // last coefficient first, so that it meets the samples in time order
        Span<long> coefficients = stackalloc long[MaxOrder];
        coefficients = coefficients[..order];
        for (int i = order - 1; i >= 0; i--)
        {
            coefficients[i] = bits.ReadSigned(precision);
        }

        FlacResidual.Decode(ref bits, s, order);
        for (int i = order; i < s.Length; i++)
        {
            ReadOnlySpan<long> past = s.Slice(i - order, order);
            long sum = 0;
            for (int j = 0; j < coefficients.Length; j++)
            {
                sum += coefficients[j] * past[j];
            }

            s[i] += sum >> shift;
        }
    }
}

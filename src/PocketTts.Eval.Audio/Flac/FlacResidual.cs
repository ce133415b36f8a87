namespace PocketTts.Eval.Audio.Flac;

/// <summary>Reads prediction errors in partitioned Rice codes (RFC 9639, 9.2.7).</summary>
internal static class FlacResidual
{
    /// <summary>Fills the samples after the first <paramref name="order"/> with prediction errors.</summary>
    /// <exception cref="FlacDataException">The codes break a rule.</exception>
    public static void Decode(ref FlacBitReader bits, Span<long> samples, int order)
    {
        int method = (int)bits.Read(2);
        if (method > 1)
        {
            throw new FlacDataException($"residual coding {method} is reserved");
        }

        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int partitionOrder = (int)bits.Read(4);
        int size = samples.Length >> partitionOrder;
        if (size << partitionOrder != samples.Length || size < order)
        {
            throw new FlacDataException($"a block of {samples.Length} samples cannot have {1 << partitionOrder} partitions after order {order}");
        }

        for (int partition = 0; partition < 1 << partitionOrder; partition++)
        {
            Span<long> part = samples.Slice(partition * size, size);
            part = partition == 0 ? part[order..] : part;
            int parameter = (int)bits.Read(parameterBits);
            if (parameter == escape)
            {
                int width = (int)bits.Read(5);
                foreach (ref long sample in part)
                {
                    sample = bits.ReadSigned(width);
                }
            }
            else
            {
                foreach (ref long sample in part)
                {
                    long folded = (bits.ReadUnary() << parameter) | (long)bits.Read(parameter);
                    sample = (folded >> 1) ^ -(folded & 1);
                }
            }
        }
    }
}

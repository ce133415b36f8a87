namespace PocketTts.Eval.Models.Pocket.Sampling;

/// <summary>
/// Gaussian noise from the counter-based generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as
/// easy as 1, 2, 3"). The key is the take's seed, the counter is (block, frame, chunk, attempt): every value depends on its place
/// only, never on how many were drawn before. Pairs of uniforms become normals by Box and Muller in double precision. With a clamp,
/// values come from the normal distribution truncated to [-clamp, clamp].
/// </summary>
internal sealed class PhiloxNoise : INoise
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private readonly uint _key0;
    private readonly uint _key1;
    private readonly float _deviation;
    private readonly double _bound;

    /// <summary>Sets the noise up.</summary>
    /// <param name="seed">Seed of the take.</param>
    /// <param name="temperature">Variance, at least 0; at 0 all noise is 0.</param>
    /// <param name="clamp">Largest magnitude, above 0, or null for none.</param>
    public PhiloxNoise(long seed, double temperature, double? clamp)
    {
        _key0 = (uint)seed;
        _key1 = (uint)(seed >> 32);
        _deviation = MathF.Sqrt((float)temperature);
        _bound = clamp is { } c && _deviation > 0 ? c / _deviation : double.PositiveInfinity;
    }

    /// <inheritdoc />
    public void Fill(int chunk, int frame, Span<float> noise)
    {
        if (_deviation == 0)
        {
            noise.Clear();
            return;
        }

        for (int i = 0; i < noise.Length; i += 4)
        {
            Block(chunk, frame, i / 4, 0, noise.Slice(i, Math.Min(4, noise.Length - i)));
        }
    }

    /// <summary>Ten rounds of Philox4x32.</summary>
    /// <param name="c0">Counter word 0.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <param name="k0">Key word 0.</param>
    /// <param name="k1">Key word 1.</param>
    /// <returns>Four random words.</returns>
    public static (uint X0, uint X1, uint X2, uint X3) Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    private void Block(int chunk, int frame, int block, uint attempt, Span<float> noise)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox((uint)block, (uint)frame, (uint)chunk, attempt, _key0, _key1);
        Span<double> normals = stackalloc double[4];
        (normals[0], normals[1]) = BoxMuller(x0, x1);
        (normals[2], normals[3]) = BoxMuller(x2, x3);
        for (int i = 0; i < noise.Length; i++)
        {
            double normal = Math.Abs(normals[i]) <= _bound ? normals[i] : Truncated(chunk, frame, (block * 4) + i);
            noise[i] = (float)normal * _deviation;
        }
    }

    // Rejection: normal proposals where most fall inside, else uniform ones kept with probability exp(-z²/2).
    // The first bit of the attempt word keeps these counters apart from those of the blocks.
    private double Truncated(int chunk, int frame, int index)
    {
        for (uint attempt = 1; ; attempt++)
        {
            (uint x0, uint x1, uint x2, _) = Philox((uint)index, (uint)frame, (uint)chunk, attempt | 0x8000_0000, _key0, _key1);
            if (_bound > 1)
            {
                double normal = BoxMuller(x0, x1).First;
                if (Math.Abs(normal) <= _bound)
                {
                    return normal;
                }
            }
            else
            {
                double uniform = _bound * ((2 * Unit(x0)) - 1);
                if (Unit(x2) <= Math.Exp(-uniform * uniform / 2))
                {
                    return uniform;
                }
            }
        }
    }

    private static (double First, double Second) BoxMuller(uint a, uint b)
    {
        double radius = Math.Sqrt(-2 * Math.Log(Unit(a)));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * Unit(b));
        return (radius * cosine, radius * sine);
    }

    // in (0, 1): the logarithm stays finite
    private static double Unit(uint word) => (word + 0.5) * (1.0 / 4294967296.0);
}

using PocketTts.Eval.Models.Pocket.Sampling;

namespace PocketTts.Eval.Models.Tests.Pocket.Sampling;

public sealed class PhiloxNoiseTests
{
    // known answers published with the generator (Random123, kat_vectors, philox4x32 10 rounds)
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_KnownAnswers_AreEqual(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), PhiloxNoise.Philox(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void Fill_ManyFrames_HasMeanZeroAndTheVarianceOfTheTemperature()
    {
        float[] values = Draw(new PhiloxNoise(7, 0.7, null), 4000);
        double mean = values.Average(v => (double)v);
        double variance = values.Average(v => (v - mean) * (v - mean));
        double kurtosis = values.Average(v => Math.Pow(v - mean, 4)) / (variance * variance);

        // 128,000 values: five standard errors
        Assert.InRange(mean, -0.012, 0.012);
        Assert.InRange(variance, 0.7 - 0.014, 0.7 + 0.014);
        Assert.InRange(kurtosis, 3 - 0.07, 3 + 0.07);
    }

    [Theory]
    [InlineData(2.0, 0.7737)]
    [InlineData(0.5, 0.0809)]
    public void Fill_WithClamp_IsTheTruncatedNormal(double clamp, double expectedVariance)
    {
        // variance of a standard normal truncated at ±a: 1 − 2aφ(a)/(2Φ(a) − 1)
        float[] values = Draw(new PhiloxNoise(7, 1, clamp), 4000);
        Assert.All(values, v => Assert.InRange(v, -(float)clamp, (float)clamp));
        Assert.InRange(values.Average(v => (double)v * v), expectedVariance * 0.985, expectedVariance * 1.015);
    }

    [Fact]
    public void Fill_SamePlace_IsTheSameWhateverWasDrawnBefore()
    {
        float[] alone = new float[32];
        float[] later = new float[32];
        new PhiloxNoise(-5, 0.3, null).Fill(2, 17, alone);
        var noise = new PhiloxNoise(-5, 0.3, null);
        Draw(noise, 30);
        noise.Fill(2, 17, later);
        Assert.Equal(alone, later);
        new PhiloxNoise(-6, 0.3, null).Fill(2, 17, later);
        Assert.NotEqual(alone, later);
        noise.Fill(3, 17, later);
        Assert.NotEqual(alone, later);
    }

    [Fact]
    public void Fill_TemperatureZero_IsZero() => Assert.All(Draw(new PhiloxNoise(1, 0, 0.5), 3), v => Assert.Equal(0, v));

    private static float[] Draw(PhiloxNoise noise, int frames)
    {
        float[] values = new float[frames * 32];
        for (int i = 0; i < frames; i++)
        {
            noise.Fill(0, i, values.AsSpan(i * 32, 32));
        }

        return values;
    }
}

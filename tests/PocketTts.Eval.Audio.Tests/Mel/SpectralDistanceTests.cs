using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Tests.Mel;

public sealed class SpectralDistanceTests
{
    [Fact]
    public void Decibels_EqualSounds_IsZero() => Assert.Equal(0, SpectralDistance.Decibels(Noise(1, 1), Noise(1, 1)));

    [Fact]
    public void Decibels_HalfAsLoud_IsSix() => Assert.Equal(6.02, SpectralDistance.Decibels(Noise(1, 1), Noise(1, .5f)), .05);

    [Fact]
    public void Decibels_OtherNoise_IsLargerThanALittleChange() =>
        Assert.True(SpectralDistance.Decibels(Noise(1, 1), Noise(2, 1)) > 5 * SpectralDistance.Decibels(Noise(1, 1), Noise(1, .95f)));

    [Fact]
    public void Decibels_NothingAndNothing_IsZero() => Assert.Equal(0, SpectralDistance.Decibels(new Waveform(Array.Empty<float>(), 24_000), new Waveform(Array.Empty<float>(), 24_000)));

    private static Waveform Noise(int seed, float level)
    {
        var random = new Random(seed);
        return new Waveform(Enumerable.Range(0, 24_000).Select(_ => level * (float)(random.NextDouble() - .5)).ToArray(), 24_000);
    }
}

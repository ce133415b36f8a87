using PocketTts.Eval.Audio.Resampling;

namespace PocketTts.Eval.Audio.Tests.Resampling;

public sealed class LowPassFilterTests
{
    [Fact]
    public void Design_24To16Kilohertz_IsTheSpecifiedFilter()
    {
        // specs/whisper.md 2.4
        double[] taps = LowPassFilter.Design(2, 3);
        Assert.Equal(193, taps.Length);
        Assert.Equal(0.64583016, taps[96], 1e-8);
        Assert.Equal(0.54036745, taps[95], 1e-8);
        Assert.Equal(0.54036745, taps[97], 1e-8);
        Assert.Equal(2, taps.Sum(), 1e-12);
    }

    [Theory]
    [InlineData(7_240, -0.1, 0.02)]
    [InlineData(7_500, -1.4, 0.05)]
    [InlineData(8_000, -17, 0.5)]
    public void Design_24To16Kilohertz_HasTheSpecifiedResponse(double hertz, double decibels, double tolerance)
        => Assert.Equal(decibels, Response(LowPassFilter.Design(2, 3), hertz, 48_000, 2), tolerance);

    [Theory]
    [InlineData(2, 3, 24_000)]
    [InlineData(160, 441, 44_100)]
    [InlineData(320, 441, 22_050)]
    [InlineData(1, 3, 48_000)]
    [InlineData(2, 1, 8_000)]
    [InlineData(3, 2, 16_000)]
    public void Design_AnyRatio_StopsBeyondTheNyquistOfTheLowerRate(int up, int down, int rate)
    {
        double[] taps = LowPassFilter.Design(up, down);
        double fast = (double)rate * up;
        double nyquist = Math.Min(rate, (double)rate * up / down) / 2;
        for (double share = 1.0625; share < 4 && share * nyquist < fast / 2; share += 0.0473)
        {
            Assert.True(Response(taps, share * nyquist, fast, up) < -90, $"{share} of Nyquist");
        }

        Assert.True(Response(taps, 1.05 * nyquist, fast, up) < -60);
        for (double share = 0; share <= 0.875; share += 0.0473)
        {
            Assert.Equal(0, Response(taps, share * nyquist, fast, up), 0.01);
        }
    }

    private static double Response(double[] taps, double hertz, double fastRate, double gain)
    {
        int centre = taps.Length / 2;
        double sum = taps[centre];
        for (int k = 1; k <= centre; k++)
        {
            sum += 2 * taps[centre + k] * Math.Cos(2 * Math.PI * hertz * k / fastRate);
        }

        return 20 * Math.Log10(Math.Abs(sum) / gain);
    }
}

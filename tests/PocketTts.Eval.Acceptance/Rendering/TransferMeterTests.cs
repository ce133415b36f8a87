using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PocketTts.Eval.Cli.Rendering;

namespace PocketTts.Eval.Acceptance.Rendering;

public sealed class TransferMeterTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(9_994_999, "9.99 MB")]
    [InlineData(9_995_000, "10.0 MB")]
    [InlineData(92_361_271, "92.4 MB")]
    [InlineData(325_532_232, "326 MB")]
    [InlineData(999_499_999, "999 MB")]
    [InlineData(999_500_000, "1.00 GB")]
    [InlineData(5_000_000_000_000_000, "5000 TB")]
    public void ByteText_EverySize_IsShort(long bytes, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal(expected, ByteText.Of(bytes));
    }

    [Fact]
    public void Describe_NoRateYet_LeavesItOut()
    {
        var meter = new TransferMeter(_time);
        Assert.Equal("10 %, 1.00 MB of 10.0 MB", meter.Describe(1_000_000, 10_000_000));
        meter.Add(1_000_000);
        Assert.Equal("1.00 MB", meter.Describe(1_000_000, null));
    }

    [Theory]
    [InlineData(0.4, "0 %, 4.00 MB of 1.00 GB, 400 kB/s, 42 min left")]
    [InlineData(5, "5 %, 50.0 MB of 1.00 GB, 5.00 MB/s, 3 min left")]
    [InlineData(20, "20 %, 200 MB of 1.00 GB, 20.0 MB/s, 40 s left")]
    [InlineData(0.05, "0 %, 500 kB of 1.00 GB, 50.0 kB/s, 5.6 h left")]
    public void Describe_SteadyRate_GivesRateAndTimeLeft(double megabytesPerSecond, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        var meter = new TransferMeter(_time);
        long bytes = 0;
        for (int i = 0; i <= 10; i++)
        {
            bytes = (long)(i * megabytesPerSecond * 1e6);
            meter.Add(bytes);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(expected, meter.Describe(bytes, 1_000_000_000));
    }

    [Fact]
    public void BytesPerSecond_OldRate_IsForgotten()
    {
        var meter = new TransferMeter(_time);
        for (int i = 0; i < 60; i++)
        {
            meter.Add(i < 30 ? i * 1_000_000 : 30_000_000 + ((i - 30) * 1000));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1000, meter.BytesPerSecond()!.Value, 1.0);
    }
}

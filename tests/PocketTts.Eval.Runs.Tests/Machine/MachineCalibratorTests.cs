using Microsoft.Extensions.Time.Testing;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Tests.Machine;

public sealed class MachineCalibratorTests
{
    private static readonly SystemLoad s_idle = new(0, 0, 0, 0, 1000);

    [Fact]
    public void Measure_ClockThatMovesOneMillisecondAReading_GivesSpeedOfThatClockWithoutNoise()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

        MachineCalibration calibration = MachineCalibrator.Measure(time, () => s_idle, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(10, calibration.RepetitionCount);
        Assert.Equal(33.554432, calibration.MatrixGigaflopsPerSecond, 9);
        Assert.Equal(67.108864, calibration.ReadGigabytesPerSecond, 9);
        Assert.Equal(0, calibration.NoiseCoefficient, 12);
        Assert.Null(calibration.StealPercent);
        Assert.False(calibration.IsNoisy);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(150, true)]
    public void Measure_OnePauseAmongManyProducts_IsNoiseOnlyWhenABlockNoticesIt(int pauseMilliseconds, bool isNoisy)
    {
        MachineCalibration calibration = MachineCalibrator.Measure(new PausingClock(71, TimeSpan.FromMilliseconds(pauseMilliseconds)), () => s_idle, TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);

        Assert.Equal(isNoisy, calibration.IsNoisy);
        Assert.Equal(3.3554432, calibration.MatrixGigaflopsPerSecond, 9);
    }

    [Fact]
    public void Measure_ProcessorTakenAndBusyBefore_NamesBothReasons()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var readings = new Queue<SystemLoad>([new SystemLoad(3, 2, 53.97, 100, 10_000), new SystemLoad(3, 2, 20, 125, 11_000)]);

        MachineCalibration calibration = MachineCalibrator.Measure(time, readings.Dequeue, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["the hypervisor took 2.5 % of the processor time (limit 2 %)", "other work waited for a processor in 54 % of the time before (limit 10 %)"],
            calibration.NoiseReasons);
    }

    [Fact]
    public void Measure_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        () => MachineCalibrator.Measure(new FakeTimeProvider(), () => s_idle, TimeSpan.FromDays(1), new CancellationToken(canceled: true)));

    [Fact]
    public void Multiply_FixedMatrices_IsTheProduct()
    {
        // element (1, 1) by the definition of the fill pattern
        static float Value(int index, int step) => ((((index * step) % 17) - 8) * 0.0625f) + 0.01f;
        double expected = Enumerable.Range(0, CalibrationKernels.Size).Sum(k => (double)Value(CalibrationKernels.Size + k, 3) * Value((k * CalibrationKernels.Size) + 1, 5));

        Assert.Equal(expected, new CalibrationKernels().Multiply(), 1e-3);
    }

    /// <summary>A clock that moves by 10 ms a reading, and once by more.</summary>
    private sealed class PausingClock(int pauseAt, TimeSpan pause) : TimeProvider
    {
        private int _readings;
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            _readings++;
            return _ticks += TimeSpan.TicksPerMillisecond * 10 + (_readings == pauseAt ? pause.Ticks : 0);
        }
    }
}

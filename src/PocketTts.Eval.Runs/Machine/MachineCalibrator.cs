using System.Diagnostics;
using System.Reflection;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Measures the computer by a fixed piece of work; takes about two seconds.</summary>
public static class MachineCalibrator
{
    private const int WarmUps = 20;
    private const int Readings = 9;
    private const int LeastBlocks = 10;

    // a product takes a millisecond: one pause of three would outweigh a thousand quiet ones, and no take notices it
    private static readonly TimeSpan s_block = TimeSpan.FromMilliseconds(50);

    /// <summary>Measures.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="load">Reads the system's load; <see cref="MachineInspector.ReadLoad"/> on a real computer.</param>
    /// <param name="duration">Time that the repeated product fills, in blocks of 50 ms, or of a tenth of it when that is shorter; at least 10 blocks are made.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>What was measured.</returns>
    public static MachineCalibration Measure(TimeProvider time, Func<SystemLoad> load, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(load);
        var kernels = new CalibrationKernels();
        float sink = 0;
        SystemLoad before = load();
        for (int i = 0; i < WarmUps; i++)
        {
            sink += kernels.Multiply();
        }

        var products = new List<double>();
        var blocks = new List<double>();
        TimeSpan length = duration / LeastBlocks < s_block ? duration / LeastBlocks : s_block;
        long start = time.GetTimestamp();
        while (blocks.Count < LeastBlocks || time.GetElapsedTime(start) < duration)
        {
            double inBlock = 0;
            int count = 0;
            while (count == 0 || inBlock < length.TotalSeconds)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long one = time.GetTimestamp();
                sink += kernels.Multiply();
                products.Add(time.GetElapsedTime(one).TotalSeconds);
                inBlock += products[^1];
                count++;
            }

            blocks.Add(inBlock / count);
        }

        double[] readings = new double[Readings];
        for (int i = 0; i < readings.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long one = time.GetTimestamp();
            sink += kernels.Read();
            readings[i] = time.GetElapsedTime(one).TotalSeconds;
        }

        if (!float.IsFinite(sink))
        {
            throw new InvalidOperationException("the calibration kernels gave no number");
        }

        double mean = blocks.Average();
        double variance = blocks.Sum(b => (b - mean) * (b - mean)) / (blocks.Count - 1);
        return new MachineCalibration
        {
            MatrixGigaflopsPerSecond = CalibrationKernels.FlopsPerProduct / Quantiles.MedianOf(products) / 1e9,
            ReadGigabytesPerSecond = CalibrationKernels.ReadBytes / Quantiles.MedianOf(readings) / 1e9,
            RepetitionCount = products.Count,
            NoiseCoefficient = Math.Sqrt(variance) / mean,
            StealPercent = SystemLoad.StealPercent(before, load()),
            IsOptimizedBuild = typeof(MachineCalibrator).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true },
            PressurePercent = before.CpuPressurePercent,
        };
    }
}

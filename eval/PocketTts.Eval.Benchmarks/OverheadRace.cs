using System.Diagnostics;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks;

/// <summary>Two ways to do the same work in turns (first A then B, then B first), compared pair by pair: by the processor time of the process, which other programs do not add to, and by wall time.</summary>
internal static class OverheadRace
{
    /// <summary>Runs it; prints a line. The bare way is the base of the ratios.</summary>
    public static void Run(string name, int rounds, Action bare, Action ours)
    {
        var times = new (List<double> Cpu, List<double> Wall)[] { ([], []), ([], []) };
        Action[] ways = [bare, ours];
        for (int round = -2; round < rounds; round++)
        {
            for (int turn = 0; turn < ways.Length; turn++)
            {
                int way = round % 2 == 0 ? turn : 1 - turn;
                GC.Collect();
                TimeSpan cpu = Environment.CpuUsage.TotalTime;
                long start = Stopwatch.GetTimestamp();
                ways[way]();
                double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (round >= 0)
                {
                    times[way].Cpu.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
                    times[way].Wall.Add(wall);
                }
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{name}, {rounds} pairs: processor time x {Ratio(times[0].Cpu, times[1].Cpu)}, wall time x {Ratio(times[0].Wall, times[1].Wall)}; bare {times[0].Cpu.Average():F3} s of processor time"));
    }

    private static string Ratio(List<double> bare, List<double> ours)
    {
        PairedRatio ratio = PairedRatio.Of(bare.ToArray(), ours.ToArray());
        return FormattableString.Invariant($"{ratio.Ratio:F4} [{ratio.Interval.Low:F4} to {ratio.Interval.High:F4}]");
    }
}

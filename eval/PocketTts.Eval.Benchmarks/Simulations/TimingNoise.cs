using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>How much longer than usual takes need on a machine, one number a take in the order in which they are spoken: logarithms of time ÷ usual time.</summary>
internal abstract class TimingNoise
{
    /// <summary>Name for tables.</summary>
    public abstract string Name { get; }

    /// <summary>Draws the noise of takes that follow each other.</summary>
    public abstract double[] Draw(SimulatedTexts source, int takes);

    /// <summary>Noise that is made up: independent, or with all that makes timing hard.</summary>
    public static TimingNoise MadeUp(string name, double white, double slow = 0, double memory = 0, double drift = 0, double hiccups = 0, double hiccup = 0) =>
        new MadeUpNoise(name, white, slow, memory, drift, hiccups, hiccup);

    /// <summary>
    /// The noise of a real run, drawn again in blocks of takes that followed each other (H. R. Künsch, Annals of Statistics 17(3), 1989), so that what hangs together in time stays together. A file holds one number a
    /// line, <c>#</c> begins a remark; a folder is a run, whose takes are compared with the median of their system and text.
    /// </summary>
    public static TimingNoise Recorded(string path)
    {
        double[] series = Directory.Exists(path) ? OfRun(path) : [.. File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => double.Parse(l, CultureInfo.InvariantCulture))];
        return series.Length > RecordedNoise.Block ? new RecordedNoise(Path.GetFileNameWithoutExtension(path.TrimEnd('/')), series) : throw new ArgumentException($"{path} has too few timings", nameof(path));
    }

    /// <summary>The noise of a run's takes in the order in which they were spoken.</summary>
    public static double[] OfRun(string folder)
    {
        Take[] takes = [.. RunFolder.Open(folder).Takes.Where(t => t.Synthesis is { IsTimingEligible: true, WallSeconds: > 0 })];
        var usual = takes
            .GroupBy(t => (t.Key.SystemId, t.Key.Corpus, t.Key.UtteranceId))
            .ToDictionary(g => g.Key, g => Quantiles.MedianOf(g.Select(t => t.Synthesis!.WallSeconds!.Value)));
        return [.. takes.Select(t => Math.Log(t.Synthesis!.WallSeconds!.Value / usual[(t.Key.SystemId, t.Key.Corpus, t.Key.UtteranceId)]))];
    }

    private sealed class MadeUpNoise(string name, double white, double slow, double memory, double drift, double hiccups, double hiccup) : TimingNoise
    {
        public override string Name => name;

        public override double[] Draw(SimulatedTexts source, int takes)
        {
            var noise = new double[takes];
            double level = slow * source.NextNormal();
            double slope = drift * source.NextNormal();
            for (int take = 0; take < takes; take++)
            {
                // stationary: what is kept and what comes new add up to the same spread
                level = (memory * level) + (slow * Math.Sqrt(1 - (memory * memory)) * source.NextNormal());
                noise[take] = (white * source.NextNormal()) + level + (slope * take / takes);
                noise[take] += hiccups > 0 && source.Next() < hiccups ? -hiccup * Math.Log(1 - source.Next()) : 0;
            }

            return noise;
        }
    }

    private sealed class RecordedNoise(string name, double[] series) : TimingNoise
    {
        public const int Block = 12;

        public override string Name => name;

        public override double[] Draw(SimulatedTexts source, int takes)
        {
            var noise = new double[takes];
            for (int take = 0; take < takes; take += Block)
            {
                int start = (int)(source.Next() * (series.Length - Block + 1));
                series.AsSpan(start, Math.Min(Block, takes - take)).CopyTo(noise.AsSpan(take));
            }

            return noise;
        }
    }
}

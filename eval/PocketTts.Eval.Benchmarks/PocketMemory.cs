using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Memory of Pocket TTS. Usage: <c>pocket-memory MODELS/pocket-tts WORK-FOLDER int8|fp32</c> (peak over an empty process),
/// <c>pocket-soak MODELS takes [system] [collect]</c> (growth from take to take; with "collect" managed garbage is collected before each
/// figure, which leaves what is in use and what native code holds).
/// </summary>
internal static class PocketMemory
{
    private const int WarmUp = 20;
    private const int Block = 20;

    public static int Peak(string[] args)
    {
        PocketSpeed.Prepare(args);
        var precision = Enum.Parse<Precision>(args[2], ignoreCase: true);
        var files = BundleFiles.Find(args[1], precision);
        double before = Megabytes(p => p.PeakWorkingSet64);
        using PocketSynthesizer engine = PocketSpeed.Engine(files, 2);
        double opened = Megabytes(p => p.PeakWorkingSet64);
        for (int i = 0; i < 3; i++)
        {
            PocketSpeed.Speak(engine, out _);
        }

        double peak = Megabytes(p => p.PeakWorkingSet64);
        double weights = files.All.Sum(f => Length(f) + Length(Path.ChangeExtension(f, ".data"))) / 1e6;
        double states = files.Manifest!.DecoderStates.Concat(files.Manifest.MainStates).Sum(s => s.Shape.Aggregate(1L, (a, b) => a * b) * Size(s.Element)) / 1e6;
        Console.WriteLine(FormattableString.Invariant(
            $"{precision}: process before {before:F0} MB, peak after opening {opened:F0} MB, peak after 3 takes {peak:F0} MB; weights {weights:F0} MB, states as declared {states:F0} MB; (peak - before) / (weights + states) = {(peak - before) / (weights + states):F2}"));
        return 0;
    }

    public static int Soak(string[] args)
    {
        int takes = int.Parse(args[1], CultureInfo.InvariantCulture);
        var engine = new PocketEngine(new ModelFolders([args[0]], _ => null));
        using ISpeechSynthesizer synthesizer = engine.LoadAsync(SystemSpec.Parse(args.Length > 2 && args[2] != "collect" ? args[2] : "pocket:mini_a.kv-2.x,bundle=mini-bundle"), CancellationToken.None).GetAwaiter().GetResult();
        string[] texts = ["Hi there.", PocketSpeed.Text, PocketSpeed.Text + " " + PocketSpeed.Text + " Should we have stopped there? My brother thought so."];
        var resident = new List<double>();
        bool collects = args is [.., "collect"];
        for (int take = 0; take < takes; take++)
        {
            synthesizer.SynthesizeAsync(new SynthesisRequest(texts[take % texts.Length], Seed: take), null, CancellationToken.None).GetAwaiter().GetResult();
            if (collects)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            resident.Add(Megabytes(p => p.WorkingSet64));
            if (take % 100 == WarmUp)
            {
                Console.WriteLine(FormattableString.Invariant($"take {take}: resident {resident[^1]:F1} MB, of that managed {GC.GetGCMemoryInfo().TotalCommittedBytes / 1e6:F1} MB"));
            }
        }

        Report(resident, WarmUp);
        Report(resident, takes / 2);
        return 0;
    }

    // takes are not independent of one another; means of blocks are nearly so
    private static void Report(List<double> resident, int from)
    {
        double[] blocks = [.. resident.Skip(from).Chunk(Block).Where(b => b.Length == Block).Select(b => b.Average())];
        (double slope, double low, double high) = TheilSen(blocks);
        Console.WriteLine(FormattableString.Invariant(
            $"takes {from} to {resident.Count}, {blocks.Length} means of {Block} takes: {blocks[0]:F1} MB first, {blocks[^1]:F1} MB last; Theil-Sen slope {slope * 1000 / Block:F2} kB a take, 95 % interval {low * 1000 / Block:F2} to {high * 1000 / Block:F2}"));
    }

    // median of all slopes; interval by Kendall's statistic (Sen 1968)
    private static (double Slope, double Low, double High) TheilSen(double[] values)
    {
        int n = values.Length;
        double[] slopes = [.. from i in Enumerable.Range(0, n) from j in Enumerable.Range(i + 1, n - i - 1) let slope = (values[j] - values[i]) / (j - i) orderby slope select slope];
        double half = 1.96 * Math.Sqrt(n * (n - 1.0) * ((2 * n) + 5) / 18) / 2;
        double Rank(double rank) => slopes[(int)Math.Clamp(Math.Round(rank), 0, slopes.Length - 1)];
        return (Rank((slopes.Length - 1) / 2.0), Rank((slopes.Length / 2.0) - half - 1), Rank((slopes.Length / 2.0) + half));
    }

    private static double Megabytes(Func<Process, long> figure)
    {
        using Process process = Process.GetCurrentProcess();
        return figure(process) / 1e6;
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static int Size(StateElement element) => element switch { StateElement.Float32 => 4, StateElement.Int64 => 8, _ => 1 };
}

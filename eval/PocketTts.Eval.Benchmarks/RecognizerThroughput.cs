using System.Diagnostics;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// <c>recognizer-throughput NAME SOUND ROUNDS</c>: one single-thread recognizer, and as many as there are processors at once, in turn; what the many get
/// through in the time of one. Target on two processors: 1.8 times. Processor time of a take tells what stands in the way: more of it with many at once is shared memory and
/// caches; the same, and yet a low ratio, is waiting, or other processes.
/// </summary>
internal static class RecognizerThroughput
{
    // the last one runs alone for a while: the more takes, the less that counts
    private const int TakesEach = 6;

    public static int Run(string[] arguments)
    {
        if (arguments is not [var name, var path, var written] || !int.TryParse(written, out int rounds) || rounds < 1)
        {
            Console.Error.WriteLine("usage: recognizer-throughput NAME SOUND ROUNDS");
            return 1;
        }

        Waveform sound = AudioFile.Read(path);
        var engine = new WhisperEngine(new ModelFolders([], Environment.GetEnvironmentVariable));
        int count = Environment.ProcessorCount;
        WhisperRecognizer[] recognizers = [.. Enumerable.Range(0, count).Select(_ => engine.Load(name, CancellationToken.None))];
        Work(recognizers, sound);
        var ratios = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            (double one, double oneCpu) = Time(() => Work(recognizers[..1], sound));
            (double all, double allCpu) = Time(() => Work(recognizers, sound));
            ratios.Add(count * one / all);
            Console.WriteLine(FormattableString.Invariant($"one: {TakesEach * sound.DurationSeconds / one:F2} x real time; {count}: {count * TakesEach * sound.DurationSeconds / all:F2} x; ratio {ratios[^1]:F3}; processor time of a take {oneCpu / TakesEach:F2} and {allCpu / count / TakesEach:F2} s, of the wall time {oneCpu / one:P0} and {allCpu / all:P0}"));
        }

        ratios.Sort();
        Console.WriteLine(FormattableString.Invariant($"median ratio {ratios[ratios.Count / 2]:F3}"));
        Array.ForEach(recognizers, r => r.Dispose());
        return 0;
    }

    // a new object each time, or a recognizer would reuse what it encoded
    private static void Work(WhisperRecognizer[] recognizers, Waveform sound) => Task.WaitAll([.. recognizers.Select(r => Task.Run(async () =>
    {
        for (int i = 0; i < TakesEach; i++)
        {
            await r.TranscribeAsync(new Waveform(sound.Samples, sound.SampleRateHz), CancellationToken.None);
        }
    }))]);

    private static (double Wall, double Cpu) Time(Action work)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}

using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Times Pocket TTS at full size against the naive loop, all variants in turn within each round, so that a busy machine disturbs all
/// alike. Usage: <c>pocket-speed MODELS/pocket-tts WORK-FOLDER [rounds] [int8|fp32]</c>, <c>pocket-memory MODELS/pocket-tts WORK-FOLDER int8|fp32</c>,
/// <c>pocket-soak MODELS takes [system]</c>, <c>pocket-tokenizer tokenizer.model</c>.
/// </summary>
internal static class PocketSpeed
{
    private const int Frames = 50;
    private const int VoicePositions = 64;
    private const string Text = "The river was quiet this morning, and nobody on the bridge spoke of it.";

    private static readonly string[] Variants = ["naive, 1 thread", "naive, 2 threads", "engine, 1 thread", "engine, 2 threads"];

    public static int Compare(string[] args)
    {
        int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 7;
        Prepare(args);
        foreach (Precision precision in args.Length > 3 ? [Enum.Parse<Precision>(args[3], ignoreCase: true)] : new[] { Precision.Int8, Precision.Fp32 })
        {
            var files = BundleFiles.Find(args[1], precision);
            var chunk = Chunk(files);
            using var naive1 = new PocketNaiveLoop(files, VoiceRows(), 1, Frames);
            using var naive2 = new PocketNaiveLoop(files, VoiceRows(), 2, Frames);
            using PocketSynthesizer engine1 = Engine(files, 1);
            using PocketSynthesizer engine2 = Engine(files, 2);
            var seconds = Variants.ToDictionary(v => v, _ => new List<double>());
            var firsts = Variants.ToDictionary(v => v, _ => new List<double>());
            var bare = new List<double>();
            double allocated = 0;
            for (int round = -1; round < rounds; round++)
            {
                (double, double)[] results = [naive1.Speak(chunk.TokenIds, Frames, Noise), naive2.Speak(chunk.TokenIds, Frames, Noise), Speak(engine1, out _), Speak(engine2, out double bytes)];
                double sum = Bare(files, chunk);
                if (round < 0)
                {
                    continue; // warm-up
                }

                allocated = bytes;
                bare.Add(sum);
                for (int i = 0; i < Variants.Length; i++)
                {
                    seconds[Variants[i]].Add(results[i].Item1);
                    firsts[Variants[i]].Add(results[i].Item2);
                }
            }

            Report(precision, seconds, firsts, bare, allocated);
        }

        return 0;
    }

    public static int Memory(string[] args)
    {
        Prepare(args);
        var precision = Enum.Parse<Precision>(args[2], ignoreCase: true);
        var files = BundleFiles.Find(args[1], precision);
        double before = Peak();
        using (PocketSynthesizer engine = Engine(files, 2))
        {
            double opened = Peak();
            for (int i = 0; i < 3; i++)
            {
                Speak(engine, out _);
            }

            long weights = files.All.Sum(f => new FileInfo(f).Length + (File.Exists(Path.ChangeExtension(f, ".data")) ? new FileInfo(Path.ChangeExtension(f, ".data")).Length : 0));
            long states = files.Manifest!.DecoderStates.Concat(files.Manifest.MainStates).Sum(s => s.Shape.Aggregate(1L, (a, b) => a * b) * (s.Element switch { StateElement.Float32 => 4, StateElement.Int64 => 8, _ => 1 }));
            Console.WriteLine(FormattableString.Invariant($"{precision}: process before {before:F0} MB, peak after opening {opened:F0} MB, peak after 3 takes {Peak():F0} MB; weights {weights / 1e6:F0} MB, states {states / 1e6:F0} MB; (peak - before) / (weights + states) = {(Peak() - before) / ((weights + states) / 1e6):F2}"));
        }

        return 0;
    }

    public static int Soak(string[] args)
    {
        int takes = int.Parse(args[1], CultureInfo.InvariantCulture);
        var engine = new PocketEngine(new ModelFolders([args[0]], _ => null));
        using ISpeechSynthesizer synthesizer = engine.LoadAsync(SystemSpec.Parse(args.Length > 2 ? args[2] : "pocket:mini_a.kv-2.x,bundle=mini-bundle"), CancellationToken.None).GetAwaiter().GetResult();
        string[] texts = ["Hi there.", Text, Text + " " + Text + " Should we have stopped there? My brother thought so."];
        var points = new List<(double X, double Y)>();
        for (int take = 0; take < takes; take++)
        {
            synthesizer.SynthesizeAsync(new SynthesisRequest(texts[take % texts.Length], Seed: take), null, CancellationToken.None).GetAwaiter().GetResult();
            if (take >= 20)
            {
                points.Add((take, Resident()));
            }

            if (take % 100 == 20)
            {
                Console.WriteLine(FormattableString.Invariant($"take {take}: resident {Resident():F1} MB, of that managed {GC.GetGCMemoryInfo().TotalCommittedBytes / 1e6:F1} MB"));
            }
        }

        double meanX = points.Average(p => p.X);
        double meanY = points.Average(p => p.Y);
        double sxx = points.Sum(p => (p.X - meanX) * (p.X - meanX));
        double slope = points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / sxx;
        double error = Math.Sqrt(points.Sum(p => Math.Pow(p.Y - meanY - (slope * (p.X - meanX)), 2)) / (points.Count - 2) / sxx);
        Console.WriteLine(FormattableString.Invariant($"takes 20..{takes}: resident {points[0].Y:F1} MB at the start, {points[^1].Y:F1} MB at the end, slope {slope * 1000:F1} kB per take, 95 % interval ±{1.96 * error * 1000:F1} (takes are not independent: read it as a lower bound of the uncertainty)"));
        return 0;
    }

    public static int Tokenize(string[] args)
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(args[0]);
        string text = string.Concat(Enumerable.Repeat(Text + " – it’s 3.14! ", 12_000));
        double best = double.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long start = Stopwatch.GetTimestamp();
            tokenizer.Encode(text);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{System.Text.Encoding.UTF8.GetByteCount(text) / best / 1e6:F1} MB/s"));
        return 0;
    }

    // "-" instead of the models: the second folder holds a bundle as it is, for example a real one
    private static void Prepare(string[] args)
    {
        if (args[0] != "-")
        {
            PocketFullBundle.Generate(args[0], args[1]);
        }
    }

    private static void Report(Precision precision, Dictionary<string, List<double>> seconds, Dictionary<string, List<double>> firsts, List<double> bare, double allocated)
    {
        double audio = Frames * 0.08;
        string reference = Variants[0];
        Console.WriteLine(FormattableString.Invariant($"{precision}, {Frames} frames = {audio:F1} s, {bare.Count} rounds; medians; ratios are medians of the ratios within a round"));
        Console.WriteLine("| variant | x real time | vs naive, 1 thread | first audio ms | vs naive, 1 thread |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (string variant in Variants)
        {
            double ratio = Median(seconds[reference].Zip(seconds[variant], (a, b) => a / b));
            double first = Median(firsts[variant].Zip(firsts[reference], (a, b) => a / b));
            Console.WriteLine(FormattableString.Invariant($"| {variant} | {audio / Median(seconds[variant]):F2} | {ratio:F2} | {Median(firsts[variant]) * 1000:F0} | {first:F2} |"));
        }

        double overhead = Median(seconds["engine, 1 thread"].Zip(bare, (a, b) => a / b));
        Console.WriteLine(FormattableString.Invariant($"engine, 1 thread, over the sum of its bare session runs: {overhead:F3}; managed bytes per frame without the sound itself: {allocated:F0}"));
    }

    // the same runs with nothing around them: no noise, no checks, no copies of sound
    private static double Bare(BundleFiles files, TextChunk chunk)
    {
        s_bare ??= PocketModel.Open(files, null, 1, 1, 1, CancellationToken.None);
        if (s_bare.Files != files)
        {
            s_bare.Dispose();
            s_bare = PocketModel.Open(files, null, 1, 1, 1, CancellationToken.None);
        }

        PocketModel model = s_bare;
        VoiceState voice = model.Main.ReadVoice(VoiceRows());
        model.Decoder.Reset();
        model.Main.Begin(voice);
        float[] latents = new float[PocketOptions.SerialDecodeGroup * 32];
        long start = Stopwatch.GetTimestamp();
        using (var text = model.Text.Embed(chunk.TokenIds.AsSpan()))
        {
            model.Main.StepWithText(text[0], chunk.TokenIds.Length);
        }

        for (int step = 0; step < Frames; step++)
        {
            if (step > 0)
            {
                model.Main.Step();
            }

            model.Main.Latent.Clear();
            model.Flow.Sample();
            if (step == 0)
            {
                model.Decoder.Decode(latents.AsSpan(0, 32));
            }
            else if (step % PocketOptions.SerialDecodeGroup == 0)
            {
                model.Decoder.Decode(latents);
            }
        }

        int rest = (Frames - 1) % PocketOptions.SerialDecodeGroup;
        if (rest > 0)
        {
            model.Decoder.Decode(latents.AsSpan(0, rest * 32));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static PocketModel? s_bare;

    private static (double Seconds, double FirstSeconds) Speak(PocketSynthesizer engine, out double bytesPerFrame)
    {
        var sink = new FirstSink();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        SynthesisResult result = engine.SynthesizeAsync(new SynthesisRequest(Text, Seed: 1), sink, CancellationToken.None).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        bytesPerFrame = (GC.GetTotalAllocatedBytes(precise: true) - before - (result.Audio.Samples.Length * 4.0)) / Frames;
        return result.UnitCount == Frames ? (seconds, Stopwatch.GetElapsedTime(start, sink.First).TotalSeconds) : throw new InvalidOperationException("not the frames that were asked for");
    }

    private static PocketSynthesizer Engine(BundleFiles files, int threads)
    {
        var options = PocketOptions.Parse(SystemSpec.Parse(FormattableString.Invariant($"pocket:threads={threads},max-frames={Frames}")), threads);
        var settings = PocketSettings.Resolve(options, files.Manifest);
        var model = PocketModel.Open(files, null, 1, options.MainThreads, options.DecoderThreads, CancellationToken.None);
        VoiceState voice = model.Main.ReadVoice(VoiceRows());
        var info = new SynthesizerInfo { Engine = "pocket", EngineVersion = PocketEngine.EngineVersion, SampleRateHz = 24_000, IsDeterministic = false, UsesSeed = true, ThreadCount = threads };
        return new PocketSynthesizer(model, voice, new TextChunker(VocabularyReader.Read(files.Tokenizer), settings.Rules), options, settings, info, seed => new PhiloxNoise(seed, settings.Temperature, null));
    }

    private static TextChunk Chunk(BundleFiles files) =>
        new TextChunker(VocabularyReader.Read(files.Tokenizer), new TextRules { Version = TextRulesVersion.V2 }).Split(Text).Chunks.Single();

    private static float[] VoiceRows()
    {
        float[] rows = new float[VoicePositions * 1024];
        new PhiloxNoise(99, 0.01, null).Fill(0, 0, rows);
        return rows;
    }

    private static void Noise(int step, float[] latent) => new PhiloxNoise(1, 0.7, null).Fill(0, step, latent);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Peak()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static double Resident()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private sealed class FirstSink : IAudioSink
    {
        public long First { get; private set; }

        public void Write(ReadOnlySpan<float> samples) => First = First == 0 ? Stopwatch.GetTimestamp() : First;
    }
}

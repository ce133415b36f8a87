using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.Models.Pocket;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Times Pocket TTS at full size against the naive loop, all variants in turn within each round, so that a busy machine disturbs all
/// alike. Usage: <c>pocket-speed MODELS/pocket-tts WORK-FOLDER [rounds] [int8|fp32]</c>, <c>pocket-overhead</c> likewise, <c>pocket-tokenizer tokenizer.model</c>.
/// </summary>
internal static class PocketSpeed
{
    private const int Frames = 50;
    private const int VoicePositions = 64;
    internal const string Text = "The river was quiet this morning, and nobody on the bridge spoke of it.";

    private static readonly string[] Variants = ["naive, 1 thread", "naive, 2 threads", "engine, 1 thread", "engine, 2 threads", "engine, 2 threads, no overlap"];

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
            using var bareModel = PocketModel.Open(files, null, 1, 1, 1, PocketOptions.SerialDecodeGroup, CancellationToken.None);
            using PocketSynthesizer engineSerial = Engine(files, 2, ",overlap=off");
            var seconds = Variants.ToDictionary(v => v, _ => new List<double>());
            var firsts = Variants.ToDictionary(v => v, _ => new List<double>());
            var bare = new List<double>();
            double allocated = 0;
            for (int round = -1; round < rounds; round++)
            {
                // whoever comes second finds warmer memory, so the engine and its bare sessions take turns
                double before = round % 2 == 0 ? BareRun(bareModel, chunk) : 0;
                (double, double) single = Speak(engine1, out _);
                double sum = round % 2 == 0 ? before : BareRun(bareModel, chunk);
                (double, double)[] results = [naive1.Speak(chunk.TokenIds, Frames, Noise), naive2.Speak(chunk.TokenIds, Frames, Noise), single, Speak(engine2, out double bytes), Speak(engineSerial, out _)];
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

    /// <summary>The engine against the same session runs with nothing around them, in turns.</summary>
    public static int Overhead(string[] args)
    {
        int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20;
        Prepare(args);
        foreach (Precision precision in args.Length > 3 ? [Enum.Parse<Precision>(args[3], ignoreCase: true)] : new[] { Precision.Int8, Precision.Fp32 })
        {
            var files = BundleFiles.Find(args[1], precision);
            TextChunk chunk = Chunk(files);
            using PocketSynthesizer engine = Engine(files, 1);
            using var bare = PocketModel.Open(files, null, 1, 1, 1, PocketOptions.SerialDecodeGroup, CancellationToken.None);
            OverheadRace.Run(FormattableString.Invariant($"Pocket TTS {precision}, {Frames} frames, 1 thread"), rounds, () => BareRun(bare, chunk), () => Speak(engine, out _));
        }

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
    internal static void Prepare(string[] args)
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
            double ratio = Quantiles.MedianOf(seconds[reference].Zip(seconds[variant], (a, b) => a / b));
            double first = Quantiles.MedianOf(firsts[variant].Zip(firsts[reference], (a, b) => a / b));
            Console.WriteLine(FormattableString.Invariant($"| {variant} | {audio / Quantiles.MedianOf(seconds[variant]):F2} | {ratio:F2} | {Quantiles.MedianOf(firsts[variant]) * 1000:F0} | {first:F2} |"));
        }

        double overhead = Quantiles.MedianOf(seconds["engine, 1 thread"].Zip(bare, (a, b) => a / b));
        Console.WriteLine(FormattableString.Invariant($"engine, 1 thread, over the sum of its bare session runs: {overhead:F3}; managed bytes per frame without the sound itself: {allocated:F0}"));
    }

    // the same runs with nothing around them: no noise, no checks, no copies of sound
    private static double BareRun(PocketModel model, TextChunk chunk)
    {
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

    internal static (double Seconds, double FirstSeconds) Speak(PocketSynthesizer engine, out double bytesPerFrame)
    {
        var sink = new FirstSink();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        SynthesisResult result = engine.SynthesizeAsync(new SynthesisRequest(Text, Seed: 1), sink, CancellationToken.None).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        bytesPerFrame = (GC.GetTotalAllocatedBytes(precise: true) - before - (result.Audio.Samples.Length * 4.0)) / Frames;
        return result.UnitCount == Frames ? (seconds, Stopwatch.GetElapsedTime(start, sink.First).TotalSeconds) : throw new InvalidOperationException("not the frames that were asked for");
    }

    internal static PocketSynthesizer Engine(BundleFiles files, int threads, string more = "")
    {
        var options = PocketOptions.Parse(SystemSpec.Parse(FormattableString.Invariant($"pocket:threads={threads},max-frames={Frames}{more}")), threads);
        var settings = PocketSettings.Resolve(options, files.Manifest);
        var model = PocketModel.Open(files, null, 1, options.MainThreads(files.Precision), options.DecoderThreads, options.DecodeGroup, CancellationToken.None);
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

    private sealed class FirstSink : IAudioSink
    {
        public long First { get; private set; }

        public void Write(ReadOnlySpan<float> samples) => First = First == 0 ? Stopwatch.GetTimestamp() : First;
    }
}

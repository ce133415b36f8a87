using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// <c>whisper-overhead NAME SOUND ROUNDS [TEXT]</c>: hears the first 10 s of a sound (repeated when it is shorter), weighs a text, and says how much of the processor
/// time was spent outside ONNX Runtime and on what. Processor time, not wall time, of this process: other processes take none of it. Target: under 5 %.
/// </summary>
internal static class WhisperOverhead
{
    private const int Seconds = 10;

    public static int Run(string[] arguments)
    {
        if (arguments.Length is not (3 or 4) || !int.TryParse(arguments[2], out int rounds) || rounds < 1)
        {
            Console.Error.WriteLine("usage: whisper-overhead NAME SOUND ROUNDS [TEXT]");
            return 1;
        }

        Waveform sound = TenSeconds(AudioFile.Read(arguments[1]));
        var engine = new WhisperEngine(new ModelFolders([], Environment.GetEnvironmentVariable), new ProcessorTime());
        using WhisperRecognizer recognizer = engine.Load(arguments[0], CancellationToken.None);
        var measured = new List<Round>();
        for (int round = -2; round < rounds; round++)
        {
            Round now = Measure(recognizer, sound, arguments.Length > 3 ? arguments[3] : null);
            if (round >= 0)
            {
                measured.Add(now);
            }
        }

        Print(measured, sound);
        return 0;
    }

    private static Waveform TenSeconds(Waveform sound)
    {
        float[] samples = new float[Seconds * sound.SampleRateHz];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = sound.Samples.Span[i % sound.Samples.Length];
        }

        return new Waveform(samples, sound.SampleRateHz);
    }

    private static Round Measure(WhisperRecognizer recognizer, Waveform sound, string? text)
    {
        WhisperModel model = recognizer.Model;
        SessionClock clock = recognizer.Clock;
        // a new object, or the recognizer would reuse what it encoded
        var audio = new Waveform(sound.Samples, sound.SampleRateHz);
        Transcript? heard = null;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        Part transcribing = Time(clock, () => heard = recognizer.TranscribeAsync(audio, CancellationToken.None).GetAwaiter().GetResult());
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Part weighing = Time(clock, () => recognizer.WeighAsync(audio, heard!, text ?? heard!.Text, CancellationToken.None).GetAwaiter().GetResult());

        Waveform resampled = sound;
        Part resampling = Time(clock, () => resampled = Resampler.Resample(sound, LogMelSpectrogram.SampleRateHz));
        var spectrogram = new LogMelSpectrogram(model.Configuration.MelBins);
        float[] mel = new float[model.Configuration.MelBins * LogMelSpectrogram.Frames];
        Part logMel = Time(clock, () => spectrogram.Compute(resampled.Samples.Span, mel));
        using var run = new RunOptions();
        using EncodedAudio encoded = model.Encoder.EncodeMel(resampled.Samples.Length, run);
        model.Decoder.ReadPrompt([.. model.Configuration.Prompt], encoded, model.Heads?.Layers ?? [], run);
        var decoder = new GreedyDecoder(model.Decoder, model.Configuration, model.Heads);
        Part steps = Time(clock, () => decoder.Decode(encoded, isNearSilent: false, run, CancellationToken.None));
        return new Round(transcribing, weighing, resampling, logMel, steps, allocated);
    }

    private static Part Time(SessionClock clock, Action work)
    {
        clock.Reset();
        double start = Environment.CpuUsage.TotalTime.TotalSeconds;
        work();
        return new Part(Environment.CpuUsage.TotalTime.TotalSeconds - start, clock.Seconds, clock.Runs);
    }

    private static void Print(List<Round> rounds, Waveform sound)
    {
        Part example = rounds[0].Transcribing;
        double steps = rounds[0].Steps.Runs;
        Console.WriteLine(FormattableString.Invariant($"{Seconds} s of sound at {sound.SampleRateHz} Hz, {rounds.Count} rounds, medians (least to most) of processor time"));
        Line("transcribing, ms", rounds, r => 1000 * r.Transcribing.Seconds);
        Line(FormattableString.Invariant($"  outside {example.Runs} session runs, ms"), rounds, r => 1000 * r.Transcribing.Outside);
        Line("  outside, % of the whole", rounds, r => 100 * r.Transcribing.Outside / r.Transcribing.Seconds);
        Line("  of it resampling, ms", rounds, r => 1000 * r.Resampling.Seconds);
        Line("  log-mel, ms", rounds, r => 1000 * r.LogMel.Seconds);
        Line(FormattableString.Invariant($"  {steps} decode steps, ms"), rounds, r => 1000 * r.Steps.Outside);
        Line("  the rest: times of words, text, ms", rounds, r => 1000 * (r.Transcribing.Outside - r.Resampling.Seconds - r.LogMel.Seconds - r.Steps.Outside));
        Line("  allocated, kB", rounds, r => r.Allocated / 1000.0);
        Line("one decode step inside, ms", rounds, r => 1000 * r.Steps.InsideSeconds / steps);
        Line("one decode step outside, ms", rounds, r => 1000 * r.Steps.Outside / steps);
        Line("one decode step outside, %", rounds, r => 100 * r.Steps.Outside / r.Steps.Seconds);
        Line(FormattableString.Invariant($"weighing, {rounds[0].Weighing.Runs} session runs, ms"), rounds, r => 1000 * r.Weighing.Seconds);
        Line("  outside, %", rounds, r => 100 * r.Weighing.Outside / r.Weighing.Seconds);
    }

    private static void Line(string name, List<Round> rounds, Func<Round, double> number)
    {
        double[] sorted = [.. rounds.Select(number).Order()];
        Console.WriteLine(FormattableString.Invariant($"{name,-40} {sorted[sorted.Length / 2],9:F2} ({sorted[0]:F2} to {sorted[^1]:F2})"));
    }

    private readonly record struct Part(double Seconds, double InsideSeconds, int Runs)
    {
        public double Outside => Seconds - InsideSeconds;
    }

    private sealed record Round(Part Transcribing, Part Weighing, Part Resampling, Part LogMel, Part Steps, long Allocated);

    // one thread works at a time, so the time of the process is that of the session run
    private sealed class ProcessorTime : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
    }
}

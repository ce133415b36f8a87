using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Tests.Fakes;

/// <summary>What a fake system does with a request: gives samples or throws.</summary>
internal delegate Task<float[]> Speak(SynthesisRequest request, CancellationToken cancellationToken);

/// <summary>A synthesizer engine for tests. Its sound is a short square wave that depends on the text and, when it uses one, the seed.</summary>
internal sealed class FakeEngine(string name, bool usesSeed = false) : ISynthesizerEngine, IPlanChecker
{
    public const int SampleRate = 8000;

    /// <summary>Replaces the sound of every system.</summary>
    public Speak? Speak { get; init; }

    /// <summary>The engine's own measurements, or null.</summary>
    public SynthesisTiming? Timing { get; init; }

    /// <summary>Whether systems look their sound up.</summary>
    public bool UsesExistingAudio { get; init; }

    /// <summary>Says what of a plan does not fit.</summary>
    public Func<IReadOnlyCollection<SynthesisRequest>, string[]>? Check { get; init; }

    /// <summary>Hash that stands for the model file.</summary>
    public string ModelSha256 { get; set; } = new('a', 64);

    /// <summary>Clock that a synthesis moves by 0.1 s, or null.</summary>
    public Action? OnSynthesis { get; init; }

    /// <summary>System ids and requests in call order, warm-ups included.</summary>
    public List<(string System, SynthesisRequest Request)> Calls { get; } = [];

    public int LiveCount { get; private set; }

    public string Name => name;

    public EngineStatus Probe() => new(name, true, "fake", []);

    public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        LiveCount++;
        return Task.FromResult<ISpeechSynthesizer>(new Synthesizer(this, spec, usesSeed));
    }

    public ImmutableArray<string> CheckPlan(SystemSpec system, IReadOnlyCollection<SynthesisRequest> planned) => Check is null ? [] : [.. Check(planned)];

    /// <summary>The sound of a request.</summary>
    public static float[] Tone(string text, long? seed)
    {
        uint hash = 2166136261;
        foreach (char c in FormattableString.Invariant($"{text}|{seed}"))
        {
            hash = (hash ^ c) * 16777619;
        }

        var samples = new float[2400 + (int)(hash % 800) + (80 * text.Length)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = ((i / 20) & 1) == 0 ? 0.25f : -0.25f + ((hash >> 8) % 100 / 1000f);
        }

        return samples;
    }

    private sealed class Synthesizer(FakeEngine engine, SystemSpec spec, bool usesSeed) : ISpeechSynthesizer
    {
        public SynthesizerInfo Info { get; } = new()
        {
            Engine = engine.Name,
            EngineVersion = "1",
            Voice = spec.Voice,
            SampleRateHz = SampleRate,
            IsDeterministic = !usesSeed,
            UsesSeed = usesSeed,
            UsesExistingAudio = engine.UsesExistingAudio,
            ThreadCount = 1,
            Settings = spec.Options,
            Files = [new ModelFile("fake.onnx", 100, engine.ModelSha256)],
        };

        public async Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            engine.Calls.Add((spec.Id, request));
            engine.OnSynthesis?.Invoke();
            float[] samples = engine.Speak is null ? Tone(request.Text + spec.Voice, request.Seed) : await engine.Speak(request, cancellationToken);
            sink?.Write(samples);
            return new SynthesisResult { Audio = new Waveform(samples, SampleRate), Phonemes = "fˈeɪk", UnitCount = request.Text.Length, Timing = engine.Timing };
        }

        public void Dispose() => engine.LiveCount--;
    }
}

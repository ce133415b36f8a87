using System.Collections.Concurrent;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Tests.Fakes;

/// <summary>A recognizer engine for tests: says how many samples it heard.</summary>
internal sealed class FakeRecognizer(string id = "fake-ear") : IRecognizerEngine
{
    public Func<Waveform, CancellationToken, Task<string>>? Hear { get; init; }

    public string EngineVersion { get; set; } = "1";

    /// <summary>Version of the evidence it gives, or null for none.</summary>
    public string? EvidenceVersion { get; set; }

    /// <summary>Texts that were weighed.</summary>
    public ConcurrentBag<string> Weighed { get; } = [];

    /// <summary>Fails instead of weighing, or null.</summary>
    public Func<string, Exception?>? WeighFault { get; set; }

    /// <summary>Lengths in samples of everything that was transcribed.</summary>
    public ConcurrentBag<int> Heard { get; } = [];

    public string Name => "fake";

    public bool Knows(string recognizerId) => recognizerId == id;

    public EngineStatus Probe() => new("fake", true, "fake", [id]);

    public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken) =>
        Task.FromResult<ISpeechRecognizer>(new Recognizer(this, id));

    private sealed class Recognizer(FakeRecognizer engine, string id) : IEvidenceRecognizer
    {
        public RecognizerInfo Info { get; } = new() { Id = id, Engine = "fake", EngineVersion = engine.EngineVersion, EvidenceVersion = engine.EvidenceVersion };

        public async Task<Transcript> TranscribeAsync(Waveform audio, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            engine.Heard.Add(audio.Samples.Length);
            string text = engine.Hear is null ? FormattableString.Invariant($"word {audio.Samples.Length}") : await engine.Hear(audio, cancellationToken);
            return new Transcript
            {
                Text = text,
                Words = [new TranscriptWord("word", 0.125, 0.25, 0.5), new TranscriptWord("größe", null, null, null)],
                Tokens = [new TranscriptToken(7, -0.25)],
                AverageLogProbability = -0.25,
                Language = "en",
            };
        }

        public Task<TextEvidence> WeighAsync(Waveform audio, Transcript transcript, string text, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            engine.Weighed.Add(text);
            return engine.WeighFault?.Invoke(text) is { } fault
                ? Task.FromException<TextEvidence>(fault)
                : Task.FromResult(new TextEvidence(text, -audio.Samples.Length, double.NegativeInfinity, [new WordEvidence(new TextSpan(0, 1), -0.5, 0.125, null, -9.25, null, true)]));
        }

        public void Dispose()
        {
        }
    }
}

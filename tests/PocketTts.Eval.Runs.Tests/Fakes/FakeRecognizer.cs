using System.Collections.Concurrent;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Tests.Fakes;

/// <summary>A recognizer engine for tests: says how many samples it heard.</summary>
internal sealed class FakeRecognizer(string id = "fake-ear") : IRecognizerEngine
{
    public Func<Waveform, CancellationToken, Task<string>>? Hear { get; init; }

    public string EngineVersion { get; set; } = "1";

    /// <summary>Lengths in samples of everything that was transcribed.</summary>
    public ConcurrentBag<int> Heard { get; } = [];

    public string Name => "fake";

    public bool Knows(string recognizerId) => recognizerId == id;

    public EngineStatus Probe() => new("fake", true, "fake", [id]);

    public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken) =>
        Task.FromResult<ISpeechRecognizer>(new Recognizer(this, id));

    private sealed class Recognizer(FakeRecognizer engine, string id) : ISpeechRecognizer
    {
        public RecognizerInfo Info { get; } = new() { Id = id, Engine = "fake", EngineVersion = engine.EngineVersion };

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

        public void Dispose()
        {
        }
    }
}

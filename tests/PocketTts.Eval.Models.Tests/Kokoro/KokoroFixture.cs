using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Phonemes;

namespace PocketTts.Eval.Models.Tests.Kokoro;

/// <summary>A models folder with a fake Kokoro, voices whose row r holds a known value, and a front end that speaks phonemes as written.</summary>
internal sealed class KokoroFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KokoroFixture(FakeKokoro? model = null)
    {
        Write("kokoro-v1.0.int8.onnx", (model ?? new FakeKokoro()).Build());
        AddVoice("af_heart", 1);
        AddVoice("bf_emma", 2);
        Write("misaki/us_gold.json", "{}"u8.ToArray());
        Write("misaki/gb_gold.json", "{}"u8.ToArray());
        Engine = new KokoroEngine(new ModelFolders([_folder.Path], _ => null), (kind, british, folder) =>
        {
            Requested = (kind, british, folder);
            return Phonemizer;
        });
    }

    public string Root => _folder.Path;

    public KokoroEngine Engine { get; }

    public PlainPhonemizer Phonemizer { get; } = new();

    /// <summary>What the factory was last asked for.</summary>
    public (string Kind, bool British, string? Folder) Requested { get; private set; }

    /// <summary>The value that the voice of that base has in row r, in each of its 256 places.</summary>
    public static float RowValue(float voiceBase, int row) => voiceBase + (row / 1024f);

    public static byte[] Voice(float voiceBase, int rows = 510) => MemoryMarshal.AsBytes<float>(
        Enumerable.Range(0, rows).SelectMany(r => Enumerable.Repeat(RowValue(voiceBase, r), 256)).ToArray()).ToArray();

    public void AddVoice(string name, float voiceBase, int rows = 510) => Write($"voices/{name}.bin", Voice(voiceBase, rows));

    public string Write(string relativePath, byte[] content) => _folder.Write(Path.Combine("kokoro", relativePath), content);

    public Task<ISpeechSynthesizer> LoadAsync(string system) => Engine.LoadAsync(SystemSpec.Parse(system), TestContext.Current.CancellationToken);

    public async Task<SynthesisResult> SpeakAsync(string system, string text, IAudioSink? sink = null, string? language = null)
    {
        using ISpeechSynthesizer synthesizer = await LoadAsync(system);
        return await synthesizer.SynthesizeAsync(new SynthesisRequest(text, language), sink, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Takes the text for phonemes; words end at blanks.</summary>
    internal sealed class PlainPhonemizer : IPhonemizer, IDisposable
    {
        public string Id => "plain/1";

        public bool IsDisposed { get; private set; }

        public ImmutableArray<TakeWarning> Warnings { get; set; } = [];

        public PhonemizedText Phonemize(string text) =>
            new([.. text.Split(' ').Select(w => new PhonemizedWord(w, w, true))], Warnings);

        public void Dispose() => IsDisposed = true;
    }
}

using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// The same Kokoro model twice: a bare session whose inputs lie ready, and our synthesizer around it. Needs POCKET_EVAL_MODELS with a <c>kokoro</c> folder.
/// </summary>
internal sealed class KokoroPair : IDisposable
{
    public const string ShortPhonemes = "həlˈO wˈɜɹld.";
    public const string LongPhonemes = "ðə fˈɛɹi lˈivz æt hˈæf pˈæst nˈIn, sˌO plˈiz bi æt ðə pˈɪɹ ɐ lˈɪTᵊl ˈɜɹli.";

    private readonly string _phonemes;
    private readonly ISpeechSynthesizer _synthesizer;
    private readonly InferenceSession _session;
    private readonly OrtValue[] _inputs;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    private KokoroPair(string phonemes, int threads)
    {
        _phonemes = phonemes;
        var folders = new ModelFolders([], Environment.GetEnvironmentVariable);
        var engine = new KokoroEngine(folders, (_, _, _) => new WrittenPhonemes());
        _synthesizer = engine.LoadAsync(SystemSpec.Parse(FormattableString.Invariant($"kokoro:af_heart,phonemes=espeak,threads={threads}")), CancellationToken.None).GetAwaiter().GetResult();

        string path = folders.FindFile("kokoro", _synthesizer.Info.Settings["model"]);
        KokoroSignature signature;
        using (KokoroModel model = KokoroModel.Open(path, new OnnxSessionSettings()))
        {
            signature = model.Signature;
        }

        _session = OnnxSessions.Open(path, new OnnxSessionSettings { ThreadCount = threads });
        long[] tokens = [KokoroVocabulary.Pad, .. phonemes.Select(Id), KokoroVocabulary.Pad];
        byte[] voice = File.ReadAllBytes(folders.FindFile("kokoro", "voices/af_heart.bin"));
        float[] style = new float[KokoroModel.StyleLength];
        Buffer.BlockCopy(voice, (phonemes.Length - 1) * KokoroModel.StyleLength * sizeof(float), style, 0, KokoroModel.StyleLength * sizeof(float));
        _inputNames = [signature.Tokens, signature.Style, signature.Speed];
        _outputNames = [signature.Audio];
        _inputs =
        [
            OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]),
            OrtValue.CreateTensorValueFromMemory(style, [1, KokoroModel.StyleLength]),
            OrtValue.CreateTensorValueFromMemory(new float[] { 1 }, [1]),
        ];
    }

    /// <summary>Loads both.</summary>
    public static KokoroPair Open(string phonemes, int threads) => new(phonemes, threads);

    /// <summary>ONNX Runtime alone: inputs ready, output left where it is.</summary>
    public int Bare()
    {
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _inputNames, _inputs, _outputNames);
        return outputs[0].GetTensorDataAsSpan<float>().Length;
    }

    /// <summary>Our synthesizer: vocabulary, splitting, style row, check of the samples, one copy.</summary>
    public async Task<int> OursAsync()
    {
        SynthesisResult result = await _synthesizer.SynthesizeAsync(new SynthesisRequest(_phonemes), null, CancellationToken.None);
        return result.Audio.Samples.Length;
    }

    public void Dispose()
    {
        Array.ForEach(_inputs, i => i.Dispose());
        _session.Dispose();
        _synthesizer.Dispose();
    }

    private static long Id(char symbol) =>
        KokoroVocabulary.TryGetId(symbol, out int id) ? id : throw new InvalidOperationException($"'{symbol}' is no symbol of Kokoro");

    // the texts are phonemes already, so that no front end is timed
    private sealed class WrittenPhonemes : IPhonemizer
    {
        public string Id => "written/1";

        public PhonemizedText Phonemize(string text) =>
            new([.. text.Split(' ').Select(w => new PhonemizedWord(w, w, true))], ImmutableArray<TakeWarning>.Empty);
    }
}

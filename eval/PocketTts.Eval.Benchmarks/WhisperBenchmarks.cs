using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// A whole transcription against its session runs alone (same inputs, known tokens, nothing read from the outputs).
/// Target: at most 1.10 times. Needs the model in the folder that POCKET_EVAL_MODELS names.
/// </summary>
[MemoryDiagnoser]
public class WhisperBenchmarks
{
    private WhisperRecognizer? _recognizer;
    private Waveform? _clip;
    private int[] _prompt = [];
    private int[] _tokens = [];
    private int[] _layers = [];

    /// <summary>Reference clip: 5.3, 11.0 and 29.2 s.</summary>
    [Params("es01", "jfk_16k", "bush_16k")]
    public string Clip { get; set; } = "";

    private WhisperRecognizer Recognizer => _recognizer!;

    [GlobalSetup]
    public void Setup()
    {
        var folders = new ModelFolders([], Environment.GetEnvironmentVariable);
        _recognizer = new WhisperEngine(folders).Load("whisper-base", CancellationToken.None);
        _clip = AudioFile.Read(folders.FindFile("whisper-base", Path.Combine("golden", Clip + ".wav")));
        _prompt = [.. Recognizer.Model.Configuration.Prompt];
        _layers = [.. Recognizer.Model.Heads!.Layers];
        _tokens = [.. Transcribe().Tokens.Select(t => t.Id)];
    }

    [GlobalCleanup]
    public void Cleanup() => _recognizer?.Dispose();

    [Benchmark(Baseline = true)]
    public void SessionRunsAlone()
    {
        using var run = new RunOptions();
        using EncodedAudio audio = Recognizer.Model.Encoder.EncodeMel(_clip!.Samples.Length, run);
        using DecoderState state = Recognizer.Model.Decoder.Begin(Recognizer.Model.Decoder.ReadPrompt(_prompt, audio, _layers, run), _layers);
        foreach (int id in _tokens)
        {
            Recognizer.Model.Decoder.Continue(id, state, run);
        }
    }

    // a new object each time, or the recognizer would reuse what it encoded
    [Benchmark]
    public Transcript Transcribe() => Recognizer.TranscribeAsync(new Waveform(_clip!.Samples, _clip.SampleRateHz), CancellationToken.None).GetAwaiter().GetResult();

    // the sound stays encoded between calls
    [Benchmark]
    public TextScore ScoreText() => Recognizer.ScoreTextAsync(_clip!, "And so my fellow Americans, ask not what your country can do for you.", CancellationToken.None).GetAwaiter().GetResult();
}

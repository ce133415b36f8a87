using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// The decode loop of a sound against its session runs alone (known tokens, nothing read from the outputs). Whole transcriptions are measured by
/// <c>whisper-overhead</c>. Needs the model in the folder that POCKET_EVAL_MODELS names.
/// </summary>
[MemoryDiagnoser]
public class WhisperBenchmarks
{
    private WhisperRecognizer? _recognizer;
    private EncodedAudio? _audio;
    private GreedyDecoder? _decoder;
    private int[] _layers = [];
    private int[] _fed = [];

    private WhisperModel Model => _recognizer!.Model;

    [GlobalSetup]
    public void Setup()
    {
        var folders = new ModelFolders([], Environment.GetEnvironmentVariable);
        _recognizer = new WhisperEngine(folders).Load("whisper-base", CancellationToken.None);
        using var run = new RunOptions();
        _audio = Model.Encoder.Encode(AudioFile.Read(folders.FindFile("whisper-base", Path.Combine("golden", "es01.wav"))).Samples.Span, run);
        _decoder = new GreedyDecoder(Model.Decoder, Model.Configuration, Model.Heads);
        _layers = [.. Model.Heads?.Layers ?? []];
        // the end of text is fed, too, for its attention
        _fed = [.. Decode().Tokens.Select(t => t.Id)];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _audio?.Dispose();
        _recognizer?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void SessionRunsAlone()
    {
        using var run = new RunOptions();
        // the sound keeps what the prompt gave
        using DecoderState state = Model.Decoder.Begin(_audio!.Prompt!, _layers);
        foreach (int id in _fed)
        {
            Model.Decoder.Continue(id, state, run);
        }
    }

    [Benchmark]
    public void DecodeLoop() => Decode();

    private DecodedText Decode()
    {
        using var run = new RunOptions();
        return _decoder!.Decode(_audio!, isNearSilent: false, run, CancellationToken.None);
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// The loop that most Pocket TTS runtimes have: published graphs as they are, caches of 1000 positions, text read in a run of its
/// own, states taken from one run and given to the next, decoding when it is due on the same thread (1 frame first, then groups of
/// 12). It hands state tensors on without copying them, which is better than most do.
/// </summary>
internal sealed class PocketNaiveLoop : IDisposable
{
    private const int DecodeGroup = 12;

    private readonly InferenceSession _main;
    private readonly InferenceSession _flow;
    private readonly InferenceSession _decoder;
    private readonly InferenceSession _text;
    private readonly BundleManifest _manifest;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _voice;
    private readonly float[] _samples;

    public PocketNaiveLoop(BundleFiles files, float[] voiceRows, int threads, int maxFrames)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _main = new InferenceSession(files.Main, options);
        _flow = new InferenceSession(files.Flow, options);
        _decoder = new InferenceSession(files.Decoder, options);
        _text = new InferenceSession(files.TextConditioner, options);
        _manifest = files.Manifest!;
        _samples = new float[maxFrames * _manifest.SamplesPerFrame];
        using OrtValue embeddings = Tensor(voiceRows, [1, voiceRows.Length / 1024, 1024]);
        OrtValue[] fresh = Initial(_manifest.MainStates);
        _voice = Main(fresh, Tensor([], [1, 0, 32]), embeddings, out _, out _);
        Array.ForEach(fresh, v => v.Dispose());
    }

    public (double Seconds, double FirstSeconds) Speak(ImmutableArray<int> ids, int frames, Action<int, float[]> noise)
    {
        long start = Stopwatch.GetTimestamp();
        double first = 0;
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(ids.Select(i => (long)i).ToArray(), [1, ids.Length]);
        using var text = _text.Run(_options, ["token_ids"], [tokens], ["embeddings"]);
        OrtValue[] states = Main(_voice, Tensor([], [1, 0, 32]), text[0], out _, out _);
        OrtValue[] decoderStates = Initial(_manifest.DecoderStates);
        float[] latent = new float[32];
        latent.AsSpan().Fill(float.NaN);
        var pending = new List<float>();
        int done = 0;
        for (int step = 0; step < frames; step++)
        {
            OrtValue[] next = Main(states, Tensor((float[])latent.Clone(), [1, 1, 32]), Tensor([], [1, 0, 1024]), out float[] conditioning, out _);
            Array.ForEach(states, v => v.Dispose());
            states = next;
            noise(step, latent);
            using OrtValue c = Tensor(conditioning, [1, 1024]);
            using OrtValue s = Tensor([0], [1, 1]);
            using OrtValue t = Tensor([1], [1, 1]);
            using OrtValue x = Tensor((float[])latent.Clone(), [1, 32]);
            using var direction = _flow.Run(_options, ["c", "s", "t", "x"], [c, s, t, x], ["flow_dir"]);
            ReadOnlySpan<float> d = direction[0].GetTensorDataAsSpan<float>();
            for (int i = 0; i < latent.Length; i++)
            {
                latent[i] += d[i];
            }

            pending.AddRange(latent);
            int count = pending.Count / 32;
            if (count == DecodeGroup || step == 0 || step == frames - 1)
            {
                done += Decode(ref decoderStates, [.. pending], count, done);
                pending.Clear();
                first = first == 0 ? Stopwatch.GetElapsedTime(start).TotalSeconds : first;
            }
        }

        Array.ForEach(states, v => v.Dispose());
        Array.ForEach(decoderStates, v => v.Dispose());
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, first);
    }

    public ReadOnlySpan<float> Samples => _samples;

    public void Dispose()
    {
        Array.ForEach(_voice, v => v.Dispose());
        _main.Dispose();
        _flow.Dispose();
        _decoder.Dispose();
        _text.Dispose();
        _options.Dispose();
    }

    private OrtValue[] Main(OrtValue[] states, OrtValue sequence, OrtValue text, out float[] conditioning, out float eos)
    {
        ImmutableArray<StateTensor> list = _manifest.MainStates;
        var outputs = _main.Run(_options, ["sequence", "text_embeddings", .. list.Select(s => s.Input)], [sequence, text, .. states], ["conditioning", "eos_logit", .. list.Select(s => s.Output)]);
        conditioning = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        eos = outputs[1].GetTensorDataAsSpan<float>()[0];
        outputs[0].Dispose();
        outputs[1].Dispose();
        return [.. outputs.Skip(2)];
    }

    private int Decode(ref OrtValue[] states, float[] latents, int count, int done)
    {
        ImmutableArray<StateTensor> list = _manifest.DecoderStates;
        using OrtValue latent = Tensor(latents, [1, count, 32]);
        var outputs = _decoder.Run(_options, ["latent", .. list.Select(s => s.Input)], [latent, .. states], ["audio_frame", .. list.Select(s => s.Output)]);
        outputs[0].GetTensorDataAsSpan<float>().CopyTo(_samples.AsSpan(done * _manifest.SamplesPerFrame));
        outputs[0].Dispose();
        Array.ForEach(states, v => v.Dispose());
        states = [.. outputs.Skip(1)];
        return count;
    }

    private static OrtValue[] Initial(ImmutableArray<StateTensor> states) => [.. states.Select(state =>
    {
        TensorElementType type = state.Element switch { StateElement.Float32 => TensorElementType.Float, StateElement.Int64 => TensorElementType.Int64, _ => TensorElementType.Bool };
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, [.. state.Shape]);
        if (!state.Shape.Contains(0))
        {
            value.GetTensorMutableRawData().Fill((byte)(state.Fill == StateFill.Ones ? 1 : 0));
        }

        return value;
    })];

    private static OrtValue Tensor(float[] values, long[] shape) => OrtValue.CreateTensorValueFromMemory(values, shape);
}

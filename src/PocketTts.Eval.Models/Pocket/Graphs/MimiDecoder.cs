using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>The streaming Mimi decoder: latent frames in, sound out, its states kept between calls. Not thread-safe.</summary>
internal sealed class MimiDecoder : IDisposable
{
    /// <summary>
    /// Most frames of one call. The decoder's attention looks 250 of its own steps back in a ring of 1000, a frame is 16 steps:
    /// 16·46 + 249 still fits; more overwrite what the same call reads (measured: 47 frames 4e-5 wrong, 63 wrong from the start).
    /// </summary>
    public const int MaxFramesPerCall = 46;

    private readonly GraphFile _graph;
    private readonly StatePair _pair;
    private readonly ImmutableArray<StateTensor> _states;
    private readonly float[] _latents;
    private readonly float[] _samples;
    private readonly OrtValue?[] _latentValues;
    private readonly OrtValue?[] _sampleValues;
    private readonly int _framesPerCall;
    private readonly int _latentWidth;
    private readonly int _samplesPerFrame;
    private int _boundFrames;
    private bool _isStepCountKnown;

    /// <summary>Checks the graph and allocates its tensors.</summary>
    /// <param name="graph">Opened graph; owned from here on.</param>
    /// <param name="manifest">States as the manifest has them; empty when there is none.</param>
    /// <param name="samplesPerFrame">Samples of a frame.</param>
    /// <param name="framesPerCall">Most frames of one call that the graph was opened for, 1 to <see cref="MaxFramesPerCall"/>.</param>
    /// <exception cref="InputException">The graph is not what it should be.</exception>
    public MimiDecoder(GraphFile graph, ImmutableArray<StateTensor> manifest, int samplesPerFrame, int framesPerCall)
    {
        _graph = graph;
        _latentWidth = graph.Input("latent", TensorElementType.Float, 3)[2];
        graph.Output("audio_frame", TensorElementType.Float, 3);
        if (_latentWidth <= 0)
        {
            throw graph.Wrong("latent", "the width is symbolic", "a fixed width");
        }

        _samplesPerFrame = samplesPerFrame;
        _framesPerCall = framesPerCall;
        _latents = new float[framesPerCall * _latentWidth];
        _samples = new float[framesPerCall * samplesPerFrame];
        _latentValues = new OrtValue?[framesPerCall + 1];
        _sampleValues = new OrtValue?[framesPerCall + 1];
        _states = StateLayout.Resolve(graph, manifest, cachesStartAsNaN: false);
        _pair = new StatePair(graph, _states);
    }

    /// <summary>Width of a latent frame.</summary>
    public int LatentWidth => _latentWidth;

    /// <summary>Starts a new chunk.</summary>
    public void Reset()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            _pair.Reset(i);
        }
    }

    /// <summary>Decodes the next frames.</summary>
    /// <param name="latents">1 frame to as many as the decoder was made for.</param>
    /// <returns>Their samples; valid until the next call, may be changed by the caller.</returns>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public Span<float> Decode(ReadOnlySpan<float> latents)
    {
        int frames = latents.Length / _latentWidth;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, _framesPerCall, nameof(latents));
        latents.CopyTo(_latents);
        if (frames != _boundFrames)
        {
            _pair.BindInput("latent", _latentValues[frames] ??= OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _latents.AsMemory(0, frames * _latentWidth), [1, frames, _latentWidth]));
            _pair.BindOutput("audio_frame", _sampleValues[frames] ??= OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _samples.AsMemory(0, frames * _samplesPerFrame), [1, 1, frames * _samplesPerFrame]));
            _boundFrames = frames;
        }

        try
        {
            _pair.Run();
        }
        catch (OnnxRuntimeException e)
        {
            throw new TakeFailedException("model-failed", $"{Path.GetFileName(_graph.Path)} failed: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        if (!_isStepCountKnown)
        {
            CheckSteps(frames);
        }

        return _samples.AsSpan(0, frames * _samplesPerFrame);
    }

    // small rings hold so many steps a frame; a model that makes more would overwrite what it still needs
    private void CheckSteps(int frames)
    {
        for (int i = 0; i < _states.Length && _graph.Ring is not null; i++)
        {
            if (_states[i].Element == StateElement.Int64 && !_graph.InPlace.Contains(_states[i].Input) && _pair[i].GetTensorDataAsSpan<long>() is [var steps, ..] && steps > frames * DecoderRingPatch.StepsPerFrame)
            {
                throw new TakeFailedException("model-failed", FormattableString.Invariant($"{Path.GetFileName(_graph.Path)} makes {steps / frames} steps a frame, {DecoderRingPatch.StepsPerFrame} are known"));
            }
        }

        _isStepCountKnown = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pair.Dispose();
        foreach (OrtValue? value in _latentValues.Concat(_sampleValues))
        {
            value?.Dispose();
        }

        _graph.Dispose();
    }
}

using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>The autoregressive loop: one latent frame per step until the end logit crosses its threshold (pocket-tts 2.1.0 and 4.0.1).</summary>
internal sealed class FrameGenerator
{
    private readonly PocketModel _model;
    private readonly double _eosThreshold;
    private readonly int _minFramesBeforeEos;
    private readonly int? _maxFrames;

    /// <summary>Sets the loop up.</summary>
    /// <param name="model">Graphs.</param>
    /// <param name="eosThreshold">The end is where the logit is above this.</param>
    /// <param name="minFramesBeforeEos">First step at which an end counts; earlier ones are ignored, not deferred.</param>
    /// <param name="maxFrames">Most frames of a chunk, or null for the reference's formula.</param>
    public FrameGenerator(PocketModel model, double eosThreshold, int minFramesBeforeEos, int? maxFrames)
    {
        _model = model;
        _eosThreshold = eosThreshold;
        _minFramesBeforeEos = minFramesBeforeEos;
        _maxFrames = maxFrames;
    }

    /// <summary>Speaks one chunk.</summary>
    /// <param name="index">Zero-based chunk.</param>
    /// <param name="chunk">Text.</param>
    /// <param name="voice">Voice state.</param>
    /// <param name="noise">Noise.</param>
    /// <param name="receiver">Takes the frames.</param>
    /// <param name="trace">Sees every step, or null.</param>
    /// <param name="cancellationToken">Ends the loop between steps.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="TakeFailedException">A graph failed or gave values that are not finite, or the text does not fit.</exception>
    public ChunkOutcome Generate(int index, TextChunk chunk, VoiceState voice, INoise noise, IFrameReceiver receiver, IStepTrace? trace, CancellationToken cancellationToken)
    {
        LanguageModel main = _model.Main;
        int wanted = _maxFrames ?? chunk.MaxFrames;
        int room = main.MaxPositions - voice.Length - chunk.TokenIds.Length;
        if (room < 1)
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"a sentence of {chunk.TokenIds.Length} tokens and a voice of {voice.Length} positions do not fit the model's {main.MaxPositions}"));
        }

        int limit = Math.Min(wanted, room);
        int? eosStep = null;
        int? firstCrossing = null;
        int frames = 0;
        for (int step = 0; step < limit; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step == 0)
            {
                main.Begin(voice);
                using IDisposableReadOnlyCollection<OrtValue> text = _model.Text.Embed(chunk.TokenIds.AsSpan());
                main.StepWithText(text[0], chunk.TokenIds.Length);
            }
            else
            {
                main.Step();
            }

            ThrowIfNotFinite(main.Conditioning, main.EosLogit, index, step);
            trace?.Step(index, step, main.Conditioning, main.EosLogit);
            if (main.EosLogit > _eosThreshold)
            {
                firstCrossing ??= step;
                eosStep ??= step >= _minFramesBeforeEos ? step : null;
            }

            if (eosStep is { } end && step >= end + chunk.FramesAfterEos)
            {
                break;
            }

            noise.Fill(index, step, main.Latent);
            _model.Flow.Sample();
            ThrowIfNotFinite(main.Latent, 0, index, step);
            trace?.Frame(index, main.Latent);
            receiver.Frame(main.Latent);
            frames++;
        }

        receiver.EndChunk();
        return new ChunkOutcome(frames, eosStep, firstCrossing, limit, room < wanted);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, float logit, int chunk, int step)
    {
        // the largest magnitude is not finite as soon as one value is not
        if (!float.IsFinite(logit) || !float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
        {
            throw new TakeFailedException("not-a-number", FormattableString.Invariant($"the model gave values that are not finite at step {step} of chunk {chunk}"));
        }
    }
}

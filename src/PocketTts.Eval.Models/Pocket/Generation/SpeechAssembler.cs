using System.Collections.Immutable;
using System.Numerics.Tensors;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Graphs;

namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>
/// Turns frames into sound: groups them for the decoder, fades chunks in, hands the sound on and keeps it. The groups depend on the
/// frames only, never on time: 1 frame first, so that sound comes early, then groups of one size to the end of the chunk. With
/// int8 weights the sound depends on the groups, so this keeps takes reproducible however the threads run.
/// </summary>
internal sealed class SpeechAssembler : IFrameReceiver
{
    private readonly MimiDecoder _decoder;
    private readonly IAudioSink? _sink;
    private readonly int _groupSize;
    private readonly int _fadeInSamples;
    private readonly float[] _pending;
    private readonly ImmutableArray<int>.Builder _starts = ImmutableArray.CreateBuilder<int>();
    private float[] _samples;
    private int _length;
    private int _pendingFrames;
    private int _groupsOfChunk;
    private int _chunk;
    private bool _needsReset;

    /// <summary>Starts a take; the decoder is reset.</summary>
    /// <param name="decoder">Decoder.</param>
    /// <param name="sink">Receives the sound, or null.</param>
    /// <param name="groupSize">Frames per call of the decoder, 1 to <see cref="MimiDecoder.MaxFramesPerCall"/>.</param>
    /// <param name="fadeInSamples">Samples of the linear fade-in at the start of each chunk; 0 for none.</param>
    /// <param name="expectedSamples">Samples to make room for.</param>
    public SpeechAssembler(MimiDecoder decoder, IAudioSink? sink, int groupSize, int fadeInSamples, int expectedSamples)
    {
        _decoder = decoder;
        _sink = sink;
        _groupSize = groupSize;
        _fadeInSamples = fadeInSamples;
        _pending = new float[groupSize * decoder.LatentWidth];
        _samples = GC.AllocateUninitializedArray<float>(expectedSamples);
        decoder.Reset();
    }

    /// <summary>The sound so far; not copied.</summary>
    public ReadOnlyMemory<float> Samples => _samples.AsMemory(0, _length);

    /// <summary>First sample of each chunk so far.</summary>
    public ImmutableArray<int> ChunkStarts => _starts.ToImmutable();

    /// <inheritdoc />
    public void Frame(ReadOnlySpan<float> latent)
    {
        if (_needsReset)
        {
            _decoder.Reset();
            _needsReset = false;
        }

        latent.CopyTo(_pending.AsSpan(_pendingFrames++ * latent.Length));
        bool isFirst = _chunk == 0 && _groupsOfChunk == 0;
        if (_pendingFrames == (isFirst ? 1 : _groupSize))
        {
            Decode();
        }
    }

    /// <inheritdoc />
    public void EndChunk()
    {
        if (_pendingFrames > 0)
        {
            Decode();
        }

        _chunk++;
        _groupsOfChunk = 0;
        _needsReset = true;
    }

    private void Decode()
    {
        Span<float> sound = _decoder.Decode(_pending.AsSpan(0, _pendingFrames * _decoder.LatentWidth));
        _pendingFrames = 0;
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(sound)))
        {
            throw new TakeFailedException("not-a-number", FormattableString.Invariant($"the decoder gave samples that are not finite in chunk {_chunk}"));
        }

        if (_groupsOfChunk++ == 0)
        {
            _starts.Add(_length);
            FadeIn(sound[..Math.Min(_fadeInSamples, sound.Length)]);
        }

        if (_length + sound.Length > _samples.Length)
        {
            Array.Resize(ref _samples, Math.Max(_length + sound.Length, _samples.Length * 2));
        }

        sound.CopyTo(_samples.AsSpan(_length));
        _length += sound.Length;
        _sink?.Write(sound);
    }

    // factors from 0 to 1, both included
    private static void FadeIn(Span<float> sound)
    {
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] *= (float)i / Math.Max(1, sound.Length - 1);
        }
    }
}

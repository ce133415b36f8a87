using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Generation;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>
/// Pocket TTS with one voice. Sound streams to the sink in groups of frames (1,920 samples each); the units of a result are frames.
/// Chunks are joined without silence. With overlap the frames are made on a thread of their own while the caller's task decodes.
/// </summary>
internal sealed class PocketSynthesizer : ISpeechSynthesizer
{
    private readonly PocketModel _model;
    private readonly VoiceState _voice;
    private readonly TextChunker _chunker;
    private readonly PocketOptions _options;
    private readonly PocketSettings _settings;
    private readonly FrameGenerator _generator;
    private readonly Func<long, INoise> _createNoise;
    private readonly FrameThread _frames = new();

    /// <summary>Takes over the model; it is disposed with this.</summary>
    /// <param name="model">Graphs.</param>
    /// <param name="voice">Voice state.</param>
    /// <param name="chunker">Text front end.</param>
    /// <param name="options">Options.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="info">What this synthesizer is.</param>
    /// <param name="createNoise">Makes the noise of a take from its seed.</param>
    public PocketSynthesizer(PocketModel model, VoiceState voice, TextChunker chunker, PocketOptions options, PocketSettings settings, SynthesizerInfo info, Func<long, INoise> createNoise)
    {
        _model = model;
        _voice = voice;
        _chunker = chunker;
        _options = options;
        _settings = settings;
        _createNoise = createNoise;
        Info = info;
        _generator = new FrameGenerator(model, settings.EosThreshold, settings.Rules.MinFramesBeforeEos, options.MaxFrames);
    }

    /// <inheritdoc />
    public SynthesizerInfo Info { get; }

    /// <inheritdoc />
    public Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run(() => Synthesize(request, sink, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _frames.Dispose();
        _model.Dispose();
    }

    private SynthesisResult Synthesize(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        if (request.Text.Length > _options.MaxCharacters)
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"the text has {request.Text.Length} characters; the option max-chars allows {_options.MaxCharacters}"));
        }

        ImmutableArray<TextChunk> chunks = _chunker.Split(request.Text).Chunks;
        if (chunks.IsEmpty)
        {
            throw new TakeFailedException("nothing-to-speak", "the text rules leave nothing of the text");
        }

        // a text that cannot fit fails before any sound is made
        int longest = chunks.Max(c => c.TokenIds.Length);
        if (longest + _voice.Length + 1 > _model.Main.MaxPositions)
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"a sentence of {longest} tokens and a voice of {_voice.Length} positions do not fit the model's {_model.Main.MaxPositions}"));
        }

        INoise noise = _createNoise(request.Seed ?? request.Repeat);
        var outcomes = new ChunkOutcome[chunks.Length];
        int expectedFrames = Math.Min(_options.MaxFrames ?? chunks[0].MaxFrames, _model.Main.MaxPositions);
        var assembler = new SpeechAssembler(_model.Decoder, sink, _options.DecodeGroup, _settings.Rules.FadeInSamples, expectedFrames * _model.SamplesPerFrame);
        if (_options.Overlaps)
        {
            SpeakOverlapped(chunks, noise, outcomes, assembler, cancellationToken);
        }
        else
        {
            Generate(chunks, noise, outcomes, assembler, cancellationToken);
        }

        return new SynthesisResult
        {
            Audio = new Waveform(assembler.Samples, _model.SampleRateHz),
            Warnings = [.. TakeWarnings.For(request, chunks, outcomes, _settings)],
            UnitCount = outcomes.Sum(o => o.Frames),
            ChunkCount = chunks.Length,
            ChunkStarts = assembler.ChunkStarts,
        };
    }

    private void Generate(ImmutableArray<TextChunk> chunks, INoise noise, ChunkOutcome[] outcomes, IFrameReceiver receiver, CancellationToken cancellationToken)
    {
        for (int i = 0; i < chunks.Length; i++)
        {
            outcomes[i] = _generator.Generate(i, chunks[i], _voice, noise, receiver, null, cancellationToken);
        }
    }

    private void SpeakOverlapped(ImmutableArray<TextChunk> chunks, INoise noise, ChunkOutcome[] outcomes, SpeechAssembler assembler, CancellationToken cancellationToken)
    {
        var queue = new FrameQueue(_model.Main.LatentWidth);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task making = _frames.Run(() =>
        {
            try
            {
                Generate(chunks, noise, outcomes, queue, stop.Token);
            }
            finally
            {
                queue.Complete();
            }
        });
        try
        {
            float[] frame = new float[_model.Main.LatentWidth];
            while (queue.TryPass(assembler, frame))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch
        {
            // the graphs must be idle before anybody else may use them; what that thread then says comes second
            stop.Cancel();
            Task.WaitAny([making], CancellationToken.None);
            _ = making.Exception;
            throw;
        }

        making.GetAwaiter().GetResult();
    }
}

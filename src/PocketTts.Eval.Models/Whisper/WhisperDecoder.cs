using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Runs the decoder, merged graph or pair alike: a first call over a whole token sequence, then one token a call with the
/// keys of the earlier ones. Keys pass from call to call without being copied. Not thread-safe.
/// </summary>
internal sealed class WhisperDecoder : IDisposable
{
    private readonly DecoderGraph _first;
    private readonly DecoderGraph _later;
    private readonly SessionClock _clock;
    private readonly OrtValue _yes = OrtValue.CreateTensorValueFromMemory(new[] { true }, [1]);
    private readonly OrtValue _no = OrtValue.CreateTensorValueFromMemory(new[] { false }, [1]);
    private readonly OrtValue[] _noPast;
    private readonly long[] _id = new long[1];
    private readonly long[] _position = new long[1];
    private readonly OrtValue _idValue;
    private readonly OrtValue _positionValue;
    private readonly OrtValue[] _laterInputs;
    private readonly string[] _selfOutputs;
    private readonly string[] _crossOutputs;

    private WhisperDecoder(DecoderGraph first, DecoderGraph later, int heads, int width, SessionClock clock)
    {
        _first = first;
        _later = later;
        _clock = clock;
        HeadCount = heads;
        // a merged graph wants values for the branch that it does not take, too
        OrtValue empty = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, heads, 0, width]);
        _noPast = [.. Enumerable.Repeat(empty, 2 * first.LayerCount)];
        _idValue = OrtValue.CreateTensorValueFromMemory(_id, [1, 1]);
        _positionValue = OrtValue.CreateTensorValueFromMemory(_position, [1]);
        _laterInputs = new OrtValue[later.InputNames.Length];
        _selfOutputs = [.. PresentNames("decoder")];
        _crossOutputs = [.. PresentNames("encoder")];
    }

    /// <summary>Decoder layers.</summary>
    public int LayerCount => _first.LayerCount;

    /// <summary>Attention heads of each layer.</summary>
    public int HeadCount { get; }

    /// <summary>True when the first call gives out cross attentions.</summary>
    public bool GivesAttentions => _first.AttentionLayerCount == LayerCount;

    /// <summary>True when the later calls give them out, too.</summary>
    public bool GivesAttentionsLater => GivesAttentions && _later.AttentionLayerCount == LayerCount;

    /// <summary>Opens a merged graph or a pair.</summary>
    /// <param name="files">Where the graphs are.</param>
    /// <param name="headsOfModel">Heads and head width of the configuration, for graphs that leave them open.</param>
    /// <param name="settings">How they shall run.</param>
    /// <param name="clock">Measures the runs.</param>
    /// <param name="context">How much of the window the encoder gives.</param>
    /// <exception cref="InputException">A file is unusable, or the graphs do not fit together.</exception>
    public static WhisperDecoder Open(WhisperFiles files, (int Heads, int Width) headsOfModel, OnnxSessionSettings settings, SessionClock clock, AudioContext context)
    {
        DecoderGraph first = DecoderGraph.Open(files.Decoder, settings, context);
        DecoderGraph later = first;
        try
        {
            if (files.DecoderWithPast is not null)
            {
                later = DecoderGraph.Open(files.DecoderWithPast, settings, context);
            }

            string? fault = first.IsMerged == files.DecoderWithPast is not null ? "input use_cache_branch and the file name disagree"
                : !later.TakesPast ? "it takes no past_key_values"
                : !first.GivesCrossKeys ? "the first step gives out no present.0.encoder.key"
                : later.LayerCount != first.LayerCount ? FormattableString.Invariant($"it has {later.LayerCount} layers, the first step {first.LayerCount}")
                : null;
            if (fault is not null)
            {
                throw new InputException($"{fault}; it has {OnnxSignature.Describe(later.Session)}", files.DecoderWithPast ?? files.Decoder, expected: "a merged decoder with use_cache_branch, or a first-step and a later-step decoder of one model");
            }
        }
        catch
        {
            first.Dispose();
            later.Dispose();
            throw;
        }

        (int? heads, int? width) = later.HeadShape;
        return new WhisperDecoder(first, later, heads ?? headsOfModel.Heads, width ?? headsOfModel.Width, clock);
    }

    /// <summary>First call of every decoding: the whole prompt, keeping the keys. Made once a sound; the sound keeps it.</summary>
    /// <param name="ids">The prompt.</param>
    /// <param name="audio">The sound.</param>
    /// <param name="attentionLayers">Layers whose cross attentions are wanted; the same in every call.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>The call's outputs and the keys.</returns>
    public PromptState ReadPrompt(ReadOnlySpan<int> ids, EncodedAudio audio, IReadOnlyList<int> attentionLayers, RunOptions run)
    {
        if (audio.Prompt is null)
        {
            string[] outputs = ["logits", .. _selfOutputs, .. _crossOutputs, .. AttentionNames(attentionLayers)];
            audio.Prompt = new PromptState(RunFirst(ids, audio.States, outputs, run), audio.States, ids.Length, LayerCount);
        }

        return audio.Prompt;
    }

    /// <summary>Begins to write after the prompt, token by token.</summary>
    /// <param name="prompt">What the first call gave.</param>
    /// <param name="attentionLayers">Layers whose cross attentions are wanted.</param>
    /// <returns>The state; the caller disposes it.</returns>
    public DecoderState Begin(PromptState prompt, IReadOnlyList<int> attentionLayers) => new(prompt, [.. StepOutputs(attentionLayers)]);

    /// <summary>
    /// Feeds several tokens at once after earlier ones. Only graphs whose later step takes more than one token can do that; others fail or give
    /// something else, which the caller has to find out.
    /// </summary>
    /// <param name="ids">The tokens, at least one.</param>
    /// <param name="prompt">Where the keys of the sound are.</param>
    /// <param name="past">Keys and values of the earlier tokens, layer by layer.</param>
    /// <param name="pastCount">How many earlier tokens there are.</param>
    /// <param name="keepKeys">Whether the keys are wanted.</param>
    /// <param name="attentionLayers">Layers whose cross attentions are wanted.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>Logits [1, n, ids], then the keys [1, heads, all tokens, width] if wanted, then the attentions; the caller disposes them.</returns>
    public IDisposableReadOnlyCollection<OrtValue> RunAfter(
        ReadOnlySpan<int> ids, PromptState prompt, OrtValue[] past, int pastCount, bool keepKeys, IReadOnlyList<int> attentionLayers, RunOptions run)
    {
        long[] idBuffer = new long[ids.Length];
        long[] positionBuffer = new long[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            idBuffer[i] = ids[i];
            positionBuffer[i] = pastCount + i;
        }

        using OrtValue idValue = OrtValue.CreateTensorValueFromMemory(idBuffer, [1, ids.Length]);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(positionBuffer, [ids.Length]);
        _later.Fill(new DecoderInputs(idValue, prompt.States, _yes, positions, past, prompt.CrossKeys), _laterInputs);
        string[] outputs = ["logits", .. keepKeys ? _selfOutputs : [], .. AttentionNames(attentionLayers)];
        _clock.Start();
        IDisposableReadOnlyCollection<OrtValue> values = _later.Session.Run(run, _later.InputNames, _laterInputs, outputs);
        _clock.Stop();
        return values;
    }

    /// <summary>First call over a complete sequence: logits for every position, no keys kept.</summary>
    /// <param name="ids">Prompt, text and end of text.</param>
    /// <param name="states">Encoder states.</param>
    /// <param name="attentionLayers">Layers whose cross attentions are wanted.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>Logits [1, n, ids], then the attentions [1, heads, n, 1500]; the caller disposes them.</returns>
    public IDisposableReadOnlyCollection<OrtValue> RunWhole(ReadOnlySpan<int> ids, OrtValue states, IReadOnlyList<int> attentionLayers, RunOptions run) =>
        RunFirst(ids, states, ["logits", .. AttentionNames(attentionLayers)], run);

    /// <summary>Feeds one more token.</summary>
    /// <param name="id">The token.</param>
    /// <param name="state">The state so far; it moves on.</param>
    /// <param name="run">Ends the run early when told so.</param>
    public void Continue(int id, DecoderState state, RunOptions run)
    {
        _id[0] = id;
        _position[0] = state.TokenCount;
        _later.Fill(new DecoderInputs(_idValue, state.Prompt.States, _yes, _positionValue, state.SelfKeys, state.Prompt.CrossKeys), _laterInputs);
        _clock.Start();
        IDisposableReadOnlyCollection<OrtValue> outputs = _later.Session.Run(run, _later.InputNames, _laterInputs, state.StepOutputNames);
        _clock.Stop();
        state.Advance(outputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _noPast[0].Dispose();
        _yes.Dispose();
        _no.Dispose();
        _idValue.Dispose();
        _positionValue.Dispose();
        _first.Dispose();
        if (!ReferenceEquals(_first, _later))
        {
            _later.Dispose();
        }
    }

    private static IEnumerable<string> AttentionNames(IReadOnlyList<int> layers) =>
        layers.Select(layer => string.Create(CultureInfo.InvariantCulture, $"cross_attentions.{layer}"));

    private IEnumerable<string> StepOutputs(IReadOnlyList<int> attentionLayers) =>
        ["logits", .. _selfOutputs, .. GivesAttentionsLater ? AttentionNames(attentionLayers) : []];

    private IEnumerable<string> PresentNames(string kind) =>
        from layer in Enumerable.Range(0, _first.LayerCount)
        from part in new[] { "key", "value" }
        select string.Create(CultureInfo.InvariantCulture, $"present.{layer}.{kind}.{part}");

    private IDisposableReadOnlyCollection<OrtValue> RunFirst(ReadOnlySpan<int> ids, OrtValue states, string[] outputs, RunOptions run)
    {
        long[] idBuffer = new long[ids.Length];
        long[] positionBuffer = new long[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            idBuffer[i] = ids[i];
            positionBuffer[i] = i;
        }

        using OrtValue idValue = OrtValue.CreateTensorValueFromMemory(idBuffer, [1, ids.Length]);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(positionBuffer, [ids.Length]);
        var inputs = new OrtValue[_first.InputNames.Length];
        _first.Fill(new DecoderInputs(idValue, states, _no, positions, _noPast, _noPast), inputs);
        _clock.Start();
        IDisposableReadOnlyCollection<OrtValue> values = _first.Session.Run(run, _first.InputNames, inputs, outputs);
        _clock.Stop();
        return values;
    }
}

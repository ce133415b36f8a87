using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// The causal transformer with its key-value caches: reads a voice, a text and one latent frame after the other, gives one
/// conditioning vector and one end logit per frame. The caches are as large as needed and grow in steps. They are written in place
/// where the graph allows it; where it does not, every step copies them, so they are made smaller again for the next take. Not thread-safe.
/// </summary>
internal sealed class LanguageModel : IDisposable
{
    /// <summary>Positions added when the caches are full; a multiple of it is allocated.</summary>
    private const int GrowthStep = 32;

    private readonly GraphFile _graph;
    private readonly ImmutableArray<StateTensor> _states;
    private readonly ImmutableArray<int> _caches;
    private readonly ImmutableArray<int> _counters;
    private readonly bool _isFlexible;
    private readonly bool _isWrittenInPlace;
    private readonly StatePair _pair;
    private readonly float[] _latent;
    private readonly float[] _conditioning;
    private readonly float[] _eos = new float[1];
    private readonly OrtValue _sequence;
    private readonly OrtValue _noSequence;
    private readonly OrtValue _noText;
    private readonly OrtValue _conditioningValue;
    private readonly OrtValue _eosValue;
    private int _capacity;
    private int _length;

    /// <summary>Checks the graph and allocates its tensors.</summary>
    /// <param name="graph">Opened graph; owned from here on.</param>
    /// <param name="manifest">States as the manifest has them; empty when there is none.</param>
    /// <exception cref="InputException">The graph is not what it should be.</exception>
    public LanguageModel(GraphFile graph, ImmutableArray<StateTensor> manifest)
    {
        _graph = graph;
        ImmutableArray<int> sequence = graph.Input("sequence", TensorElementType.Float, 3);
        ImmutableArray<int> text = graph.Input("text_embeddings", TensorElementType.Float, 3);
        ImmutableArray<int> conditioning = graph.Output("conditioning", TensorElementType.Float, 2);
        graph.Output("eos_logit", TensorElementType.Float, 2);
        if (sequence[2] <= 0 || text[2] <= 0 || conditioning[1] <= 0)
        {
            throw graph.Wrong("sequence, text_embeddings, conditioning", "the widths are symbolic", "fixed widths");
        }

        LatentWidth = sequence[2];
        EmbeddingWidth = text[2];
        ConditioningWidth = conditioning[1];
        _states = StateLayout.Resolve(graph, manifest, cachesStartAsNaN: true);
        _caches = [.. Enumerable.Range(0, _states.Length).Where(i => _states[i].IsCache)];
        _counters = [.. Enumerable.Range(0, _states.Length).Where(i => _states[i].IsCounter)];
        if (_caches.IsEmpty || _counters.Length != _caches.Length || _caches.Any(i => !_states[i].Shape.SequenceEqual(_states[_caches[0]].Shape)))
        {
            throw graph.Wrong("states", FormattableString.Invariant($"{_caches.Length} caches and {_counters.Length} counters"), "caches [2, 1, capacity, heads, size] of one shape with a counter each");
        }

        _isWrittenInPlace = _caches.All(i => graph.InPlace.Contains(_states[i].Input));
        _isFlexible = graph.Session.InputMetadata[_states[_caches[0]].Input].Dimensions[StateLayout.CapacityAxis] < 0;
        Modules = ModuleNames();
        MaxPositions = (int)_states[_caches[0]].Shape[StateLayout.CapacityAxis];
        PositionWidth = (int)(_states[_caches[0]].Shape[3] * _states[_caches[0]].Shape[4]);
        ImmutableArray<StateTensor> initial = [.. _states.Select(s => s.IsCache && _isFlexible ? s with { Shape = s.Shape.SetItem(StateLayout.CapacityAxis, Math.Min(GrowthStep, MaxPositions)) } : s)];
        _capacity = (int)initial[_caches[0]].Shape[StateLayout.CapacityAxis];
        _pair = new StatePair(graph, initial);
        _latent = new float[LatentWidth];
        _conditioning = new float[ConditioningWidth];
        _sequence = OrtValue.CreateTensorValueFromMemory(_latent, [1, 1, LatentWidth]);
        _noSequence = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, 0, LatentWidth]);
        _noText = OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, 0, EmbeddingWidth]);
        _conditioningValue = OrtValue.CreateTensorValueFromMemory(_conditioning, [1, ConditioningWidth]);
        _eosValue = OrtValue.CreateTensorValueFromMemory(_eos, [1, 1]);
        _pair.BindInput("sequence", _sequence);
        _pair.BindInput("text_embeddings", _noText);
        _pair.BindOutput("conditioning", _conditioningValue);
        _pair.BindOutput("eos_logit", _eosValue);
    }

    /// <summary>Width of a latent frame.</summary>
    public int LatentWidth { get; }

    /// <summary>Width of voice and text embeddings.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>Width of the conditioning vector.</summary>
    public int ConditioningWidth { get; }

    /// <summary>Most positions (voice + text + frames) the model can hold.</summary>
    public int MaxPositions { get; }

    /// <summary>Floats of one position in one plane (key or value) of one layer.</summary>
    public int PositionWidth { get; }

    /// <summary>Module of each layer in the graph's order.</summary>
    public ImmutableArray<string> Modules { get; }

    /// <summary>Positions the caches have room for now.</summary>
    public int Capacity => _capacity;

    /// <summary>The latent frame that the next step reads; the caller writes it.</summary>
    public Span<float> Latent => _latent;

    /// <summary>Memory of <see cref="Latent"/>, to bind the flow network to it.</summary>
    public float[] LatentMemory => _latent;

    /// <summary>Result of the last step; valid until the next.</summary>
    public ReadOnlySpan<float> Conditioning => _conditioning;

    /// <summary>Memory of <see cref="Conditioning"/>, to bind the flow network to it.</summary>
    public float[] ConditioningMemory => _conditioning;

    /// <summary>End logit of the last step.</summary>
    public float EosLogit => _eos[0];

    /// <summary>Starts from a voice.</summary>
    /// <param name="voice">Voice state of this model.</param>
    public void Begin(VoiceState voice)
    {
        _length = 0;
        Reserve(voice.Length + GrowthStep);
        for (int layer = 0; layer < _caches.Length; layer++)
        {
            Span<float> cache = _pair[_caches[layer]].GetTensorMutableDataAsSpan<float>();
            int plane = voice.Length * PositionWidth;
            voice.Caches[layer].AsSpan(0, plane).CopyTo(cache);
            voice.Caches[layer].AsSpan(plane, plane).CopyTo(cache[(_capacity * PositionWidth)..]);
        }

        SetLength(voice.Length);
    }

    /// <summary>Reads a text and the beginning of speech (a frame of NaN, which the graph replaces) in one run, which gives the first result.</summary>
    /// <param name="text">Text embeddings [1, tokens, width].</param>
    /// <param name="tokenCount">Tokens of the text.</param>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public void StepWithText(OrtValue text, int tokenCount)
    {
        _latent.AsSpan().Fill(float.NaN);
        _pair.BindInput("text_embeddings", text);
        try
        {
            Run(tokenCount + 1);
        }
        finally
        {
            _pair.BindInput("text_embeddings", _noText);
        }
    }

    /// <summary>Reads <see cref="Latent"/> and gives the next result.</summary>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public void Step() => Run(1);

    /// <summary>Reads voice embeddings from an empty cache and keeps what the caches then hold.</summary>
    /// <param name="embeddings">Rows of <see cref="EmbeddingWidth"/>, the BOS row included where the model has one.</param>
    /// <returns>The voice state.</returns>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public VoiceState ReadVoice(float[] embeddings)
    {
        int count = embeddings.Length / EmbeddingWidth;
        _length = 0;
        Reserve(count);
        SetLength(0);
        using OrtValue text = OrtValue.CreateTensorValueFromMemory(embeddings, [1, count, EmbeddingWidth]);
        _pair.BindInput("sequence", _noSequence);
        _pair.BindInput("text_embeddings", text);
        try
        {
            Run(count);
        }
        finally
        {
            _pair.BindInput("sequence", _sequence);
            _pair.BindInput("text_embeddings", _noText);
        }

        float[][] caches = [.. _caches.Select(index =>
        {
            ReadOnlySpan<float> cache = _pair[index].GetTensorDataAsSpan<float>();
            int plane = count * PositionWidth;
            float[] copy = new float[2 * plane];
            cache[..plane].CopyTo(copy);
            cache.Slice(_capacity * PositionWidth, plane).CopyTo(copy.AsSpan(plane));
            return copy;
        })];
        return new VoiceState(count, caches);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pair.Dispose();
        _sequence.Dispose();
        _noSequence.Dispose();
        _noText.Dispose();
        _conditioningValue.Dispose();
        _eosValue.Dispose();
        _graph.Dispose();
    }

    private void Run(int positions)
    {
        Reserve(_length + positions);
        try
        {
            _pair.Run();
        }
        catch (OnnxRuntimeException e)
        {
            throw new TakeFailedException("model-failed", $"{Path.GetFileName(_graph.Path)} failed: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        _length += positions;
    }

    private void SetLength(int length)
    {
        _length = length;
        foreach (int counter in _counters)
        {
            _pair[counter].GetTensorMutableDataAsSpan<long>()[0] = length;
        }
    }

    private void Reserve(int positions)
    {
        if (positions > MaxPositions)
        {
            throw new TakeFailedException("cache-full", FormattableString.Invariant($"{positions} positions are needed, the model holds {MaxPositions}"));
        }

        if (positions <= _capacity && !(_length == 0 && _isFlexible && !_isWrittenInPlace && _capacity > positions + (4 * GrowthStep)))
        {
            return;
        }

        int capacity = Math.Min(MaxPositions, (positions + GrowthStep - 1) / GrowthStep * GrowthStep);
        long[] shape = [.. _states[_caches[0]].Shape];
        shape[StateLayout.CapacityAxis] = capacity;
        foreach (int index in _caches)
        {
            _pair.Resize(index, shape, _length * PositionWidth);
        }

        _capacity = capacity;
    }

    // without a manifest the graph's order is the sorted order of the module names, as the exporter wrote it
    private ImmutableArray<string> ModuleNames() => _states[_caches[0]].Module is not null
        ? [.. _caches.Select(i => _states[i].Module ?? string.Empty)]
        : [.. Enumerable.Range(0, _caches.Length).Select(i => FormattableString.Invariant($"transformer.layers.{i}.self_attn")).Order(StringComparer.Ordinal)];
}

using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Two sets of state tensors and two bindings between them: each run reads one set and writes the other, so that no state is ever
/// copied or allocated by the caller. States that may be written in place are the same tensor in both sets. Owns everything.
/// </summary>
internal sealed class StatePair : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ImmutableArray<StateTensor> _states;
    private readonly ImmutableHashSet<string> _inPlace;
    private readonly OrtValue[][] _values;
    private readonly OrtIoBinding[] _bindings;
    private readonly RunOptions _options = new();
    private int _current;

    /// <summary>Allocates the states.</summary>
    /// <param name="graph">Graph to run; not owned.</param>
    /// <param name="states">States in order.</param>
    public StatePair(GraphFile graph, ImmutableArray<StateTensor> states)
    {
        InferenceSession session = graph.Session;
        _session = session;
        _states = states;
        _inPlace = graph.InPlace;
        _values = [new OrtValue[states.Length], new OrtValue[states.Length]];
        _bindings = [session.CreateIoBinding(), session.CreateIoBinding()];
        for (int i = 0; i < states.Length; i++)
        {
            Allocate(i, [.. states[i].Shape]);
        }
    }

    /// <summary>The state that the next run reads.</summary>
    /// <param name="index">Index of the state.</param>
    /// <returns>Its tensor; valid until the state is resized.</returns>
    public OrtValue this[int index] => _values[_current][index];

    /// <summary>Gives a float state of two planes another shape and keeps the front of each plane.</summary>
    /// <param name="index">Index of the state.</param>
    /// <param name="shape">New dimensions.</param>
    /// <param name="kept">Floats to keep at the front of each plane; the rest is undefined.</param>
    public void Resize(int index, long[] shape, int kept)
    {
        using OrtValue old = _values[_current][index];
        using OrtValue? other = _inPlace.Contains(_states[index].Input) ? null : _values[_current ^ 1][index];
        Allocate(index, shape);
        if (kept > 0)
        {
            ReadOnlySpan<float> source = old.GetTensorDataAsSpan<float>();
            Span<float> target = _values[_current][index].GetTensorMutableDataAsSpan<float>();
            source[..kept].CopyTo(target);
            source.Slice(source.Length / 2, kept).CopyTo(target[(target.Length / 2)..]);
        }
    }

    /// <summary>Binds a further input of every run.</summary>
    /// <param name="name">Input name.</param>
    /// <param name="value">Tensor; must live as long as it is bound.</param>
    public void BindInput(string name, OrtValue value)
    {
        _bindings[0].BindInput(name, value);
        _bindings[1].BindInput(name, value);
    }

    /// <summary>Binds a further output of every run.</summary>
    /// <param name="name">Output name.</param>
    /// <param name="value">Tensor; must live as long as it is bound.</param>
    public void BindOutput(string name, OrtValue value)
    {
        _bindings[0].BindOutput(name, value);
        _bindings[1].BindOutput(name, value);
    }

    /// <summary>Fills a state that the next run reads as at the start of a chunk.</summary>
    /// <param name="index">Index of the state.</param>
    public void Reset(int index)
    {
        StateTensor state = _states[index];
        OrtValue value = _values[_current][index];
        if (state.Shape.Contains(0))
        {
            return;
        }

        bool isOne = state.Fill == StateFill.Ones;
        switch (state.Element)
        {
            case StateElement.Float32:
                value.GetTensorMutableDataAsSpan<float>().Fill(state.Fill == StateFill.NaN ? float.NaN : isOne ? 1 : 0);
                break;
            case StateElement.Int64:
                value.GetTensorMutableDataAsSpan<long>().Fill(isOne ? 1 : 0);
                break;
            default:
                value.GetTensorMutableDataAsSpan<bool>().Fill(isOne);
                break;
        }
    }

    /// <summary>Runs the graph once; the states it wrote are the ones the next run reads.</summary>
    /// <exception cref="OnnxRuntimeException">The graph failed.</exception>
    public void Run()
    {
        _session.RunWithBinding(_options, _bindings[_current]);
        _current ^= 1;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.Dispose();
        }

        foreach (OrtValue value in _values.SelectMany(v => v).Distinct())
        {
            value.Dispose();
        }

        _options.Dispose();
    }

    private void Allocate(int index, long[] shape)
    {
        StateTensor state = _states[index];
        TensorElementType element = state.Element switch
        {
            StateElement.Float32 => TensorElementType.Float,
            StateElement.Int64 => TensorElementType.Int64,
            _ => TensorElementType.Bool,
        };
        _values[0][index] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, element, shape);
        _values[1][index] = _inPlace.Contains(state.Input) ? _values[0][index] : OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, element, shape);

        for (int set = 0; set < 2; set++)
        {
            _bindings[set].BindInput(state.Input, _values[set][index]);
            _bindings[set].BindOutput(state.Output, _values[set ^ 1][index]);
        }
    }
}

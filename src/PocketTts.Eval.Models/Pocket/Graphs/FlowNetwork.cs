using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Sampling;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// The flow network: turns noise into a latent frame. It works in place on the memory that the language model reads its frame
/// from and writes its conditioning to. Not thread-safe.
/// </summary>
internal sealed class FlowNetwork : IDisposable
{
    private readonly GraphFile _graph;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly float[] _latent;
    private readonly float[] _direction;
    private readonly float[] _from = new float[1];
    private readonly float[] _to = new float[1];
    private readonly int _steps;

    /// <summary>Checks the graph and binds it.</summary>
    /// <param name="graph">Opened graph; owned from here on.</param>
    /// <param name="head">Head that was asked for, or null to tell it from the graph's inputs.</param>
    /// <param name="steps">Sampler steps, at least 1; ignored by the heads that have one only.</param>
    /// <param name="conditioning">Memory of the conditioning vector.</param>
    /// <param name="latent">Memory of the latent frame.</param>
    /// <exception cref="InputException">The graph is not what it should be, or the head cannot be told.</exception>
    public FlowNetwork(GraphFile graph, SamplerHead? head, int steps, float[] conditioning, float[] latent)
    {
        _graph = graph;
        _latent = latent;
        _direction = new float[latent.Length];
        Check(graph, "c", conditioning.Length);
        Check(graph, "x", latent.Length);
        graph.Output("flow_dir", TensorElementType.Float, 2);
        Head = Resolve(graph, head);
        _steps = Head is SamplerHead.Lsd or SamplerHead.FlowMatching ? steps : 1;
        _binding = graph.Session.CreateIoBinding();
        _binding.BindInput("c", Value(conditioning));
        _binding.BindInput("x", Value(latent));
        if (Head is SamplerHead.Lsd)
        {
            _binding.BindInput("s", Value(_from));
        }

        if (Head is SamplerHead.Lsd or SamplerHead.FlowMatching)
        {
            _binding.BindInput("t", Value(_to));
        }

        _binding.BindOutput("flow_dir", Value(_direction));
    }

    /// <summary>The sampler head in use.</summary>
    public SamplerHead Head { get; }

    /// <summary>Steps per frame in use.</summary>
    public int Steps => _steps;

    /// <summary>Turns the noise in the latent frame's memory into the frame.</summary>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public void Sample()
    {
        for (int j = 0; j < _steps; j++)
        {
            // lsd maps from time s to time t; flow matching is Euler's rule at the time where the step starts
            _from[0] = (float)j / _steps;
            _to[0] = (float)(Head == SamplerHead.Lsd ? j + 1 : j) / _steps;
            try
            {
                _graph.Session.RunWithBinding(_options, _binding);
            }
            catch (OnnxRuntimeException e)
            {
                throw new TakeFailedException("model-failed", $"{Path.GetFileName(_graph.Path)} failed: {e.Message.ReplaceLineEndings(" ")}", e);
            }

            if (Head == SamplerHead.Drifting)
            {
                _direction.CopyTo(_latent, 0);
                return;
            }

            if (_steps > 1)
            {
                TensorPrimitives.Divide(_direction, _steps, _direction);
            }

            TensorPrimitives.Add(_latent, _direction, _latent);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        _values.ForEach(v => v.Dispose());
        _graph.Dispose();
    }

    private static void Check(GraphFile graph, string name, int width)
    {
        int found = graph.Input(name, TensorElementType.Float, 2)[1];
        if (found >= 0 && found != width)
        {
            throw graph.Wrong(name, FormattableString.Invariant($"it is {found} wide, the language model's is {width}"), "graphs of one model");
        }
    }

    private static SamplerHead Resolve(GraphFile graph, SamplerHead? head)
    {
        bool hasFrom = graph.Session.InputMetadata.ContainsKey("s");
        bool hasTo = graph.Session.InputMetadata.ContainsKey("t");
        SamplerHead? told = (hasFrom, hasTo) switch
        {
            (true, true) => SamplerHead.Lsd,
            (false, true) => SamplerHead.FlowMatching,
            (false, false) => head is SamplerHead.Drifting or SamplerHead.Pointwise ? head : null,
            _ => throw graph.Wrong("t", "there is an input s but none named t", "inputs c, s, t, x or c, t, x or c, x"),
        };
        if (told is null)
        {
            throw new InputException(
                "the graph has no time inputs, which drifting and pointwise heads have in common",
                file: graph.Path,
                field: "sampler",
                expected: "sampler=drifting or sampler=pointwise",
                remedy: "pointwise is the head of the 2m model, drifting that of 7m, 18m and english_drifting");
        }

        return head is null || head == told
            ? told.Value
            : throw graph.Wrong("sampler", FormattableString.Invariant($"{SamplerHeads.Name(head.Value)} was asked for"), SamplerHeads.Name(told.Value) + " by the graph's inputs");
    }

    private OrtValue Value(float[] memory)
    {
        var value = OrtValue.CreateTensorValueFromMemory(memory, [1, memory.Length]);
        _values.Add(value);
        return value;
    }
}

using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Finds the states of a graph: from the bundle's manifest where there is one, checked against the graph, else from the graph's
/// inputs. Outputs are asked for their existence only: exporters leave symbolic names in their shapes.
/// </summary>
internal static class StateLayout
{
    /// <summary>Axis of a cache [2, 1, capacity, heads, size] that holds its positions.</summary>
    public const int CapacityAxis = 2;

    private const string InputPrefix = "state_";
    private const string OutputPrefix = "out_state_";

    /// <summary>Resolves the states.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="manifest">States as the manifest has them; empty when there is none.</param>
    /// <param name="cachesStartAsNaN">Fill of caches when no manifest says.</param>
    /// <returns>States in order.</returns>
    /// <exception cref="Core.InputException">The manifest contradicts the graph, or a state cannot be used.</exception>
    public static ImmutableArray<StateTensor> Resolve(GraphFile graph, ImmutableArray<StateTensor> manifest, bool cachesStartAsNaN)
    {
        ImmutableArray<StateTensor> states = manifest.IsEmpty ? FromMetadata(graph, cachesStartAsNaN) : manifest;
        int inputCount = graph.Session.InputMetadata.Keys.Count(k => k.StartsWith(InputPrefix, StringComparison.Ordinal));
        if (states.IsEmpty || states.Length != inputCount)
        {
            throw graph.Wrong("states", FormattableString.Invariant($"the manifest lists {states.Length}, the graph has {inputCount}"), "the same number, at least one");
        }

        foreach (StateTensor state in states)
        {
            ImmutableArray<int> dimensions = Declared(graph, graph.Input(state.Input, ElementType(state.Element), state.Shape.Length));
            graph.Output(state.Output, ElementType(state.Element), null);
            for (int axis = 0; axis < dimensions.Length; axis++)
            {
                if (dimensions[axis] >= 0 && dimensions[axis] != state.Shape[axis])
                {
                    throw graph.Wrong(
                        state.Input,
                        $"the manifest says [{string.Join(", ", state.Shape)}], the graph [{string.Join(", ", dimensions)}]",
                        "the same shape in both");
                }
            }
        }

        return graph.Ring is { } ring ? [.. states.Select(s => s.Shape.Length == 5 ? s with { Shape = s.Shape.SetItem(DecoderRingPatch.Axis, ring.Used) } : s)] : states;
    }

    // dimensions as the file had them before they were changed in memory
    private static ImmutableArray<int> Declared(GraphFile graph, ImmutableArray<int> dimensions) => (dimensions.Length, graph.CacheCapacity, graph.Ring) switch
    {
        (5, { } capacity, _) when dimensions[CapacityAxis] < 0 => dimensions.SetItem(CapacityAxis, capacity),
        (5, _, { } ring) => dimensions.SetItem(DecoderRingPatch.Axis, ring.Declared),
        _ => dimensions,
    };

    private static TensorElementType ElementType(StateElement element) => element switch
    {
        StateElement.Float32 => TensorElementType.Float,
        StateElement.Int64 => TensorElementType.Int64,
        _ => TensorElementType.Bool,
    };

    private static ImmutableArray<StateTensor> FromMetadata(GraphFile graph, bool cachesStartAsNaN)
    {
        var states = ImmutableArray.CreateBuilder<StateTensor>();
        for (int i = 0; graph.Session.InputMetadata.TryGetValue(FormattableString.Invariant($"{InputPrefix}{i}"), out NodeMetadata? found); i++)
        {
            string name = FormattableString.Invariant($"{InputPrefix}{i}");
            StateElement element = found.ElementDataType switch
            {
                TensorElementType.Float => StateElement.Float32,
                TensorElementType.Int64 => StateElement.Int64,
                TensorElementType.Bool => StateElement.Bool,
                _ => throw graph.Wrong(name, $"the state is {found.ElementDataType}", "float, int64 or bool"),
            };
            ImmutableArray<int> dimensions = Declared(graph, [.. found.Dimensions]);
            if (dimensions.Any(d => d < 0))
            {
                throw graph.Wrong(name, $"the state's shape is [{string.Join(", ", dimensions)}] and there is no bundle.json that says more", "fixed dimensions");
            }

            // without a manifest: flags mark a fresh start, everything else is zero until written
            var state = new StateTensor(name, FormattableString.Invariant($"{OutputPrefix}{i}"), element, [.. dimensions.Select(d => (long)d)], StateFill.Zeros);
            StateFill fill = state.Shape.Contains(0) ? StateFill.Empty
                : element == StateElement.Bool ? StateFill.Ones
                : state.IsCache && cachesStartAsNaN ? StateFill.NaN
                : StateFill.Zeros;
            states.Add(state with { Fill = fill });
        }

        return states.ToImmutable();
    }
}

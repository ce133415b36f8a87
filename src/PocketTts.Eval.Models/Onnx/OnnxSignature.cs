using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Onnx;

/// <summary>Writes the inputs and outputs of a graph as text, for messages about a graph of another kind.</summary>
public static class OnnxSignature
{
    /// <summary>Describes a session.</summary>
    /// <param name="session">The session.</param>
    /// <returns>For example <c>inputs tokens int64[1,?], speed float32[1]; outputs audio float32[?]</c>.</returns>
    public static string Describe(InferenceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return $"inputs {List(session.InputMetadata)}; outputs {List(session.OutputMetadata)}";
    }

    private static string List(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        nodes.Count == 0 ? "none" : string.Join(", ", nodes.Select(n => $"{n.Key} {Describe(n.Value)}"));

    private static string Describe(NodeMetadata node) => node.IsTensor
        ? $"{node.ElementDataType.ToString().ToLowerInvariant()}[{string.Join(',', node.Dimensions.Select(d => d < 0 ? "?" : FormattableString.Invariant($"{d}")))}]"
        : node.OnnxValueType.ToString().ToLowerInvariant();
}

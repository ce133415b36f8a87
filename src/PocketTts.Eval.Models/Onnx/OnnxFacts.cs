using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Onnx;

/// <summary>What an ONNX file says of itself, read without loading weights.</summary>
/// <param name="Operators">Operator types of all nodes, subgraphs and local functions included.</param>
/// <param name="ExternalFiles">Files that hold weights outside, as written: relative to the model's folder.</param>
/// <param name="HasFloat16Weights">True when at least one weight is float16 or bfloat16.</param>
public sealed record OnnxFacts(
    ImmutableSortedSet<string> Operators,
    ImmutableSortedSet<string> ExternalFiles,
    bool HasFloat16Weights)
{
    private static readonly string[] RandomOperators =
        ["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"];

    private static readonly string[] IntegerOperators =
        ["ConvInteger", "MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "QLinearConv", "QLinearMatMul"];

    /// <summary>True when a node draws random numbers: equal inputs may then give different outputs.</summary>
    public bool DrawsRandomNumbers => RandomOperators.Any(Operators.Contains);

    /// <summary>
    /// True when 8-bit integer arithmetic is used. ONNX Runtime takes other kernels on CPUs with and without VNNI,
    /// and results differ between them (measured on the published int8 Kokoro).
    /// </summary>
    public bool UsesIntegerArithmetic => IntegerOperators.Any(Operators.Contains);
}

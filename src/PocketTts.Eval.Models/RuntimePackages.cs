using System.Reflection;

namespace PocketTts.Eval.Models;

/// <summary>The packages whose version can change sound or transcripts; a run records them.</summary>
public static class RuntimePackages
{
    /// <summary>Their assemblies: ONNX Runtime and the tokenizers.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly,
        typeof(Microsoft.ML.Tokenizers.BpeTokenizer).Assembly,
    ];
}

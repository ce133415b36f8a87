using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>
/// Which input of a Kokoro graph plays which role. Exports name them differently and declare the speed as float32 or int32,
/// so roles are taken from types and shapes, not names.
/// </summary>
/// <param name="Tokens">Input of the token ids, int64 [1, T+2].</param>
/// <param name="Style">Input of the style vector, float32, 256 values.</param>
/// <param name="StyleShape">Shape the style is fed in, e.g. [1, 256].</param>
/// <param name="Speed">Input of the speed.</param>
/// <param name="SpeedShape">Shape the speed is fed in: [] or [1].</param>
/// <param name="IsWholeSpeed">True when the speed is int32: only whole speeds can be asked for.</param>
/// <param name="Audio">Output of the samples, float32, [N], [1, N] or [1, 1, N].</param>
/// <param name="Durations">Output of the token durations (int64), or null when the graph has none. Not read.</param>
public sealed record KokoroSignature(
    string Tokens,
    string Style,
    IReadOnlyList<long> StyleShape,
    string Speed,
    IReadOnlyList<long> SpeedShape,
    bool IsWholeSpeed,
    string Audio,
    string? Durations)
{
    private const string Expected =
        "tokens int64[1,?], style float[1,256], speed float[1] or int32[1]; audio float[?], [1,?] or [1,1,?]";

    /// <summary>Finds the roles.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">Path for messages.</param>
    /// <returns>The roles.</returns>
    /// <exception cref="InputException">The graph is not one of a Kokoro; the message lists what it has.</exception>
    public static KokoroSignature Resolve(InferenceSession session, string path)
    {
        ArgumentNullException.ThrowIfNull(session);
        var inputs = session.InputMetadata.Where(i => i.Value.IsTensor).ToList();
        var tokens = inputs.Where(i => i.Value.ElementDataType == TensorElementType.Int64 && i.Value.Dimensions.Length == 2).ToList();
        var styles = inputs.Where(i => i.Value.ElementDataType == TensorElementType.Float && EndsIn256(i.Value)).ToList();
        var speeds = inputs.Except(tokens).Except(styles).Where(i => IsSpeed(i.Value)).ToList();
        var audio = session.OutputMetadata.Where(o => o.Value is { IsTensor: true, ElementDataType: TensorElementType.Float }).ToList();
        if (session.InputMetadata.Count != 3 || tokens.Count != 1 || styles.Count != 1 || speeds.Count != 1 || audio.Count == 0)
        {
            throw new InputException($"is not a Kokoro graph: it has {OnnxSignature.Describe(session)}", path, expected: Expected, remedy: "name another file with model=");
        }

        return new KokoroSignature(
            tokens[0].Key,
            styles[0].Key,
            [.. Enumerable.Repeat(1L, styles[0].Value.Dimensions.Length - 1), KokoroModel.StyleLength],
            speeds[0].Key,
            [.. Enumerable.Repeat(1L, speeds[0].Value.Dimensions.Length)],
            speeds[0].Value.ElementDataType == TensorElementType.Int32,
            audio[0].Key,
            session.OutputMetadata.Where(o => o.Value is { IsTensor: true, ElementDataType: TensorElementType.Int64 }).Select(o => o.Key).FirstOrDefault());
    }

    private static bool EndsIn256(NodeMetadata node) =>
        node.Dimensions.Length is >= 1 and <= 3 && node.Dimensions[^1] == KokoroModel.StyleLength;

    private static bool IsSpeed(NodeMetadata node) =>
        node.ElementDataType is TensorElementType.Float or TensorElementType.Int32
        && node.Dimensions.Length <= 1
        && (node.Dimensions.Length == 0 || node.Dimensions[0] is 1 or -1);
}

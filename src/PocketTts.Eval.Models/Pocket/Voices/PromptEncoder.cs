using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Pocket.Graphs;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>Runs the Mimi encoder over a prompt. The graph is opened for the call only: a voice is computed once.</summary>
internal static class PromptEncoder
{
    private static readonly string[] Inputs = ["audio"];
    private static readonly string[] Outputs = ["latents"];

    /// <summary>Encodes a prompt.</summary>
    /// <param name="encoderPath">File of the encoder.</param>
    /// <param name="prompt">Samples at the model's rate.</param>
    /// <param name="width">Width of an embedding.</param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>Embeddings, one row of <paramref name="width"/> per frame.</returns>
    /// <exception cref="InputException">The encoder cannot be used, or gives values that are not finite.</exception>
    public static float[] Encode(string encoderPath, float[] prompt, int width, int threads)
    {
        using GraphFile graph = GraphOpener.Open(encoderPath, new OnnxSessionSettings { ThreadCount = threads });
        graph.Input(Inputs[0], TensorElementType.Float, 3);
        int found = graph.Output(Outputs[0], TensorElementType.Float, 3)[2];
        if (found >= 0 && found != width)
        {
            throw graph.Wrong(Outputs[0], FormattableString.Invariant($"it is {found} wide, the language model's is {width}"), "graphs of one model");
        }

        using var audio = OrtValue.CreateTensorValueFromMemory(prompt, [1, 1, prompt.Length]);
        using var options = new RunOptions();
        float[] embeddings;
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = graph.Session.Run(options, Inputs, [audio], Outputs);
            embeddings = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException($"the encoder failed on the prompt: {e.Message.ReplaceLineEndings(" ")}", file: encoderPath, field: "voice", innerException: e);
        }

        return embeddings.Length > 0 && embeddings.Length % width == 0 && float.IsFinite(TensorPrimitives.MaxMagnitude<float>(embeddings))
            ? embeddings
            : throw new InputException("the encoder gave values that are not finite or of another width", file: encoderPath, field: "voice");
    }
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>The embedding table of the text tokens. Not thread-safe.</summary>
internal sealed class TextConditioner : IDisposable
{
    private static readonly string[] Inputs = ["token_ids"];
    private static readonly string[] Outputs = ["embeddings"];

    private readonly GraphFile _graph;
    private readonly RunOptions _options = new();

    /// <summary>Checks the graph.</summary>
    /// <param name="graph">Opened graph; owned from here on.</param>
    /// <param name="width">Width of an embedding.</param>
    /// <exception cref="InputException">The graph is not what it should be.</exception>
    public TextConditioner(GraphFile graph, int width)
    {
        _graph = graph;
        graph.Input(Inputs[0], TensorElementType.Int64, 2);
        int found = graph.Output(Outputs[0], TensorElementType.Float, 3)[2];
        if (found >= 0 && found != width)
        {
            throw graph.Wrong(Outputs[0], FormattableString.Invariant($"it is {found} wide, the language model's is {width}"), "graphs of one model");
        }
    }

    /// <summary>Looks tokens up.</summary>
    /// <param name="ids">Token ids.</param>
    /// <returns>Embeddings [1, tokens, width]; the caller disposes the collection.</returns>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Embed(ReadOnlySpan<int> ids)
    {
        long[] wide = new long[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            wide[i] = ids[i];
        }

        using var value = OrtValue.CreateTensorValueFromMemory(wide, [1, wide.Length]);
        try
        {
            return _graph.Session.Run(_options, Inputs, [value], Outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new TakeFailedException("model-failed", $"{Path.GetFileName(_graph.Path)} failed: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _options.Dispose();
        _graph.Dispose();
    }
}

using PocketTts.Eval.Models.Tests.Onnx;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>Encoders of a few nodes: the first mel bins of every second frame, and a table of positions added to them.</summary>
internal static class FakeEncoder
{
    /// <summary>An encoder with a table [1500, width], in which row r holds r + column / 10.</summary>
    /// <param name="width">Width of a state.</param>
    /// <param name="hasBatchAxis">Whether the table is [1, 1500, width].</param>
    /// <param name="isHalf">Whether it is stored as float16 and cast.</param>
    public static OnnxBuilder WithTable(int width, bool hasBatchAxis = false, bool isHalf = false)
    {
        long[] shape = hasBatchAxis ? [1, 1500, width] : [1500, width];
        float[] values = [.. Enumerable.Range(0, 1500 * width).Select(i => (i / width) + ((i % width) / 10f))];
        OnnxBuilder graph = Body(width).Node("Add", ["states", "positions"], "last_hidden_state");
        return isHalf
            ? Cast(width, shape, values)
            : graph.Floats("positions", shape, values);
    }

    /// <summary>The same without the node that adds a table, whose result is <c>states</c>.</summary>
    public static OnnxBuilder Body(int width) => new OnnxBuilder()
        .Input("input_features", OnnxBuilder.Float, -1, 80, 3000)
        .Output("last_hidden_state", OnnxBuilder.Float, -1, 1500, width)
        .Longs("starts", [2], 0, 0).Longs("ends", [2], width, long.MaxValue).Longs("axes", [2], 1, 2).Longs("steps", [2], 1, 2)
        .Node("Slice", ["input_features", "starts", "ends", "axes", "steps"], "cut")
        .Node("Transpose", ["cut"], "states", ("perm", [0, 2, 1], true));

    private static OnnxBuilder Cast(int width, long[] shape, float[] values) => Body(width)
        .Tensor("half", OnnxBuilder.Float16, shape, [.. values.SelectMany(v => BitConverter.GetBytes((Half)v))])
        .Node("Cast", ["half"], "positions", ("to", [OnnxBuilder.Float], false))
        .Node("Add", ["states", "positions"], "last_hidden_state");
}

using PocketTts.Eval.Models.Tests.Onnx;

namespace PocketTts.Eval.Models.Tests.Kokoro;

/// <summary>
/// A graph with Kokoro's signature and a transparent sound: 600 samples for each token, pads included, of the value
/// (id × 0.001 + mean of the style) ÷ speed. So a test can read tokens, style row and speed from the samples.
/// </summary>
internal sealed record FakeKokoro
{
    public string TokensName { get; init; } = "tokens";

    public bool HasWholeSpeed { get; init; }

    public bool HasScalarSpeed { get; init; }

    /// <summary>1: [N]; 2: [1, N]; 3: [1, 1, N].</summary>
    public int AudioRank { get; init; } = 1;

    public bool HasDurations { get; init; }

    public bool IsRandom { get; init; }

    public bool IsInteger { get; init; }

    public bool HasFloat16 { get; init; }

    /// <summary>Tokens of this id come out as NaN.</summary>
    public bool IsNotANumber { get; init; }

    public byte[] Build()
    {
        long[] audioShape = [.. Enumerable.Repeat(1L, AudioRank - 1), -1];
        var graph = new OnnxBuilder();
        graph.Input(TokensName, OnnxBuilder.Int64, 1, -1)
            .Input("style", OnnxBuilder.Float, 1, 256)
            .Input("speed", HasWholeSpeed ? OnnxBuilder.Int32 : OnnxBuilder.Float, HasScalarSpeed ? [] : [1])
            .Floats("scale", [], IsNotANumber ? float.NaN : 0.001f)
            .Longs("axis2", [1], 2)
            .Longs("frames", [3], 1, 1, 600)
            .Longs("audioShape", [AudioRank], audioShape)
            .Node("Cast", [TokensName], "ids", ("to", [OnnxBuilder.Float], false))
            .Node("Unsqueeze", ["ids", "axis2"], "column")
            .Node("Expand", ["column", "frames"], "held")
            .Node("Reshape", ["held", "audioShape"], "flat")
            .Node("Mul", ["flat", "scale"], "scaled")
            .Node("ReduceMean", ["style"], "timbre", ("keepdims", [0], false))
            .Node("Add", ["scaled", "timbre"], "sound")
            .Node("Cast", ["speed"], "tempo", ("to", [OnnxBuilder.Float], false));
        string sound = "sound";
        if (IsRandom)
        {
            graph.Node("RandomNormalLike", ["sound"], "noise").Node("Add", ["sound", "noise"], "noisy");
            sound = "noisy";
        }

        if (IsInteger)
        {
            graph.Tensor("bytes", 2, [1, 1], [1]).Node("MatMulInteger", ["bytes", "bytes"], "product");
        }

        if (HasFloat16)
        {
            graph.Tensor("half", OnnxBuilder.Float16, [1], [0, 0]).Node("Cast", ["half"], "whole", ("to", [OnnxBuilder.Float], false)).Node("Add", [sound, "whole"], "sum");
            sound = "sum";
        }

        graph.Node("Div", [sound, "tempo"], "audio").Output("audio", OnnxBuilder.Float, audioShape);
        if (HasDurations)
        {
            graph.Node("Abs", [TokensName], "durations").Output("durations", OnnxBuilder.Int64, 1, -1);
        }

        return graph.Build();
    }
}

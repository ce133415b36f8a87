using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Onnx.Graphs;
using PocketTts.Eval.Models.Tests.Onnx;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>Encoding less than the window: how much, and how graphs are changed so that they take it.</summary>
public sealed class AudioContextTests
{
    private const int Width = 4;

    [Theory]
    [InlineData(0, 500)]
    [InlineData(1, 750)]
    [InlineData(5 * 16_000, 750)]
    [InlineData((5 * 16_000) + 1, 1000)]
    [InlineData(19 * 16_000, 1500)]
    [InlineData(30 * 16_000, 1500)]
    public void Auto_SoundOfAnyLength_GetsTenSecondsInStepsOfFive(int samples, int states) => Assert.Equal(states, AudioContext.Auto.States(samples));

    [Theory]
    [InlineData(0)]
    [InlineData(480_000)]
    public void Whole_SoundOfAnyLength_IsAWholeWindow(int samples) => Assert.Equal(1500, AudioContext.Whole.States(samples));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void OpenEncoder_TableOfPositions_IsCutToTheInput(bool hasBatchAxis, bool isHalf)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("encoder_model.onnx", FakeEncoder.WithTable(Width, hasBatchAxis, isHalf).Build());
        using InferenceSession plain = OnnxSessions.Open(path, new OnnxSessionSettings());
        using InferenceSession changed = AudioContextPatch.OpenEncoder(path, new OnnxSessionSettings());
        float[] whole = Run(plain, 3000);
        Assert.Equal(whole, Run(changed, 3000));
        Assert.Equal(whole[..(300 * Width)], Run(changed, 600));
        Assert.Equal(whole[..Width], Run(changed, 2));
        Assert.ThrowsAny<OnnxRuntimeException>(() => Run(plain, 600));
    }

    [Fact]
    public void OpenEncoder_FixedLengthInside_IsRefused()
    {
        OnnxBuilder graph = FakeEncoder.Body(Width).Floats("positions", [1500, Width], new float[1500 * Width]).Longs("split", [3], 1, 1500, Width)
            .Node("Add", ["states", "positions"], "sum").Node("Reshape", ["sum", "split"], "last_hidden_state");
        Refused(graph, "it holds the constant 1500");
    }

    [Fact]
    public void OpenEncoder_FixedLengthInAConstantNode_IsRefused()
    {
        OnnxBuilder graph = FakeEncoder.Body(Width).Floats("positions", [1500, Width], new float[1500 * Width]).Constant("split", [3], 2, 3000, 2)
            .Node("Add", ["states", "positions"], "sum").Node("Reshape", ["sum", "split"], "last_hidden_state");
        Refused(graph, "it holds the constant 3000");
    }

    [Fact]
    public void OpenEncoder_TableReadTwice_IsRefused()
    {
        OnnxBuilder graph = FakeEncoder.Body(Width).Floats("positions", [1500, Width], new float[1500 * Width])
            .Node("Add", ["states", "positions"], "sum").Node("Mul", ["sum", "positions"], "last_hidden_state");
        Refused(graph, "2 nodes (Add, Mul) read a table of 1500 positions, expected one Add");
    }

    [Fact]
    public void OpenEncoder_NoTable_IsRefused() =>
        Refused(FakeEncoder.Body(Width).Node("Relu", ["states"], "last_hidden_state"), "0 nodes () read a table");

    [Fact]
    public void OpenEncoder_OtherInput_IsRefused() =>
        Refused(new OnnxBuilder().Input("mel", OnnxBuilder.Float, 1, 80, 3000).Output("out", OnnxBuilder.Float, 1, 80, 3000).Node("Relu", ["mel"], "out"), "it has other inputs and outputs");

    [Fact]
    public void FreeDecoder_DeclaredLengths_BecomeSymbolic()
    {
        var document = GraphDocument.Read(new OnnxBuilder()
            .Input("encoder_hidden_states", OnnxBuilder.Float, -1, 1500, 512).Input("input_ids", OnnxBuilder.Int64, -1, -1)
            .Output("cross_attentions.0", OnnxBuilder.Float, -1, 8, -1, 1500).Build());
        AudioContextPatch.FreeDecoder(document);
        var again = GraphDocument.Read(document.ToArray());
        Assert.Equal([-1, -1, 512], again.Inputs[0].Shape);
        Assert.Equal([-1, -1], again.Inputs[1].Shape);
        Assert.Equal([-1, 8, -1, -1], again.Outputs[0].Shape);
    }

    [Fact]
    public void Load_EncoderThatCannotBeCut_NamesTheFileAndTheWayOut()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        InputException e = Assert.Throws<InputException>(() => fake.Load(",audio-ctx=auto"));
        Assert.Contains("encoder_model.onnx", e.Message, StringComparison.Ordinal);
        Assert.Contains("cannot encode less than 30 s: it holds the constant 3000", e.Message, StringComparison.Ordinal);
        Assert.Contains("leave audio-ctx out", e.Message, StringComparison.Ordinal);
    }

    // its encoder can be cut, its decoder splits keys into 1500
    [Fact]
    public void Load_DecoderThatTakesOneLengthOnly_IsFoundOutBeforeTheFirstSound()
    {
        using FakeWhisper fake = new FakeWhisper { HasPositionTable = true }.WriteAll();
        string message = Assert.Throws<InputException>(() => fake.Load(",audio-ctx=auto")).Message;
        Assert.Contains("cannot encode less than 30 s: ", message, StringComparison.Ordinal);
        Assert.Contains("decoder", message.Split(' ')[0], StringComparison.Ordinal);
    }

    private static void Refused(OnnxBuilder graph, string fault)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("encoder_model.onnx", graph.Build());
        InputException e = Assert.Throws<InputException>(() => AudioContextPatch.OpenEncoder(path, new OnnxSessionSettings()));
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }

    private static float[] Run(InferenceSession session, int frames)
    {
        float[] mel = [.. Enumerable.Range(0, 80).SelectMany(bin => Enumerable.Range(0, frames).Select(frame => (bin / 8f) - (frame / 64f)))];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(mel, [1, 80, frames]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["input_features"], [input], ["last_hidden_state"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

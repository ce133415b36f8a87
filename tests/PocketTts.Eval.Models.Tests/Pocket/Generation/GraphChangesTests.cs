using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Onnx.Graphs;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Tests.Onnx;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Generation;

/// <summary>What is changed in the published graphs in memory: that it happens, and that graphs that look otherwise are left alone.</summary>
public sealed class GraphChangesTests
{
    private const int Size = 40;

    [Theory]
    [InlineData("mini-bundle/flow_lm_main.onnx", 2)]
    [InlineData("mini-bundle/flow_lm_main_int8.onnx", 2)]
    [InlineData("mini-12l/flow_lm_main.onnx", 12)]
    public void LanguageModel_PublishedStructure_IsWrittenInPlace(string file, int layers)
    {
        var document = GraphDocument.Read(File.ReadAllBytes(SharedFiles.Model("pocket-tts/" + file)));
        Assert.NotNull(CacheCapacityPatch.Apply(document));
        Assert.Equal(2 * layers, SliceFirst.Apply(document));
        Assert.Equal(layers, CacheWriteMerge.Apply(document));
        var states = InPlaceStates.Find(document);
        Assert.All(Enumerable.Range(0, layers), i => Assert.Contains(FormattableString.Invariant($"state_{3 * i}"), states));
        Assert.DoesNotContain("state_2", states);
    }

    [Theory]
    [InlineData("mini-bundle/mimi_decoder.onnx")]
    [InlineData("mini-bundle/mimi_decoder_int8.onnx")]
    [InlineData("mini-sherpa/decoder.onnx")]
    public void Decoder_PublishedStructure_GetsSmallRings(string file)
    {
        using GraphFile graph = GraphOpener.OpenDecoder(SharedFiles.Model("pocket-tts/" + file), new OnnxSessionSettings(), 4);
        Assert.Equal(new RingSize(1000, 320), graph.Ring);
        Assert.Equal([2, 1, 2, 320, 16], graph.Session.InputMetadata["state_19"].Dimensions);
        Assert.Contains("state_19", graph.InPlace);
        Assert.Contains("state_49", graph.InPlace);
        Assert.DoesNotContain("state_20", graph.InPlace);
    }

    [Fact]
    public void Decoder_AsManyFramesAsTheRingHolds_StaysAsItIs()
    {
        using GraphFile graph = GraphOpener.OpenDecoder(SharedFiles.Model("pocket-tts/mini-bundle/mimi_decoder.onnx"), new OnnxSessionSettings(), MimiDecoder.MaxFramesPerCall + 1);
        Assert.Null(graph.Ring);
        Assert.Equal(1000, graph.Session.InputMetadata["state_19"].Dimensions[DecoderRingPatch.Axis]);
    }

    [Fact]
    public void Decoder_LargestGroup_FitsBesideTheContext() =>
        Assert.Equal(new RingSize(1000, 992), DecoderRingPatch.Apply(Decoder("mini-bundle"), MimiDecoder.MaxFramesPerCall));

    // the size is also an operand of something the ring's arithmetic has no use for
    [Theory]
    [InlineData("Mul")]
    [InlineData("Add")]
    public void Decoder_SizeUsedInAnotherWay_StaysAsItIs(string operation)
    {
        GraphDocument document = Decoder("mini-bundle");
        string size = document.Nodes.First(n => n.Constant?.Values is [1000]).Outputs[0];
        byte[] other = new OnnxBuilder().Node(operation, [size, size], "surprise").Build();
        document.Nodes.AddRange(GraphDocument.Read(other).Nodes);
        byte[] before = document.ToArray();
        Assert.Null(DecoderRingPatch.Apply(document, 4));
        Assert.Equal(before, document.ToArray());
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(32, false)]
    public void Decoder_MoreStepsAFrameThanKnown_FailsInsteadOfOverwriting(int stepsPerFrame, bool isKnown)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        File.WriteAllBytes(path, new OnnxBuilder()
            .Input("latent", OnnxBuilder.Float, 1, -1, 2).Input("state_0", OnnxBuilder.Float, 2, 1, 1, 300, 1).Input("state_1", OnnxBuilder.Int64, 1)
            .Output("audio_frame", OnnxBuilder.Float, 1, 1, -1).Output("out_state_0", OnnxBuilder.Float, 2, 1, 1, 300, 1).Output("out_state_1", OnnxBuilder.Int64, 1).Output("far", OnnxBuilder.Bool, 300)
            .Longs("flat", [3], 1, 1, -1).Longs("steps", [1], stepsPerFrame)
            .Constant("size", 300).Constant("row", [300], [.. Enumerable.Range(0, 300).Select(i => (long)i)]).Constant("context", 50)
            .Node("Mod", ["row", "size"], "places").Node("Less", ["places", "context"], "far")
            .Node("Identity", ["state_0"], "out_state_0").Node("Reshape", ["latent", "flat"], "audio_frame").Node("Add", ["state_1", "steps"], "out_state_1")
            .Build());
        try
        {
            GraphFile graph = GraphOpener.OpenDecoder(path, new OnnxSessionSettings(), 4);
            Assert.Equal(new RingSize(300, 128), graph.Ring);
            using var decoder = new MimiDecoder(graph, [], 2, 4);
            decoder.Reset();
            float[] latent = [1, 2];
            if (isKnown)
            {
                Assert.Equal([1f, 2f], decoder.Decode(latent).ToArray());
                return;
            }

            var error = Assert.Throws<Core.Speech.TakeFailedException>(() => { decoder.Decode(latent); });
            Assert.Equal("model-failed", error.Reason);
            Assert.Contains("32 steps a frame", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Document_UnchangedModel_SaysTheSame()
    {
        byte[] model = File.ReadAllBytes(SharedFiles.Model("pocket-tts/mini-bundle/mimi_decoder_int8.onnx"));
        var again = GraphDocument.Read(GraphDocument.Read(model).ToArray());
        var first = GraphDocument.Read(model);
        Assert.Equal(first.Nodes.Select(n => (n.Operation, string.Join(',', n.Inputs), string.Join(',', n.Outputs))), again.Nodes.Select(n => (n.Operation, string.Join(',', n.Inputs), string.Join(',', n.Outputs))));
        Assert.Equal(first.Inputs.Select(i => (i.Name, string.Join(',', i.Shape))), again.Inputs.Select(i => (i.Name, string.Join(',', i.Shape))));
        using var options = new SessionOptions();
        using var session = new InferenceSession(first.ToArray(), options);
        Assert.Equal(57, session.InputMetadata.Count);
    }

    [Fact]
    public void WriteMerge_TwoWrites_BecomeOneWithTheSameResult()
    {
        GraphDocument document = Cache(reader: "Shape");
        Assert.Equal(1, CacheWriteMerge.Apply(document));
        Assert.Single(document.Nodes, n => n.Operation == "ScatterND");
        Assert.Contains("state_0", InPlaceStates.Find(document));
        Assert.Equal(Run(Cache(reader: "Shape")), Run(document));
    }

    [Fact]
    public void WriteMerge_ValueInBetweenIsRead_StaysAsItIs()
    {
        GraphDocument document = Cache(reader: "Neg");
        Assert.Equal(0, CacheWriteMerge.Apply(document));
        Assert.Equal(2, document.Nodes.Count(n => n.Operation == "ScatterND"));
    }

    [Fact]
    public void SliceFirst_PlaneThatIsCut_IsCutBeforeItIsTaken()
    {
        GraphDocument Plane(string extra) => GraphDocument.Read(new OnnxBuilder()
            .Input("state_0", OnnxBuilder.Float, 2, Size, 3).Input("start", OnnxBuilder.Int64, 1).Input("end", OnnxBuilder.Int64, 1)
            .Output("part", OnnxBuilder.Float, -1, 3).Output("side", OnnxBuilder.Float, -1, 3)
            .Constant("one", 1).Constant("axes", [1], 0).Constant("steps", [1], 1)
            .Node("Gather", ["state_0", "one"], "plane")
            .Node("Slice", ["plane", "start", "end", "axes", "steps"], "part")
            .Node("Neg", [extra], "side")
            .Build());
        float[] Part(GraphDocument document)
        {
            using var options = new SessionOptions();
            using var session = new InferenceSession(document.ToArray(), options);
            using var run = new RunOptions();
            using var state = OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, 2 * Size * 3).Select(i => (float)i).ToArray(), [2, Size, 3]);
            using var start = OrtValue.CreateTensorValueFromMemory(new long[] { 7 }, [1]);
            using var end = OrtValue.CreateTensorValueFromMemory(new long[] { 9 }, [1]);
            using var results = session.Run(run, ["state_0", "start", "end"], [state, start, end], ["part", "side"]);
            return [.. results[0].GetTensorDataAsSpan<float>(), .. results[1].GetTensorDataAsSpan<float>()];
        }

        GraphDocument changed = Plane("part");
        Assert.Equal(1, SliceFirst.Apply(changed));
        Assert.Equal("Slice", changed.Nodes.First(n => n.Operation is "Slice" or "Gather").Operation);
        Assert.Equal([141, 142, 143, 144, 145, 146, -141, -142, -143, -144, -145, -146], Part(changed));
        Assert.Equal(Part(Plane("part")), Part(changed));
        Assert.Equal(0, SliceFirst.Apply(Plane("plane")));
    }

    // whoever reads the old content without being needed for the new one might run too late
    [Fact]
    public void InPlace_OldContentReadBesideTheWrite_IsNotShared()
    {
        byte[] model = new OnnxBuilder()
            .Input("state_0", OnnxBuilder.Float, 2, 3).Input("state_1", OnnxBuilder.Float, 2, 3).Input("place", OnnxBuilder.Int64, 1, 1).Input("row", OnnxBuilder.Float, 1, 3)
            .Output("out_state_0", OnnxBuilder.Float, 2, 3).Output("out_state_1", OnnxBuilder.Float, 2, 3).Output("sum", OnnxBuilder.Float, 2, 3)
            .Node("ScatterND", ["state_0", "place", "row"], "out_state_0")
            .Node("Neg", ["state_0"], "sum")
            .Node("Identity", ["state_1"], "out_state_1")
            .Build();
        Assert.Equal(["state_1"], InPlaceStates.Find(GraphDocument.Read(model)));
    }

    [Fact]
    public void InPlace_GraphWithBranches_SharesNothing()
    {
        var branch = new OnnxBuilder().Output("y", OnnxBuilder.Float, 3).Node("Neg", ["state_0"], "y");
        byte[] model = new OnnxBuilder()
            .Input("state_0", OnnxBuilder.Float, 3).Input("flag", OnnxBuilder.Bool, 1)
            .Output("out_state_0", OnnxBuilder.Float, 3).Output("z", OnnxBuilder.Float, 3)
            .Node("Identity", ["state_0"], "out_state_0")
            .If("flag", ["z"], branch, branch)
            .Build();
        Assert.Empty(InPlaceStates.Find(GraphDocument.Read(model)));
    }

    private static GraphDocument Decoder(string bundle) => GraphDocument.Read(File.ReadAllBytes(SharedFiles.Model($"pocket-tts/{bundle}/mimi_decoder.onnx")));

    private static GraphDocument Cache(string reader) => GraphDocument.Read(new OnnxBuilder()
        .Input("state_0", OnnxBuilder.Float, 2, Size, 3).Input("keys", OnnxBuilder.Float, 1, 3).Input("values", OnnxBuilder.Float, 1, 3)
        .Output("out_state_0", OnnxBuilder.Float, 2, Size, 3).Output("side", reader == "Shape" ? OnnxBuilder.Int64 : OnnxBuilder.Float, reader == "Shape" ? [3] : [2, Size, 3])
        .Longs("key_place", [1, 2], 0, 7).Longs("value_place", [1, 2], 1, 7)
        .Node("ScatterND", ["state_0", "key_place", "keys"], "between")
        .Node(reader, ["between"], "side")
        .Node("ScatterND", ["between", "value_place", "values"], "out_state_0")
        .Build());

    private static float[] Run(GraphDocument document)
    {
        using var options = new SessionOptions();
        using var session = new InferenceSession(document.ToArray(), options);
        using var run = new RunOptions();
        using var state = OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, 2 * Size * 3).Select(i => (float)i).ToArray(), [2, Size, 3]);
        using var keys = OrtValue.CreateTensorValueFromMemory(new float[] { -1, -2, -3 }, [1, 3]);
        using var values = OrtValue.CreateTensorValueFromMemory(new float[] { -4, -5, -6 }, [1, 3]);
        using var results = session.Run(run, ["state_0", "keys", "values"], [state, keys, values], ["out_state_0"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

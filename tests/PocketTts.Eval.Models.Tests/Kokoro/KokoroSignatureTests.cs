using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Tests.Onnx;

namespace PocketTts.Eval.Models.Tests.Kokoro;

public sealed class KokoroSignatureTests
{
    [Fact]
    public void Open_Durations_AreFound()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.onnx", new FakeKokoro { TokensName = "input_ids", HasDurations = true, HasWholeSpeed = true }.Build());
        using KokoroModel model = KokoroModel.Open(path, new OnnxSessionSettings());
        KokoroSignature signature = model.Signature;
        Assert.Equal(("input_ids", "style", "speed", "audio", "durations"), (signature.Tokens, signature.Style, signature.Speed, signature.Audio, signature.Durations));
        Assert.True(signature.IsWholeSpeed);
        Assert.Equal([1, 256], signature.StyleShape);
        Assert.Equal([1], signature.SpeedShape);
    }

    [Fact]
    public void Open_GraphOfAnotherKind_ListsWhatItHas()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("other.onnx", new OnnxBuilder()
            .Input("input", OnnxBuilder.Float, 1, 80, -1)
            .Output("y", OnnxBuilder.Float, 1, 80, -1)
            .Node("Abs", ["input"], "y")
            .Build());

        InputException e = Assert.Throws<InputException>(() => KokoroModel.Open(path, new OnnxSessionSettings()));

        Assert.StartsWith(path + ": is not a Kokoro graph: it has inputs input float[1,80,?]; outputs y float[1,80,?]; expected tokens int64[1,?]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BadArguments_AreRefused()
    {
        using var folder = new TemporaryFolder();
        using KokoroModel model = KokoroModel.Open(folder.Write("a.onnx", new FakeKokoro { HasWholeSpeed = true }.Build()), new OnnxSessionSettings());
        Assert.Throws<ArgumentException>("tokens", () => model.Run([], new float[256], 1));
        Assert.Throws<ArgumentException>("tokens", () => model.Run(new long[511], new float[256], 1));
        Assert.Throws<ArgumentException>("style", () => model.Run([1], new float[255], 1));
        Assert.Throws<ArgumentException>("speed", () => model.Run([1], new float[256], float.NaN));
        Assert.Throws<ArgumentException>("speed", () => model.Run([1], new float[256], 0));
        Assert.Throws<ArgumentException>("speed", () => model.Run([1], new float[256], 1.5f));
        Assert.Equal(512 * 600, model.Run(new long[510], new float[256], 1).Length);
    }
}

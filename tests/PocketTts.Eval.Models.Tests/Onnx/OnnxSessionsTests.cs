using CsCheck;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Tests.Kokoro;

namespace PocketTts.Eval.Models.Tests.Onnx;

public sealed class OnnxSessionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_GoodFile_Runs()
    {
        using InferenceSession session = OnnxSessions.Open(_folder.Write("a.onnx", new FakeKokoro().Build()), new OnnxSessionSettings { ThreadCount = 2, AllowSpinning = true }, out OnnxFacts facts);
        Assert.Equal("inputs tokens int64[1,?], style float[1,256], speed float[1]; outputs audio float[?]", OnnxSignature.Describe(session));
        Assert.Equal(["Add", "Cast", "Div", "Expand", "Mul", "ReduceMean", "Reshape", "Unsqueeze"], facts.Operators);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Create_ThreadCountOutOfRange_Throws(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSessionSettings { ThreadCount = threads }.Create());

    [Fact]
    public void Open_TruncatedFile_SaysHowMuchIsMissingWithSizeAndHash()
    {
        byte[] whole = new FakeKokoro().Build();
        InputException e = Fails("kokoro-v1.0.int8.onnx", whole[..500]);
        Assert.Contains("cannot be used as an ONNX model: it ends early", e.Message, StringComparison.Ordinal);
        Assert.Contains("(500 bytes, sha256 ", e.Message, StringComparison.Ordinal);
        Assert.Contains("92361271 bytes, sha256 6e74", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherContent_SaysSo()
    {
        Assert.Contains("it holds no graph", Fails("a.onnx", []).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be used as an ONNX model", Fails("b.onnx", "<!DOCTYPE html><html><body>Not found</body></html>"u8.ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("is a Git LFS pointer", Fails("c.onnx", "version https://git-lfs.github.com/spec/v1\n"u8.ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<InputException>(() => OnnxSessions.Open(Path.Combine(_folder.Path, "d.onnx"), new OnnxSessionSettings())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnknownOperatorOrOpset_TellsWhatTheRuntimeSays()
    {
        byte[] unknown = new OnnxBuilder().Input("x", OnnxBuilder.Float, 1).Output("y", OnnxBuilder.Float, 1).Node("NoSuchOperator", ["x"], "y").Build();
        Assert.Contains("NoSuchOperator", Fails("op.onnx", unknown).Message, StringComparison.Ordinal);

        byte[] future = new OnnxBuilder { OpsetVersion = 9999 }.Input("x", OnnxBuilder.Float, 1).Output("y", OnnxBuilder.Float, 1).Node("Abs", ["x"], "y").Build();
        Assert.Contains("opset", Fails("opset.onnx", future).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.bin", "outside its folder")]
    [InlineData("/etc/hostname", "outside its folder")]
    [InlineData("a/../../b", "outside its folder")]
    [InlineData("", "outside its folder")]
    [InlineData("weights.bin", "which is missing")]
    public void Open_ExternalDataThatCannotBeUsed_IsRefused(string location, string expected) =>
        Assert.Contains(expected, Fails("external.onnx", External(location)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_ExternalDataThatIsALinkElsewhere_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string secret = _folder.Write("secret/weights.bin", new byte[4]);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "m")).FullName, "weights.bin"), secret);
        Assert.Contains($"keeps weights in 'weights.bin', which is a link to {secret}", Fails("m/external.onnx", External("weights.bin")).Message, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "m", "sub"), Path.GetDirectoryName(secret)!);
        Assert.Contains("which is a link to", Fails("m/external.onnx", External("sub/weights.bin")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFacts_ExternalDataInTheBlobsOfAHuggingFaceCache_IsFine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string blob = _folder.Write("models--o--n/blobs/abc", new byte[4]);
        string model = _folder.Write("models--o--n/snapshots/c0/onnx/external.onnx", External("weights.bin"));
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(model)!, "weights.bin"), blob);
        Assert.Equal(["weights.bin"], OnnxSessions.ReadFacts(model).ExternalFiles);
    }

    [Fact]
    public void Open_ExternalDataBesideTheModel_IsListed()
    {
        _folder.Write("weights.bin", BitConverter.GetBytes(2.5f));
        using InferenceSession session = OnnxSessions.Open(_folder.Write("external.onnx", External("weights.bin")), new OnnxSessionSettings(), out OnnxFacts facts);
        Assert.Equal(["weights.bin"], facts.ExternalFiles);
    }

    [Fact]
    public void ReadFacts_DamagedFile_NeverThrowsAnythingElse()
    {
        byte[] whole = new FakeKokoro { HasFloat16 = true, IsRandom = true }.Build();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (at, value, length) =>
            {
                byte[] damaged = whole[..length];
                if (at < length)
                {
                    damaged[at] = value;
                }

                try
                {
                    OnnxFactsReader.Read(new MemoryStream(damaged));
                }
                catch (InvalidDataException)
                {
                    // the one way it may fail
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void ReadFacts_DeepNesting_IsRefused()
    {
        // graph > node > attribute > graph > node > …
        byte[] message = [];
        for (int i = 0; i < 200; i++)
        {
            foreach (int field in new[] { 6, 5, 1 })
            {
                message = [(byte)((field << 3) | 2), .. Varint(message.Length), .. message];
            }
        }

        byte[] file = [(7 << 3) | 2, .. Varint(message.Length), .. message];
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => OnnxFactsReader.Read(new MemoryStream(file)));
        Assert.Contains("nested", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] External(string location) => new OnnxBuilder()
        .Input("x", OnnxBuilder.Float, 1)
        .Output("y", OnnxBuilder.Float, 1)
        .ExternalFloats("w", [1], location)
        .Node("Add", ["x", "w"], "y")
        .Build();

    private InputException Fails(string name, byte[] content)
    {
        string path = _folder.Write(name, content);
        InputException e = Assert.Throws<InputException>(() => OnnxSessions.Open(path, new OnnxSessionSettings()));
        Assert.Equal(path, e.File);
        return e;
    }
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;

namespace PocketTts.Eval.Models.Tests.Kokoro;

public sealed class KokoroModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ModelFolders Folders => new([_folder.Path], _ => null);

    [Fact]
    public void Find_ManyModels_TakesThemInTheDocumentedOrder()
    {
        string[] order = ["kokoro/kokoro-v1.0.onnx", "kokoro/onnx/model.onnx", "kokoro/kokoro.onnx", "kokoro/kokoro-v1.0.int8.onnx", "kokoro/mine.onnx", "kokoro/kokoro-v1.0.fp16.onnx", "kokoro/kokoro-v0_19.onnx"];
        foreach (string name in order.Append("kokoro/kokoro-v1.1-zh.onnx"))
        {
            _folder.Write(name, "x");
        }

        foreach (string name in order)
        {
            string path = Path.Combine(_folder.Path, name);
            Assert.Equal(path, KokoroModelFiles.Find(Folders, null));
            File.Delete(path);
        }

        Assert.Null(KokoroModelFiles.TryFindDefault(Folders));
    }

    [Fact]
    public void Find_NamedModel_IsFoundByNameAndPath()
    {
        string path = _folder.Write("kokoro/onnx/model_fp16.onnx", "x");
        string elsewhere = _folder.Write("elsewhere/k.onnx", "x");
        Assert.Equal(path, KokoroModelFiles.Find(Folders, "model_fp16.onnx"));
        Assert.Equal(path, KokoroModelFiles.Find(Folders, "onnx/model_fp16.onnx"));
        Assert.Equal(elsewhere, KokoroModelFiles.Find(Folders, elsewhere));
        Assert.Equal(elsewhere, KokoroModelFiles.Find(new ModelFolders([], _ => null), elsewhere));
    }

    [Theory]
    [InlineData("model_fp61.onnx", "did you mean 'model_fp16.onnx'?")]
    [InlineData("./nowhere.onnx", "no such file")]
    [InlineData("kokoro-v1.1-zh.onnx", "symbols have other ids")]
    public void Find_WrongName_SaysSo(string requested, string expected)
    {
        _folder.Write("kokoro/onnx/model_fp16.onnx", "x");
        InputException e = Assert.Throws<InputException>(() => KokoroModelFiles.Find(Folders, requested));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

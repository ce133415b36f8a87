using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Adding;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Adding;

/// <summary>The shared models, registered where they are.</summary>
public sealed class ModelAdderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelCatalog _catalog = ModelCatalog.Load(null, _ => null);

    private ModelFolders Folders => new([_folder.Path], _ => null, _catalog);

    [Fact]
    public async Task Add_Kokoro_IsFoundByItsId()
    {
        string folder = Path.GetDirectoryName(SharedFiles.Model("kokoro/kokoro-v1.0.int8.onnx"))!;
        AddResult added = await AddAsync(folder, "kokoro-shared");

        Assert.Equal(("kokoro", "Kokoro, kokoro-v1.0.int8.onnx"), (added.Model.Engine, added.Layout));
        Assert.Equal("6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb", added.Model.Files["kokoro-v1.0.int8.onnx"].Sha256);
        Assert.Equal(Path.Combine(folder, "kokoro-v1.0.int8.onnx"), KokoroModelFiles.Find(Folders, "kokoro-shared"));
        Assert.Equal(Path.Combine(folder, "kokoro-v1.0.int8.onnx"), KokoroModelFiles.Find(Folders, null));
        Assert.All(Verify("kokoro-shared"), f => Assert.Equal(VerifyOutcome.Right, f.Outcome));
    }

    [Fact]
    public async Task Add_Whisper_IsARecognizer()
    {
        string folder = Path.GetDirectoryName(SharedFiles.Model("whisper-base/config.json"))!;
        Assert.Contains("begins with whisper", (await Assert.ThrowsAsync<InputException>(() => AddAsync(folder, "ours"))).Message, StringComparison.Ordinal);
        AddResult added = await AddAsync(folder, "whisper-ours");

        Assert.Equal(("whisper", "Whisper, fp16w, merged decoder", "--recognizer whisper-ours"), (added.Model.Engine, added.Layout, added.Usage));
        Assert.Contains("whisper-ours", new WhisperEngine(Folders).Probe().Voices);
        Assert.All(Verify("whisper-ours"), f => Assert.Equal(VerifyOutcome.Right, f.Outcome));
    }

    [Fact]
    public async Task Add_PocketBundlesOfEveryLayout_AreFoundByTheirId()
    {
        SharedFiles.Model("pocket-tts/mini-bundle/bundle.json");
        foreach ((string name, string layout) in new[] { ("mini-bundle", "v2"), ("mini-bundle-v1", "v1"), ("mini-sherpa", "sherpa") })
        {
            AddResult added = await AddAsync(SharedFiles.Model("pocket-tts/" + name), "my-" + name);
            Assert.Contains($"{layout} layout", added.Layout, StringComparison.Ordinal);
            Assert.Equal(added.Model.Folder, BundleFinder.Find(Folders, "my-" + name));
        }

        Assert.Equal(3, BundleFinder.All(Folders).Count);
        EngineStatus status = new PocketEngine(Folders).Probe();
        Assert.True(status.IsReady, status.Detail);
    }

    [Fact]
    public async Task Add_Dnsmos_IsFound()
    {
        AddResult added = await AddAsync(Path.GetDirectoryName(SharedFiles.Model("dnsmos/model_v8.onnx"))!, "mos");
        Assert.Equal("dnsmos", added.Model.Engine);
        Assert.NotNull(Folders.TryFindFile("dnsmos", "sig_bak_ovr.onnx"));
    }

    [Fact]
    public async Task Verify_AddedFileThatChanged_IsWrong_AndOneThatIsGoneMissing()
    {
        string source = Path.GetDirectoryName(SharedFiles.Model("dnsmos/model_v8.onnx"))!;
        string copy = Directory.CreateDirectory(Path.Combine(_folder.Path, "copy")).FullName;
        foreach (string file in Directory.GetFiles(source))
        {
            await File.WriteAllBytesAsync(Path.Combine(copy, Path.GetFileName(file)), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        await AddAsync(copy, "mos");
        await File.AppendAllTextAsync(Path.Combine(copy, "model_v8.onnx"), "x", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(copy, "sig_bak_ovr.onnx"));
        Assert.Equal([VerifyOutcome.Wrong, VerifyOutcome.Missing], Verify("mos").Select(f => f.Outcome));

        RemovedModel removed = await new ModelRemover(_catalog, _folder.Path, Pins(), TimeProvider.System).RemoveAsync("mos", false, TestContext.Current.CancellationToken);
        Assert.True(removed.IsAdded);
        Assert.True(File.Exists(Path.Combine(copy, "model_v8.onnx")));
        Assert.Empty(AddedModelList.Read(Folders));
    }

    [Fact]
    public async Task Add_WhatCannotBeUsed_IsRefusedInOneLine()
    {
        _folder.Write("empty/notes.txt", "x");
        _folder.Write("broken/model.onnx", "x");
        _folder.Write("ggml/ggml-base.bin", "xxxx");
        Assert.Contains("holds no model that is known", await FailsAsync("empty", "a"), StringComparison.Ordinal);
        Assert.Contains("cannot be used as an ONNX model", await FailsAsync("broken", "a"), StringComparison.Ordinal);
        Assert.Contains("holds no model that is known", await FailsAsync("ggml", "a"), StringComparison.Ordinal);
        Assert.Contains("no such folder", await FailsAsync("nowhere", "a"), StringComparison.Ordinal);
        Assert.Contains("is a file; expected the folder", await FailsAsync("empty/notes.txt", "a"), StringComparison.Ordinal);
        Assert.Contains("'A b' is no id", await FailsAsync("empty", "A b"), StringComparison.Ordinal);
        Assert.Contains("'kokoro-82m' is a model of the manifest", await FailsAsync("empty", "kokoro-82m"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "models.added.json")));
    }

    [Fact]
    public async Task Add_Ggml_IsRecognizedByItsFirstBytes()
    {
        _folder.Write("ggml/ggml-base.bin", "lmgg and more");
        AddResult added = await AddAsync(Path.Combine(_folder.Path, "ggml"), "g");
        Assert.Equal("whisper.net", added.Model.Engine);

        _folder.Write("other/ggml-base.bin", "lmgg");
        Assert.Contains("choose another name", await FailsAsync("other", "g"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ModelLock Pins() => new(Path.Combine(_folder.Path, ModelLock.FileName));

    private Task<AddResult> AddAsync(string path, string id) => new ModelAdder(_catalog, _folder.Path, Pins(), TimeProvider.System).AddAsync(path, id, TestContext.Current.CancellationToken);

    private async Task<string> FailsAsync(string path, string id) => (await Assert.ThrowsAsync<InputException>(() => AddAsync(Path.Combine(_folder.Path, path), id))).Message;

    private IReadOnlyList<VerifiedFile> Verify(string id) => [.. new ModelVerifier(_catalog, Folders, new ModelInventory(Folders, _ => null)).Verify([id], TestContext.Current.CancellationToken)];
}

using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Tests.Files.Store;

public sealed class HuggingFaceCacheTests : IDisposable
{
    private const string Commit = "608c49e61301901684bc36cac8f74b95ff6b5a8e";
    private const string Repository = "hub/models--onnx-community--whisper-base_timestamped";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("https://huggingface.co/a/b/resolve/main/onnx/x.onnx", "a/b", "main", "onnx/x.onnx")]
    [InlineData("https://huggingface.co/a/b/resolve/main/", "a/b", "main", "")]
    [InlineData("https://huggingface.co/a/b/resolve/v1.0/x%20y", "a/b", "v1.0", "x y")]
    public void TryParse_AddressOfTheHub_GivesItsParts(string address, string repository, string revision, string path) =>
        Assert.Equal(new HuggingFaceAddress(repository, revision, path), HuggingFaceAddress.TryParse(new Uri(address)));

    [Theory]
    [InlineData("https://huggingface.co.example.org/a/b/resolve/main/x")]
    [InlineData("http://huggingface.co/a/b/resolve/main/x")]
    [InlineData("https://huggingface.co/a/resolve/main/x")]
    [InlineData("https://github.com/a/b/releases/download/v1/x")]
    public void TryParse_OtherAddress_GivesNothing(string address) => Assert.Null(HuggingFaceAddress.TryParse(new Uri(address)));

    [Fact]
    public void TryFind_RevisionOrBranch_FindsTheSnapshot()
    {
        string file = _folder.Write($"{Repository}/snapshots/{Commit}/onnx/x.onnx", "x");
        _folder.Write($"{Repository}/refs/main", Commit + "\n");
        var cache = new HuggingFaceCache(v => v == "HF_HOME" ? _folder.Path : null);
        Assert.Equal(file, cache.TryFind(new HuggingFaceAddress("onnx-community/whisper-base_timestamped", Commit, "onnx/x.onnx")));
        Assert.Equal(file, cache.TryFind(new HuggingFaceAddress("onnx-community/whisper-base_timestamped", "main", "onnx/x.onnx")));
        Assert.Null(cache.TryFind(new HuggingFaceAddress("onnx-community/whisper-base_timestamped", "other", "onnx/x.onnx")));
        Assert.Null(cache.TryFind(new HuggingFaceAddress("onnx-community/whisper-base_timestamped", Commit, "../../../x")));
        Assert.Null(new HuggingFaceCache(_ => null).TryFind(new HuggingFaceAddress("a/b", "main", "x")));
    }

    [Theory]
    [InlineData("HF_HUB_CACHE", "hub")]
    [InlineData("HUGGINGFACE_HUB_CACHE", "hub")]
    [InlineData("HF_HOME", "")]
    public void TryFind_EveryVariableOfTheLibraries_IsKnown(string variable, string below)
    {
        string file = _folder.Write($"{Repository}/snapshots/{Commit}/x", "x");
        var cache = new HuggingFaceCache(v => v == variable ? Path.Combine(_folder.Path, below) : null);
        Assert.Equal(file, cache.TryFind(new HuggingFaceAddress("onnx-community/whisper-base_timestamped", Commit, "x")));
    }

    [Fact]
    public void BlobHash_LinkIntoBlobs_IsTheHash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string hash = new('a', 64);
        string blob = _folder.Write($"{Repository}/blobs/{hash}", "x");
        string link = Path.Combine(_folder.Path, "link");
        File.CreateSymbolicLink(link, blob);
        Assert.Equal(hash, HuggingFaceCache.BlobHash(link));
        Assert.Null(HuggingFaceCache.BlobHash(blob));
    }

    [Fact]
    public void ModelFolders_ModelInTheCache_IsUsedFromThere()
    {
        string snapshot = Path.Combine(_folder.Path, $"{Repository}/snapshots/{Commit}");
        foreach (string name in new[] { "config.json", "generation_config.json", "tokenizer.json", "onnx/encoder_model.onnx", "onnx/decoder_model_merged.onnx" })
        {
            _folder.Write($"{Repository}/snapshots/{Commit}/{name}", "x");
        }

        string? Environment(string v) => v == "HF_HOME" ? _folder.Path : null;
        ModelCatalog catalog = ModelCatalog.Load(null, _ => null);
        var folders = new ModelFolders([Path.Combine(_folder.Path, "empty")], Environment, catalog);
        Assert.Equal([snapshot], folders.Find("whisper-base").Select(Path.TrimEndingDirectorySeparator));
        Assert.Contains("whisper-base", folders.NamesOf("whisper"));
        Assert.Empty(new ModelFolders([], Environment).Find("whisper-base"));

        // the sizes are wrong, so the inventory does not call it whole
        Assert.Equal(ModelState.Missing, new ModelInventory(folders, Environment).StatusOf(catalog.Find("whisper-base")).State);
    }

    public void Dispose() => _folder.Dispose();
}

using System.Collections.Immutable;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Models.Files.Store;
using PocketTts.Eval.Models.Tests.Files.Download;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Pull;

/// <summary>A models folder, a server with files, and a manifest that names them.</summary>
internal sealed class PullBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PullBench() => Server = new LoopbackServer(Answer);

    public LoopbackServer Server { get; }

    /// <summary>What the server has, by path; a missing path is a 404.</summary>
    public Dictionary<string, byte[]> Content { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Environment { get; } = [];

    public string Outside => _folder.Path;

    public string Root => Path.Combine(_folder.Path, "models");

    public string LockPath => Path.Combine(Root, ModelLock.FileName);

    public long? FreeBytes { get; set; } = 1_000_000_000_000;

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A manifest with one model of the given files, given as JSON.</summary>
    public ModelCatalog Catalog(string files, string more = "")
    {
        string path = _folder.Write("manifest.json", $$"""
            { "version": 1, "models": { "m": { "title": "T", "engine": "kokoro", "folder": "kokoro-m", "licence": { "name": "MIT", "commercialUse": "yes" },
              "sources": ["{{Server.Root}}"], "files": [ {{files}} ] {{more}} } } }
            """);
        return ModelCatalog.Load(path, _ => null);
    }

    public async Task<ImmutableArray<PulledFile>> PullAsync(ModelCatalog catalog, PullSettings? settings = null, RecordingPull? progress = null, FileSelection? selection = null, CancellationToken cancellationToken = default)
    {
        settings = (settings ?? new PullSettings()) with { Download = DownloadBench.Impatient with { StallLimit = TimeSpan.FromSeconds(5) } };
        using var puller = new ModelPuller(catalog, Root, new ModelLock(LockPath), settings, Environment.GetValueOrDefault, TimeProvider.System, _ => FreeBytes);
        return await puller.PullAsync([new PullItem("m", selection ?? FileSelection.Default)], progress ?? new RecordingPull(), cancellationToken);
    }

    public ModelFolders Folders(ModelCatalog catalog) => new([Root], Environment.GetValueOrDefault, catalog);

    public IReadOnlyList<VerifiedFile> Verify(ModelCatalog catalog, params string[] ids)
    {
        ModelFolders folders = Folders(catalog);
        return [.. new ModelVerifier(catalog, folders, new ModelInventory(folders, Environment.GetValueOrDefault, new ModelLock(LockPath))).Verify(ids, CancellationToken.None)];
    }

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }

    private ServerReply Answer(SeenRequest request)
    {
        lock (Content)
        {
            return Content.TryGetValue(Uri.UnescapeDataString(request.Path), out byte[]? content)
                ? LoopbackServer.File(request, content, $"\"{DownloadBench.Hash(content)[..8]}\"")
                : new ServerReply { Status = 404 };
        }
    }
}

using System.Collections.Immutable;
using System.Formats.Tar;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Models.Files.Store;
using PocketTts.Eval.Models.Tests.Files.Download;
using SharpCompress.Compressors.BZip2;

namespace PocketTts.Eval.Models.Tests.Files.Pull;

public sealed class ModelPullerTests : IDisposable
{
    private const string Unpinned = """{ "path": "a.bin" }""";
    private static readonly byte[] First = DownloadBench.Content(50_000);
    private static readonly byte[] Second = DownloadBench.Content(50_000, seed: 2);

    private readonly PullBench _bench = new();

    private static string Pinned(byte[] content) => $$"""{ "path": "a.bin", "bytes": {{content.Length}}, "sha256": "{{DownloadBench.Hash(content)}}" }""";

    private string Target => Path.Combine(_bench.Root, "kokoro-m", "a.bin");

    [Fact]
    public async Task Pull_UnknownHash_IsPinnedOnFirstDownload()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        PulledFile file = Assert.Single(await _bench.PullAsync(catalog));

        Assert.Equal(new PulledFile("m", "kokoro-m/a.bin", PullOutcome.Fetched, First.Length, DownloadBench.Hash(First), _bench.Server.Root + "a.bin", true), file);
        PinnedFile pin = new ModelLock(_bench.LockPath).Find("kokoro-m/a.bin")!;
        Assert.Equal((DownloadBench.Hash(First), (long)First.Length, _bench.Server.Root + "a.bin"), (pin.Sha256, pin.Bytes, pin.Source));
        Assert.Equal([VerifyOutcome.Right], _bench.Verify(catalog, "m").Select(f => f.Outcome));
    }

    [Fact]
    public async Task Pull_Again_FetchesNothing()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        await _bench.PullAsync(catalog);
        PulledFile file = Assert.Single(await _bench.PullAsync(catalog));

        Assert.Equal((PullOutcome.Here, false), (file.Outcome, file.IsNewPin));
        Assert.Single(_bench.Server.Seen);
    }

    [Fact]
    public async Task Pull_ChangedOnTheHub_IsRefusedWithBothHashes_UntilItIsRepinned()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        await _bench.PullAsync(catalog);
        File.Delete(Target);
        _bench.Content["/a.bin"] = Second;

        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog));
        Assert.Contains($"gave other bytes: sha256 {DownloadBench.Hash(Second)}, expected {DownloadBench.Hash(First)}", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));

        PulledFile file = Assert.Single(await _bench.PullAsync(catalog, new PullSettings { Repins = true }));
        Assert.True(file.IsNewPin);
        Assert.Equal(DownloadBench.Hash(Second), new ModelLock(_bench.LockPath).Find("kokoro-m/a.bin")!.Sha256);
        await _bench.PullAsync(catalog);
    }

    [Fact]
    public async Task Pull_Repin_WithAnotherSize_Works()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        await _bench.PullAsync(catalog);
        _bench.Content["/a.bin"] = Second[..100];
        File.Delete(Target);
        Assert.Contains("has 100 bytes, expected 50000", (await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog))).Message, StringComparison.Ordinal);
        await _bench.PullAsync(catalog, new PullSettings { Repins = true });
        Assert.Equal(100, new FileInfo(Target).Length);
    }

    [Fact]
    public async Task Pull_HashOfTheManifest_IsNotRepinned()
    {
        _bench.Content["/a.bin"] = Second;
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(_bench.Catalog(Pinned(First)), new PullSettings { Repins = true }));
        Assert.Contains("gave other bytes", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Pull_PinAndManifestDisagree_IsRefused()
    {
        _bench.Content["/a.bin"] = First;
        await _bench.PullAsync(_bench.Catalog(Unpinned));
        _bench.Content["/a.bin"] = Second;
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(_bench.Catalog(Pinned(Second))));
        Assert.StartsWith($"kokoro-m/a.bin: is pinned to sha256 {DownloadBench.Hash(First)}, but the manifest says {DownloadBench.Hash(Second)}", e.Message, StringComparison.Ordinal);
        await _bench.PullAsync(_bench.Catalog(Pinned(Second)), new PullSettings { Repins = true });
        Assert.Equal(Second, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pull_DamagedFileOfOurs_IsFetchedAnew()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Pinned(First));
        await _bench.PullAsync(catalog);
        await File.WriteAllTextAsync(Target, "damaged", TestContext.Current.CancellationToken);
        VerifiedFile damaged = Assert.Single(_bench.Verify(catalog));
        Assert.Equal((VerifyOutcome.Wrong, DownloadBench.Hash(First)), (damaged.Outcome, damaged.Expected));

        await _bench.PullAsync(catalog);
        Assert.Equal(VerifyOutcome.Right, Assert.Single(_bench.Verify(catalog)).Outcome);
    }

    [Fact]
    public async Task Pull_FileSomebodyElsePutThere_IsNotTouched()
    {
        _bench.Content["/a.bin"] = First;
        _bench.Write("models/kokoro-m/a.bin", "mine");
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(_bench.Catalog(Pinned(First))));
        Assert.Contains($"is another file: sha256 {DownloadBench.Hash("mine"u8.ToArray())} (4 bytes), expected {DownloadBench.Hash(First)}", e.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pull_RightFileAlreadyThere_IsTakenAndPinned()
    {
        _bench.Write("models/kokoro-m/a.bin", "mine");
        var progress = new RecordingPull();
        PulledFile file = Assert.Single(await _bench.PullAsync(_bench.Catalog(Unpinned), progress: progress));
        Assert.Equal((PullOutcome.Here, true), (file.Outcome, file.IsNewPin));
        Assert.Contains("was here already", Assert.Single(progress.Notes), StringComparison.Ordinal);
        Assert.Empty(_bench.Server.Seen);
    }

    [Fact]
    public async Task Pull_Mirror_IsAskedForTheLayoutOfAModelsFolder()
    {
        _bench.Content["/pub/kokoro-m/sub dir/ä.bin"] = First;
        ModelCatalog catalog = _bench.Catalog("""{ "path": "sub dir/ä.bin", "from": "elsewhere.bin" }""");
        await _bench.PullAsync(catalog, new PullSettings { Mirror = PullSettings.ParseMirror(_bench.Server.Root + "pub") });
        Assert.Equal("/pub/kokoro-m/sub%20dir/%C3%A4.bin", Assert.Single(_bench.Server.Seen).Path);
    }

    [Theory]
    [InlineData("mirror.example")]
    [InlineData("ftp://mirror.example/")]
    [InlineData("https://me:secret@mirror.example/")]
    public void ParseMirror_NoAddress_IsRefusedWithoutShowingIt(string text) =>
        Assert.Equal("--mirror: is no address of a server; expected an http or https address without a user name, query or fragment", Assert.Throws<InputException>(() => PullSettings.ParseMirror(text)).Message);

    [Fact]
    public async Task Pull_SomeFilesFail_OthersComeAndEachFailureIsNamed()
    {
        _bench.Content["/b.bin"] = First;
        ModelCatalog catalog = _bench.Catalog("""{ "path": "a.bin" }, { "path": "b.bin" }, { "path": "c.bin" }, { "path": "d.bin", "optional": true }""");
        var progress = new RecordingPull();
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog, progress: progress));
        Assert.Equal(["kokoro-m/a.bin", "kokoro-m/c.bin"], e.Problems.Select(p => p.File));
        Assert.True(File.Exists(Path.Combine(_bench.Root, "kokoro-m", "b.bin")));
        Assert.Contains(progress.Notes, n => n.StartsWith("kokoro-m/d.bin is optional and was left out", StringComparison.Ordinal));

        _bench.Content["/a.bin"] = First;
        _bench.Content["/c.bin"] = First;
        ImmutableArray<PulledFile> files = await _bench.PullAsync(catalog);
        Assert.Equal([PullOutcome.Fetched, PullOutcome.Here, PullOutcome.Fetched, PullOutcome.Absent], files.Select(f => f.Outcome));
    }

    [Fact]
    public async Task Pull_Offline_FetchesNothing()
    {
        _bench.Content["/a.bin"] = First;
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        Assert.Contains("is not here, and nothing is fetched offline", (await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog, new PullSettings { IsOffline = true }))).Message, StringComparison.Ordinal);
        await _bench.PullAsync(catalog);
        await _bench.PullAsync(catalog, new PullSettings { IsOffline = true });
        Assert.Single(_bench.Server.Seen);
    }

    [Fact]
    public async Task Pull_NoRoom_IsSaidBeforeAnythingIsAsked()
    {
        _bench.FreeBytes = 64_020_000;
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(_bench.Catalog(Pinned(First))));
        Assert.Contains("has 64 MB free, but 64 MB are needed", e.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Server.Seen);
        _bench.FreeBytes = null;
        _bench.Content["/a.bin"] = First;
        await _bench.PullAsync(_bench.Catalog(Pinned(First)));
    }

    [Fact]
    public async Task Pull_TwoAtOnce_FetchOnce()
    {
        _bench.Content["/a.bin"] = DownloadBench.Content(3_000_000);
        ModelCatalog catalog = _bench.Catalog("""{ "path": "a.bin", "bytes": 3000000 }, { "path": "b.bin", "optional": true }""");
        ImmutableArray<PulledFile>[] both = await Task.WhenAll(Task.Run(() => _bench.PullAsync(catalog)), Task.Run(() => _bench.PullAsync(catalog)));
        Assert.Equal([PullOutcome.Here, PullOutcome.Fetched], both.Select(f => f[0].Outcome).Order());
        Assert.Single(_bench.Server.Seen, r => r.Path == "/a.bin");
    }

    [Fact]
    public async Task Pull_InTheHuggingFaceCache_IsCopied()
    {
        string hash = DownloadBench.Hash(First);
        string repository = Path.Combine(_bench.Outside, "hub", "models--o--n");
        Directory.CreateDirectory(Path.Combine(repository, "blobs"));
        Directory.CreateDirectory(Path.Combine(repository, "snapshots", "c0"));
        await File.WriteAllBytesAsync(Path.Combine(repository, "blobs", hash), First, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(repository, "snapshots", "c0", "a.bin"), Path.Combine(repository, "blobs", hash));
        _bench.Environment["HF_HUB_CACHE"] = Path.Combine(_bench.Outside, "hub");
        ModelCatalog catalog = _bench.Catalog("""{ "path": "a.bin", "urls": ["https://huggingface.co/o/n/resolve/c0/a.bin"] }""");

        PulledFile file = Assert.Single(await _bench.PullAsync(catalog, new PullSettings { IsOffline = true }));
        Assert.Equal((PullOutcome.Copied, hash), (file.Outcome, file.Sha256));
        Assert.Equal(First, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));

        // damaged: the blob's name is its hash
        File.Delete(Target);
        File.Delete(_bench.LockPath);
        await File.WriteAllBytesAsync(Path.Combine(repository, "blobs", hash), Second, TestContext.Current.CancellationToken);
        var progress = new RecordingPull();
        await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog, new PullSettings { IsOffline = true }, progress));
        Assert.Contains("is damaged", progress.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_Archive_IsUnpackedPinnedVerifiedAndRemoved()
    {
        _bench.Content["/x.tar.bz2"] = Archive(("x-1/a.onnx", "aaa"), ("x-1/sub/b.json", "bbbb"));
        ModelCatalog catalog = _bench.Catalog("""{ "path": "x.tar.bz2", "unpack": { "strip": 1, "maxBytes": 100 } }""");
        await _bench.PullAsync(catalog);

        Assert.Equal(["kokoro-m/a.onnx", "kokoro-m/sub/b.json"], new ModelLock(_bench.LockPath).Find("kokoro-m/x.tar.bz2")!.Unpacked);
        Assert.Equal("bbbb", await File.ReadAllTextAsync(Path.Combine(_bench.Root, "kokoro-m", "sub", "b.json"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(_bench.Root, "kokoro-m", "x.tar.bz2")));
        Assert.Equal([VerifyOutcome.Right, VerifyOutcome.Right], _bench.Verify(catalog, "m").Select(f => f.Outcome));
        Assert.Equal(PullOutcome.Here, Assert.Single(await _bench.PullAsync(catalog)).Outcome);
        Assert.Single(_bench.Server.Seen);

        await File.WriteAllTextAsync(Path.Combine(_bench.Root, "kokoro-m", "a.onnx"), "xxx", TestContext.Current.CancellationToken);
        Assert.Contains(_bench.Verify(catalog), f => f.Outcome == VerifyOutcome.Wrong);
        Assert.Equal(PullOutcome.Fetched, Assert.Single(await _bench.PullAsync(catalog)).Outcome);
        Assert.All(_bench.Verify(catalog), f => Assert.Equal(VerifyOutcome.Right, f.Outcome));

        RemovedModel removed = await new ModelRemover(catalog, _bench.Root, new ModelLock(_bench.LockPath), TimeProvider.System).RemoveAsync("m", false, TestContext.Current.CancellationToken);
        Assert.Equal((2, 7), (removed.Files.Length, removed.Bytes));
        Assert.False(Directory.Exists(Path.Combine(_bench.Root, "kokoro-m")));
    }

    [Fact]
    public async Task Pull_HostileArchive_LeavesNothingBehind()
    {
        _bench.Content["/x.tar.bz2"] = Archive(("x-1/a.onnx", "aaa"), ("x-1/../../../evil", "e"));
        ModelCatalog catalog = _bench.Catalog("""{ "path": "x.tar.bz2", "unpack": { "strip": 1, "maxBytes": 100 } }""");
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.PullAsync(catalog));
        Assert.Contains("which is refused: it leaves the folder", e.Message, StringComparison.Ordinal);
        Assert.Equal(["x.tar.bz2"], Directory.GetFileSystemEntries(Path.Combine(_bench.Root, "kokoro-m")).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public async Task Remove_FilesOfOthers_Stay()
    {
        _bench.Content["/a.bin"] = First;
        _bench.Write("models/kokoro-m/b.bin", "mine");
        _bench.Write("models/kokoro-m/notes.txt", "not of the model");
        ModelCatalog catalog = _bench.Catalog("""{ "path": "a.bin" }, { "path": "b.bin", "optional": true }""");
        var remover = new ModelRemover(catalog, _bench.Root, new ModelLock(_bench.LockPath), TimeProvider.System);
        await Assert.ThrowsAsync<InputException>(() => remover.RemoveAsync("m", false, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(_bench.Root, "kokoro-m", "b.bin")));

        RemovedModel removed = await remover.RemoveAsync("m", true, TestContext.Current.CancellationToken);
        Assert.Single(removed.Files);
        Assert.True(File.Exists(Path.Combine(_bench.Root, "kokoro-m", "notes.txt")));
        Assert.Contains("'m' is not here", (await Assert.ThrowsAsync<InputException>(() => remover.RemoveAsync("m", true, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_LockFileElsewhere_IsUsed()
    {
        _bench.Content["/a.bin"] = First;
        string path = Path.Combine(_bench.Outside, "plan", "models.lock.json");
        ModelCatalog catalog = _bench.Catalog(Unpinned);
        using var puller = new ModelPuller(catalog, _bench.Root, new ModelLock(path), new PullSettings(), _ => null, TimeProvider.System);
        await puller.PullAsync([new PullItem("m", FileSelection.Default)], new RecordingPull(), TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_bench.LockPath));
        Assert.NotNull(new ModelLock(path).Find("kokoro-m/a.bin"));
    }

    [Theory]
    [InlineData("{", "is damaged")]
    [InlineData("{ \"version\": 9, \"files\": {} }", "is of a version this tool does not know")]
    public void Lock_Damaged_IsOneLine(string text, string message)
    {
        string path = _bench.Write("models/models.lock.json", text);
        Assert.Contains(message, Assert.Throws<InputException>(() => new ModelLock(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static byte[] Archive(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (BZip2Stream packer = BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Compress, false, true))
        using (var tar = new TarWriter(packer, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
            }
        }

        return stream.ToArray();
    }
}

using System.IO.Compression;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Download;

public sealed class FileDownloaderTests : IDisposable
{
    private static readonly byte[] Model = DownloadBench.Content(300_000);
    private static readonly string Sha256 = DownloadBench.Hash(Model);

    private readonly DownloadBench _bench = new();

    [Fact]
    public async Task Fetch_GoodServer_IsOneRequest()
    {
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\""));
        DownloadedFile file = await _bench.FetchAsync(new Uri(server.Root, "a/model.onnx"));

        Assert.Equal(new DownloadedFile(Sha256, Model.Length, new Uri(server.Root, "a/model.onnx").AbsoluteUri), file);
        AssertWhole(Model);
        SeenRequest request = Assert.Single(server.Seen);
        Assert.Equal("/a/model.onnx", request.Path);
        Assert.Equal("identity", request["Accept-Encoding"]);
        Assert.Null(request["Authorization"]);
        Assert.Null(request["Range"]);
        Assert.Equal((300_000L, 300_000L), (_bench.Reports[^1].Bytes, _bench.Reports[^1].Total!.Value));
        Assert.Empty(_bench.Retries);
    }

    public static TheoryData<int, bool> Cuts
    {
        get
        {
            var data = new TheoryData<int, bool>();
            foreach (int place in new[] { 0, 5, 17, 60, 105, 106, 1000, 150_000, 300_000 })
            {
                data.Add(place, false);
                data.Add(place, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Fetch_ConnectionCut_GoesOnWhereItStopped(int place, bool resets)
    {
        int count = 0;
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = count++ == 0 ? place : null, Resets = resets });
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
        Assert.Equal(2, server.Seen.Count);
        if (place > 0)
        {
            // HttpClient itself asks again where not one byte came
            Assert.Single(_bench.Retries);
        }

        if (place > 1000 && !resets)
        {
            // a reset may throw away what had arrived
            Assert.InRange(server.Seen[1].From!.Value, 1, Model.Length - 1);
            Assert.Equal("\"v1\"", server.Seen[1]["If-Range"]);
        }
    }

    [Fact]
    public async Task Fetch_CutAgainAndAgainWithProgress_IsNoFailure()
    {
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = 20_000 });
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
        Assert.True(server.Seen.Count > 10, $"{server.Seen.Count} requests, more than the attempts without progress");
    }

    [Fact]
    public async Task Fetch_ServerIgnoresRange_BeginsAnew()
    {
        int count = 0;
        using var server = new LoopbackServer(_ => new ServerReply { Body = Model, CutAfter = count++ == 0 ? 150_000 : null });
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
        Assert.NotNull(server.Seen[1].From);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_FileChangesMidway_GivesTheNewOneWhole(bool honoursIfRange)
    {
        byte[] changed = DownloadBench.Content(Model.Length, seed: 2);
        int count = 0;
        using var server = new LoopbackServer(r => count++ == 0
            ? LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = 150_000 }
            : LoopbackServer.File(honoursIfRange ? r : new SeenRequest(r.Path, r.Headers.Where(h => h.Key != "If-Range").ToDictionary(h => h.Key, h => h.Value)), changed, "\"v2\""));
        DownloadedFile file = await _bench.FetchAsync(server.Root);

        AssertWhole(changed);
        Assert.Equal(DownloadBench.Hash(changed), file.Sha256);
    }

    [Fact]
    public async Task Fetch_NoValidatorAndNoHash_NeverMixesTwoAnswers()
    {
        byte[] changed = DownloadBench.Content(Model.Length, seed: 2);
        int count = 0;
        using var server = new LoopbackServer(r => count++ == 0 ? LoopbackServer.File(r, Model) with { CutAfter = 150_000 } : LoopbackServer.File(r, changed));
        await _bench.FetchAsync(server.Root);

        AssertWhole(changed);
        Assert.Null(server.Seen[1].From);
    }

    [Fact]
    public async Task Fetch_WeakETag_IsNoValidator()
    {
        int count = 0;
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "W/\"v1\"") with { CutAfter = count++ == 0 ? 150_000 : null });
        await _bench.FetchAsync(server.Root);

        AssertWhole(Model);
        Assert.Null(server.Seen[1].From);
    }

    [Fact]
    public async Task Fetch_OtherPartThanAskedFor_IsNotTaken()
    {
        int count = 0;
        using var server = new LoopbackServer(r => count++ switch
        {
            0 => LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = 150_000 },
            1 => new ServerReply { Status = 206, Body = Model[10..] }.With("Content-Range", $"bytes 10-{Model.Length - 1}/{Model.Length}"),
            _ => LoopbackServer.File(r, Model, "\"v1\""),
        });
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Fetch_PackedAlthoughNotAsked_IsUnpacked(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true), "br" => new BrotliStream(packed, CompressionLevel.Fastest, true), _ => new ZLibStream(packed, CompressionLevel.Fastest, true) })
        {
            packer.Write(Model);
        }

        int count = 0;
        using var server = new LoopbackServer(_ => new ServerReply { Body = packed.ToArray(), CutAfter = count++ == 0 ? 100_000 : null }.With("Content-Encoding", encoding).With("ETag", "\"p\""));
        DownloadedFile file = await _bench.FetchAsync(server.Root);

        AssertWhole(Model);
        Assert.Equal(Sha256, file.Sha256);
    }

    [Fact]
    public async Task Fetch_UnknownPacking_IsRefused()
    {
        using var server = new LoopbackServer(_ => new ServerReply { Body = Model }.With("Content-Encoding", "zstd"));
        await AssertRefusedAsync(server.Root, null, null, "the server packs the file as 'zstd'");
    }

    [Fact]
    public async Task Fetch_Chunked_IsWhole()
    {
        int count = 0;
        using var server = new LoopbackServer(_ => new ServerReply { Body = Model, IsChunked = true, CutAfter = count++ == 0 ? 200_000 : null }.With("ETag", "\"c\""));
        await _bench.FetchAsync(server.Root);

        AssertWhole(Model);
    }

    [Fact]
    public async Task Fetch_EndOfConnectionIsEndOfFile_OnlyWithAHash()
    {
        using var server = new LoopbackServer(_ => new ServerReply { Body = Model, Length = -1 });
        await AssertRefusedAsync(server.Root, null, null, "does not say how long the file is, and neither size nor hash is known");
        await _bench.FetchAsync(server.Root, null, Sha256);
        AssertWhole(Model);
    }

    [Fact]
    public async Task Fetch_KeepAliveThatIsNone_IsNoFailure()
    {
        int count = 0;
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v\"") with { Closes = true, Resets = count++ % 2 == 0 });
        for (int i = 0; i < 4; i++)
        {
            await _bench.FetchAsync(server.Root, Model.Length, Sha256);
            AssertWhole(Model);
            File.Delete(_bench.Target);
        }
    }

    [Fact]
    public async Task Fetch_ServerStalls_IsAskedAgain()
    {
        int count = 0;
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = count++ == 0 ? 150_000 : null, Stalls = true });
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
        Assert.Contains("sent nothing for 0.4 s", _bench.Retries[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ServerNeverAnswers_EndsInOneLine()
    {
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model) with { CutAfter = 0, Stalls = true });
        await AssertRefusedAsync(server.Root, Model.Length, Sha256, "did not answer within 0.1 s, 2 times in a row", DownloadBench.Impatient with { StallLimit = TimeSpan.FromMilliseconds(100), Attempts = 2 });
    }

    [Theory]
    [InlineData(100_000, "has 100000 bytes, expected 300000")]
    [InlineData(400_000, "has 400000 bytes, expected 300000")]
    public async Task Fetch_WrongLengthClaimed_IsRefusedBeforeItIsRead(int length, string message)
    {
        using var server = new LoopbackServer(_ => new ServerReply { Body = Model, Length = length, Closes = true });
        await AssertRefusedAsync(server.Root, Model.Length, Sha256, message);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Fetch_LengthLongerThanWhatComes_GoesOnUntilItIsGivenUp()
    {
        using var server = new LoopbackServer(r => new ServerReply { Body = Model, Length = 400_000, Closes = true });
        await AssertRefusedAsync(server.Root, null, Sha256, "broke off after 300000 bytes");
    }

    [Fact]
    public async Task Fetch_MoreThanTheFileHas_IsRefused()
    {
        using var server = new LoopbackServer(_ => new ServerReply { Body = [.. Model, 1], IsChunked = true });
        await AssertRefusedAsync(server.Root, Model.Length, Sha256, "sends more than the 300000 bytes the file has");
        using var endless = new LoopbackServer(_ => new ServerReply { Body = new byte[1_200_000], IsChunked = true });
        await AssertRefusedAsync(endless.Root, null, null, "sends more than the 1000000 bytes the file has");
    }

    [Fact]
    public async Task Fetch_OtherBytes_AreRefusedWithBothHashes()
    {
        byte[] other = DownloadBench.Content(Model.Length, seed: 3);
        using var server = new LoopbackServer(r => LoopbackServer.File(r, other, "\"v1\""));
        await AssertRefusedAsync(server.Root, Model.Length, Sha256, $"gave other bytes: sha256 {DownloadBench.Hash(other)}, expected {Sha256}");
        Assert.Equal(2, server.Seen.Count);
        Assert.All(server.Seen, r => Assert.Null(r.From));
    }

    [Fact]
    public async Task Fetch_FirstSourceFails_TakesTheSecondAndKeepsWhatHadArrived()
    {
        using var first = new LoopbackServer(r => r.From is null ? LoopbackServer.File(r, Model, "\"a\"") with { CutAfter = 150_000 } : new ServerReply { Status = 404 });
        using var second = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"b\""));
        DownloadedFile file = await _bench.FetchAsync([first.Root, second.Root], Model.Length, Sha256);

        AssertWhole(Model);
        Assert.Equal(second.Root.AbsoluteUri, file.Source);
        Assert.InRange(second.Seen[0].From!.Value, 1, Model.Length - 1);
        Assert.Null(second.Seen[0]["If-Range"]);
    }

    [Fact]
    public async Task Fetch_EverySourceFails_NamesEach()
    {
        using var first = new LoopbackServer(_ => new ServerReply { Status = 404 });
        using var second = new LoopbackServer(_ => new ServerReply { Status = 500 });
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.FetchAsync([first.Root, second.Root]));

        Assert.Equal($"kokoro/model.onnx: cannot be fetched: {first.Root} answered 404 NotFound; {second.Root} answered 500 InternalServerError, 4 times in a row; try again later, or name a --mirror", e.Message);
        Assert.Single(first.Seen);
        Assert.Equal(4, second.Seen.Count);
    }

    [Theory]
    [InlineData(401, 1, "answered 401")]
    [InlineData(403, 1, "answered 403")]
    [InlineData(404, 1, "answered 404")]
    [InlineData(410, 1, "answered 410")]
    [InlineData(416, 1, "answered 416")]
    [InlineData(429, 4, "answered 429")]
    [InlineData(503, 4, "answered 503")]
    public async Task Fetch_StatusThatIsNoFile_IsTriedAsOftenAsItHelps(int status, int requests, string message)
    {
        using var server = new LoopbackServer(_ => new ServerReply { Status = status, Body = "no"u8.ToArray() });
        await AssertRefusedAsync(server.Root, null, null, message);
        Assert.Equal(requests, server.Seen.Count);
    }

    [Fact]
    public async Task Fetch_GatedModel_SaysWhatToDo()
    {
        using var server = new LoopbackServer(_ => new ServerReply { Status = 403 });
        await AssertRefusedAsync(new Uri(server.Root, "kyutai/pocket-tts/resolve/main/x.wav"), null, null, "accept the model's terms on its page and set HF_TOKEN");
    }

    [Fact]
    public async Task Fetch_RetryAfter_IsKeptButNotForever()
    {
        int count = 0;
        using var server = new LoopbackServer(r => count++ < 2 ? new ServerReply { Status = count == 1 ? 429 : 503 }.With("Retry-After", count == 1 ? "3600" : "0") : LoopbackServer.File(r, Model));
        await _bench.FetchAsync(server.Root, Model.Length, Sha256);

        AssertWhole(Model);
        Assert.Equal(DownloadBench.Impatient.LongestPause, _bench.Retries[0].Pause);
        Assert.Equal(DownloadBench.Impatient.Pause, _bench.Retries[1].Pause);
    }

    [Fact]
    public async Task Fetch_RangeNotSatisfiableAfterAWholePart_IsWhole()
    {
        WritePart(Model, "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            await _bench.FetchAsync(source);
            AssertWhole(Model);
            Assert.Equal(Model.Length, Assert.Single(server.Seen).From);
        }
    }

    [Fact]
    public async Task Fetch_PartLongerThanTheFile_BeginsAnew()
    {
        WritePart([.. Model, 1, 2, 3], "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            await _bench.FetchAsync(source);
            AssertWhole(Model);
        }
    }

    [Fact]
    public async Task Fetch_EarlierProcessLeftAPart_GoesOnFromThere()
    {
        WritePart(Model[..123_456], "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            await _bench.FetchAsync(source);
            AssertWhole(Model);
            SeenRequest request = Assert.Single(server.Seen);
            Assert.Equal((123_456, "\"v1\""), (request.From, request["If-Range"]));
        }
    }

    [Fact]
    public async Task Fetch_EarlierProcessLeftEverything_AsksNobody()
    {
        WritePart(Model, "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            await _bench.FetchAsync(source, Model.Length, Sha256);
            AssertWhole(Model);
            Assert.Empty(server.Seen);
        }
    }

    [Fact]
    public async Task Fetch_EarlierPartIsDamaged_IsFetchedAnew()
    {
        byte[] damaged = Model[..200_000];
        damaged[100]++;
        WritePart(damaged, "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            await _bench.FetchAsync(source, Model.Length, Sha256);
            AssertWhole(Model);
            Assert.Equal([200_000, null], server.Seen.Select(r => r.From));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Fetch_StateOfAPartIsDamaged_BeginsAnew(string? state)
    {
        WritePart(Model[..1000], "\"v1\"", out Uri source, out LoopbackServer server);
        using (server)
        {
            File.Delete(_bench.PartPath + ".json");
            if (state is not null)
            {
                await File.WriteAllTextAsync(_bench.PartPath + ".json", state, TestContext.Current.CancellationToken);
            }

            await _bench.FetchAsync(source);
            AssertWhole(Model);
            Assert.Null(Assert.Single(server.Seen).From);
        }
    }

    [Fact]
    public async Task Fetch_Cancelled_KeepsWhatHasArrived()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\"") with { CutAfter = 150_000, Stalls = true });
        Task<DownloadedFile> fetch = _bench.FetchAsync(server.Root, Model.Length, Sha256, DownloadBench.Impatient with { StallLimit = TimeSpan.FromMinutes(1) }, cancel.Token);
        while (!_bench.Reports.ToArray().Any(r => r.Bytes > 100_000))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        long kept = new FileInfo(_bench.PartPath).Length;
        Assert.InRange(kept, 100_000, 150_000);
        Assert.False(File.Exists(_bench.Target));

        using var good = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"v1\""));
        await _bench.FetchAsync(good.Root, Model.Length, Sha256);
        AssertWhole(Model);
        Assert.Equal((int)kept, good.Seen[0].From!.Value);
    }

    [Theory]
    [InlineData("<html>log in</html>", "text/html", "answered with a web page, not with the file")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:ba78\nsize 92361271\n", "text/plain", "gave a Git LFS pointer, not the file itself")]
    public async Task Fetch_NoHashKnown_SomethingElseThanTheFileIsNotPinned(string body, string type, string message)
    {
        using var server = new LoopbackServer(_ => new ServerReply { Body = System.Text.Encoding.UTF8.GetBytes(body) }.With("Content-Type", type));
        await AssertRefusedAsync(server.Root, null, null, message);
    }

    public void Dispose() => _bench.Dispose();

    private void WritePart(byte[] content, string etag, out Uri source, out LoopbackServer server)
    {
        server = new LoopbackServer(r => LoopbackServer.File(r, Model, etag));
        source = new Uri(server.Root, "model.onnx");
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Target)!);
        File.WriteAllBytes(_bench.PartPath, content);
        File.WriteAllText(_bench.PartPath + ".json", $$"""{"source":"{{source}}","eTag":{{System.Text.Json.JsonSerializer.Serialize(etag)}}}""");
    }

    private void AssertWhole(byte[] expected)
    {
        Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(_bench.Target)), "the bytes are not those of the file");
        Assert.False(File.Exists(_bench.PartPath));
        Assert.False(File.Exists(_bench.PartPath + ".json"));
    }

    private async Task AssertRefusedAsync(Uri uri, long? bytes, string? sha256, string message, DownloadSettings? settings = null)
    {
        InputException e = await Assert.ThrowsAsync<InputException>(() => _bench.FetchAsync(uri, bytes, sha256, settings));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(File.Exists(_bench.Target));
    }
}

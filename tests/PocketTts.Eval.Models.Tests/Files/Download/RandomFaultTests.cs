using System.IO.Compression;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Download;

/// <summary>
/// Seeded sequences of faults. A fetch ends with the right bytes or with one line and a part from which a good server completes the
/// file; wrong bytes are never accepted.
/// </summary>
public sealed class RandomFaultTests
{
    private const int Sequences = 200;

    [Fact]
    public async Task Fetch_SeededFaults_NeverAcceptsAWrongFile()
    {
        int whole = 0;
        int refused = 0;
        int requests = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Sequences), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            (bool isWhole, int count) = await RunAsync(seed);
            Interlocked.Add(ref requests, count);
            if (isWhole)
            {
                Interlocked.Increment(ref whole);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        });

        // both ends are met, and a file takes several requests: otherwise the faults would test nothing
        Assert.Equal(Sequences, whole + refused);
        Assert.True(whole > Sequences / 4 && refused > Sequences / 20 && requests > Sequences * 2, $"{whole} whole, {refused} refused, {requests} requests");
    }

    private static async Task<(bool IsWhole, int Requests)> RunAsync(int seed)
    {
        var random = new Random(seed);
        byte[][] versions = [DownloadBench.Content(random.Next(1, 60_000), seed), DownloadBench.Content(random.Next(1, 60_000), seed + 1_000_000)];
        bool hasHash = random.Next(3) > 0;
        bool hasSize = random.Next(2) > 0;
        int faults = random.Next(1, 7);
        int version = 0;
        var gate = new Lock();
        using var other = new LoopbackServer(r => LoopbackServer.File(r, versions[version], $"\"v{version}\""));
        using var server = new LoopbackServer(r =>
        {
            lock (gate)
            {
                if (faults-- > 0)
                {
                    return Fault(random, r, versions, ref version, hasHash, other.Root);
                }

                return LoopbackServer.File(r, versions[version], $"\"v{version}\"");
            }
        });
        using var bench = new DownloadBench();
        long? bytes = hasHash && hasSize ? versions[0].Length : null;
        string? sha256 = hasHash ? DownloadBench.Hash(versions[0]) : null;
        DownloadSettings settings = DownloadBench.Impatient with { StallLimit = TimeSpan.FromMilliseconds(250) };
        bool isWhole = false;
        try
        {
            DownloadedFile file = await bench.FetchAsync(server.Root, bytes, sha256, settings);
            isWhole = true;
            byte[] got = await File.ReadAllBytesAsync(bench.Target);
            Assert.Equal(DownloadBench.Hash(got), file.Sha256);
            Assert.True(hasHash ? got.SequenceEqual(versions[0]) : versions.Any(got.SequenceEqual), $"seed {seed}: a wrong file was accepted");
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.False(File.Exists(bench.Target), $"seed {seed}: a refused file has its name");
        }

        // whatever was left behind, a good server makes it whole
        using var good = new LoopbackServer(r => LoopbackServer.File(r, versions[0], "\"v0\""));
        File.Delete(bench.Target);
        await bench.FetchAsync(good.Root, versions[0].Length, DownloadBench.Hash(versions[0]), settings);
        Assert.True((await File.ReadAllBytesAsync(bench.Target)).SequenceEqual(versions[0]), $"seed {seed}: the good server's file is not right");
        return (isWhole, server.Seen.Count + other.Seen.Count);
    }

    private static ServerReply Fault(Random random, SeenRequest request, byte[][] versions, ref int version, bool hasHash, Uri other)
    {
        byte[] content = versions[version];
        ServerReply right = LoopbackServer.File(request, content, $"\"v{version}\"");
        switch (random.Next(16))
        {
            case 0 or 1 or 2:
                return right with { CutAfter = random.Next(0, content.Length + 150), Resets = random.Next(2) == 0 };
            case 3:
                return new ServerReply { Body = content, CutAfter = random.Next(2) == 0 ? random.Next(content.Length + 150) : null }.With("ETag", $"\"v{version}\"");
            case 4:
                version = 1 - version;
                return LoopbackServer.File(request, versions[version], $"\"v{version}\"") with { CutAfter = random.Next(versions[version].Length + 150) };
            case 5:
                version = 1 - version;
                var blind = new SeenRequest(request.Path, request.Headers.Where(h => h.Key != "If-Range").ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
                return LoopbackServer.File(blind, versions[version], $"\"v{version}\"");
            case 6:
                return new ServerReply { Status = 302 }.With("Location", other + "x?signature=1");
            case 7:
                return right with { Length = content.Length + random.Next(hasHash ? -3 : 0, 100), Closes = true };
            case 8 when hasHash:
                byte[] wrong = [.. right.Body];
                if (wrong.Length > 0)
                {
                    wrong[random.Next(wrong.Length)] ^= 1;
                }

                return right with { Body = wrong };
            case 9:
                return new ServerReply { Status = random.Next(6) switch { 0 => 403, 1 => 404, 2 => 416, 3 => 429, 4 => 500, _ => 503 } };
            case 10 when random.Next(3) == 0:
                return right with { CutAfter = random.Next(content.Length), Stalls = true };
            case 11:
                using (var packed = new MemoryStream())
                {
                    using (var packer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                    {
                        packer.Write(content);
                    }

                    return new ServerReply { Body = packed.ToArray(), CutAfter = random.Next(2) == 0 ? random.Next((int)packed.Length + 150) : null }.With("Content-Encoding", "gzip").With("ETag", $"\"v{version}\"");
                }

            case 12:
                return right with { Closes = true, Resets = random.Next(2) == 0 };
            case 13:
                int from = random.Next(content.Length);
                return new ServerReply { Status = 206, Body = content[from..] }.With("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}").With("ETag", $"\"v{version}\"");
            case 14:
                return new ServerReply { Body = content, IsChunked = true, CutAfter = random.Next(content.Length + 200) }.With("ETag", $"\"v{version}\"");
            default:
                return right with { Length = -1, Body = right.Body[..random.Next(right.Body.Length + 1)], Status = 200, Headers = [] };
        }
    }
}

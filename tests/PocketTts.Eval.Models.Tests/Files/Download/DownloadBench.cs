using System.Security.Cryptography;
using PocketTts.Eval.Models.Files.Download;

namespace PocketTts.Eval.Models.Tests.Files.Download;

/// <summary>A downloader with short patience, and the folder it writes to.</summary>
internal sealed class DownloadBench : IDownloadTarget, IDisposable
{
    public static readonly DownloadSettings Impatient = new()
    {
        Attempts = 4,
        Pause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(5),
        StallLimit = TimeSpan.FromMilliseconds(400),
        LargestUnknownFile = 1_000_000,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly HttpMessageInvoker _client = HttpClients.Create();

    public Dictionary<string, string> Environment { get; } = [];

    public List<(string Problem, TimeSpan Pause)> Retries { get; } = [];

    public List<(long Bytes, long? Total)> Reports { get; } = [];

    public string Target => Path.Combine(_folder.Path, "sub", "model.onnx");

    public string PartPath => Target + ".part";

    public static byte[] Content(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public Task<DownloadedFile> FetchAsync(Uri uri, long? bytes = null, string? sha256 = null, DownloadSettings? settings = null, CancellationToken cancellationToken = default) =>
        FetchAsync([uri], bytes, sha256, settings, cancellationToken);

    public Task<DownloadedFile> FetchAsync(Uri[] uris, long? bytes = null, string? sha256 = null, DownloadSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= Impatient;
        var hub = new HubAccess(Environment.GetValueOrDefault);
        var downloader = new FileDownloader(new HttpSource(_client, hub, settings, TimeProvider.System), hub, settings, TimeProvider.System);
        return downloader.FetchAsync(new DownloadRequest("kokoro/model.onnx", [.. uris], Target, bytes, sha256), this, cancellationToken);
    }

    public void Report(long bytes, long? total)
    {
        lock (Reports)
        {
            Reports.Add((bytes, total));
        }
    }

    public void Retry(string problem, TimeSpan pause) => Retries.Add((problem, pause));

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }
}

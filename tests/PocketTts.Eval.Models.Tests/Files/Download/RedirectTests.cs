using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Download;

/// <summary>Redirects, and where the token goes.</summary>
public sealed class RedirectTests : IDisposable
{
    private const string Token = "hf_SecretSecretSecret";
    private static readonly byte[] Model = DownloadBench.Content(10_000);

    private readonly DownloadBench _bench = new();

    [Fact]
    public async Task Fetch_HubRedirectsToAnotherHost_TokenStaysAtTheHub()
    {
        using var storage = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"s\""));
        using var hub = new LoopbackServer(_ => new ServerReply { Status = 302 }.With("Location", storage.Root + "blob?signature=abc"));
        _bench.Environment["HF_ENDPOINT"] = hub.Root.AbsoluteUri.TrimEnd('/');
        _bench.Environment["HF_TOKEN"] = Token;

        DownloadedFile file = await _bench.FetchAsync(new Uri("https://huggingface.co/a/b/resolve/main/onnx/model.onnx"));

        Assert.Equal("/a/b/resolve/main/onnx/model.onnx", Assert.Single(hub.Seen).Path);
        Assert.Equal("Bearer " + Token, hub.Seen[0]["Authorization"]);
        Assert.Equal("/blob?signature=abc", Assert.Single(storage.Seen).Path);
        Assert.Null(storage.Seen[0]["Authorization"]);
        Assert.DoesNotContain("signature", file.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_OtherServers_NeverSeeTheToken()
    {
        using var mirror = new LoopbackServer(r => LoopbackServer.File(r, Model));
        _bench.Environment["HF_TOKEN"] = Token;
        await _bench.FetchAsync(mirror.Root);
        Assert.Null(mirror.Seen[0]["Authorization"]);
    }

    [Theory]
    [InlineData("https://huggingface.co/a/b/resolve/main/x", true)]
    [InlineData("https://huggingface.co:444/a", false)]
    [InlineData("http://huggingface.co/a", false)]
    [InlineData("https://huggingface.co.example.org/a", false)]
    [InlineData("https://cdn.huggingface.co/a", false)]
    public void TokenFor_OnlyTheHub(string address, bool carries) =>
        Assert.Equal(carries ? Token : null, new HubAccess(v => v == "HF_TOKEN" ? Token : null).TokenFor(new Uri(address)));

    [Fact]
    public void TokenFor_EndpointWithoutEncryption_Nothing()
    {
        var hub = new HubAccess(v => v switch { "HF_TOKEN" => Token, "HF_ENDPOINT" => "http://mirror.example", _ => null });
        Assert.Null(hub.TokenFor(new Uri("http://mirror.example/a/b/resolve/main/x")));
        Assert.Equal("http://mirror.example/a/b/resolve/main/x", hub.Resolve(new Uri("https://huggingface.co/a/b/resolve/main/x")).AbsoluteUri);
    }

    [Theory]
    [InlineData("HF_TOKEN", "hf_a\nX-Evil: 1")]
    [InlineData("HF_ENDPOINT", "hf-mirror.com")]
    [InlineData("HF_ENDPOINT", "https://user:pass@hf-mirror.com")]
    public void HubAccess_WrongSetting_IsNamedButNotShown(string variable, string value)
    {
        string message = Assert.Throws<InputException>(() => new HubAccess(v => v == variable ? value : null)).Message;
        Assert.StartsWith(variable + ": ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_Failure_ShowsNeitherTokenNorQueryNorUser()
    {
        using var storage = new LoopbackServer(_ => new ServerReply { Status = 404 });
        using var hub = new LoopbackServer(_ => new ServerReply { Status = 307 }.With("Location", storage.Root + "blob?signature=abc"));
        _bench.Environment["HF_ENDPOINT"] = hub.Root.AbsoluteUri;
        _bench.Environment["HF_TOKEN"] = Token;
        string message = (await Assert.ThrowsAsync<InputException>(() => _bench.FetchAsync(new Uri("https://huggingface.co/a/b/resolve/main/x")))).Message;
        Assert.DoesNotContain(Token, message, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_CutBehindARedirect_AsksTheHubAgain()
    {
        int count = 0;
        using var storage = new LoopbackServer(r => LoopbackServer.File(r, Model, "\"s\"") with { CutAfter = count++ == 0 ? 5000 : null });
        using var hub = new LoopbackServer(r => new ServerReply { Status = 302 }.With("Location", storage.Root.AbsoluteUri));
        await _bench.FetchAsync(hub.Root);
        Assert.Equal(Model, await File.ReadAllBytesAsync(_bench.Target, TestContext.Current.CancellationToken));
        Assert.Equal(2, hub.Seen.Count);
        Assert.NotNull(storage.Seen[1].From);
    }

    [Fact]
    public async Task Fetch_HubNamesTheHash_IsBelieved()
    {
        byte[] other = DownloadBench.Content(Model.Length, seed: 9);
        using var storage = new LoopbackServer(r => LoopbackServer.File(r, other));
        using var hub = new LoopbackServer(_ => new ServerReply { Status = 302 }.With("Location", storage.Root.AbsoluteUri).With("X-Linked-ETag", $"\"{DownloadBench.Hash(Model)}\""));
        string message = (await Assert.ThrowsAsync<InputException>(() => _bench.FetchAsync(hub.Root))).Message;
        Assert.Contains($"sha256 {DownloadBench.Hash(other)}, expected {DownloadBench.Hash(Model)}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "redirects without saying where to")]
    [InlineData("ftp://127.0.0.1/x", "redirects to something that is not http")]
    [InlineData("/again", "redirects more than 10 times")]
    public async Task Fetch_RedirectToNowhere_IsOneLine(string? location, string message)
    {
        using var hub = new LoopbackServer(_ => location is null ? new ServerReply { Status = 302 } : new ServerReply { Status = 302 }.With("Location", location));
        Assert.Contains(message, (await Assert.ThrowsAsync<InputException>(() => _bench.FetchAsync(hub.Root))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_FromHttpsToHttp_IsRefused()
    {
        using var client = new HttpMessageInvoker(new Answering(_ => new HttpResponseMessage(System.Net.HttpStatusCode.Found) { Headers = { Location = new Uri("http://models.example/x") } }));
        var hub = new HubAccess(_ => null);
        var source = new HttpSource(client, hub, DownloadBench.Impatient, TimeProvider.System);
        SourceFailedException e = await Assert.ThrowsAsync<SourceFailedException>(() => source.GetAsync(new Uri("https://models.example/x"), 0, null, TestContext.Current.CancellationToken));
        Assert.Equal("https://models.example/x redirects from https to http", e.Message);
    }

    public void Dispose() => _bench.Dispose();

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}

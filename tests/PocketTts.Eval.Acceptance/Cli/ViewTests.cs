using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>view</c>: what it serves, to whom, and how it ends.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly CliProcess _cli = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    [Fact]
    public async Task View_StoredRun_ServesReportTablesAndSounds()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        string sound = Directory.GetFiles(Path.Combine(run, "audio"))[0];
        await ViewAsync(async root =>
        {
            HttpResponseMessage page = await _client.GetAsync(root, TestContext.Current.CancellationToken);
            Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(run, "report.html"), TestContext.Current.CancellationToken), await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
            foreach ((string name, string type) in new[] { ("report.html", "text/html"), ("takes.csv", "text/csv"), ("systems.csv", "text/csv"), ("summary.json", "application/json"), ("plots/wer.svg", "image/svg+xml"), ("plots/wer.png", "image/png") })
            {
                HttpResponseMessage file = await _client.GetAsync(root + name, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, file.StatusCode);
                Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
            }

            HttpResponseMessage whole = await _client.GetAsync(root + "audio/" + Path.GetFileName(sound), TestContext.Current.CancellationToken);
            Assert.Equal("audio/wav", whole.Content.Headers.ContentType!.MediaType);
            Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
            Assert.Equal(await File.ReadAllBytesAsync(sound, TestContext.Current.CancellationToken), await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public async Task View_Ranges_AreAnsweredAsPlayersAsk()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        string sound = Directory.GetFiles(Path.Combine(run, "audio"))[0];
        byte[] bytes = await File.ReadAllBytesAsync(sound, TestContext.Current.CancellationToken);
        await ViewAsync(async root =>
        {
            string url = root + "audio/" + Path.GetFileName(sound);
            foreach ((RangeHeaderValue range, int from, int to) in new[]
            {
                (new RangeHeaderValue(0, null), 0, bytes.Length - 1),
                (new RangeHeaderValue(10, 19), 10, 19),
                (new RangeHeaderValue(null, 5), bytes.Length - 5, bytes.Length - 1),
                (new RangeHeaderValue(100, 99_999_999), 100, bytes.Length - 1),
            })
            {
                HttpResponseMessage part = await SendAsync(HttpMethod.Get, url, m => m.Headers.Range = range);
                Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
                Assert.Equal(new ContentRangeHeaderValue(from, to, bytes.Length), part.Content.Headers.ContentRange);
                Assert.Equal(bytes[from..(to + 1)], await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }

            HttpResponseMessage beyond = await SendAsync(HttpMethod.Get, url, m => m.Headers.Range = new RangeHeaderValue(bytes.Length, null));
            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(bytes.Length), beyond.Content.Headers.ContentRange);

            HttpResponseMessage head = await SendAsync(HttpMethod.Head, url, _ => { });
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal(bytes.Length, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

            HttpResponseMessage known = await SendAsync(HttpMethod.Get, url, m => m.Headers.IfNoneMatch.Add(head.Headers.ETag!));
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        });
    }

    [Fact]
    public async Task View_OtherHostsMethodsAndPaths_AreRefused()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder, "secret.html"), "secret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(run, "audio", "notes.txt"), "secret", TestContext.Current.CancellationToken);
        string outside = new string('a', 64);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(run, "audio", outside + ".wav"), Path.Combine(_cli.Folder, "secret.html"));
        }

        await ViewAsync(async root =>
        {
            var address = new Uri(root);
            foreach (string host in new[] { "evil.example", $"evil.example:{address.Port}", "127.0.0.1", "127.0.0.1:1", $"127.0.0.1.evil.example:{address.Port}", "localhost" })
            {
                HttpResponseMessage answer = await SendAsync(HttpMethod.Get, root, m => m.Headers.Host = host);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }

            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, root, m => m.Headers.Host = $"LocalHost:{address.Port}")).StatusCode);
            foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Patch })
            {
                HttpResponseMessage answer = await SendAsync(method, root, _ => { });
                Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
                Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
            }

            foreach (string path in new[]
            {
                "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/audio/../../secret.html", "/audio/..%5c..%5csecret.html", "//secret.html", "//report.html",
                "/" + Path.Combine(_cli.Folder, "secret.html"), "/audio/notes.txt", "/audio/", "/audio", "/journal.jsonl", "/run.json", "/report.html/", "/report.html%00", "/REPORT.HTML", "/x",
                "/audio/" + new string('0', 64) + ".wav", "/audio/" + outside + ".wav", "/plots/../run.json", "/plots/..%2frun.json",
            })
            {
                string answer = await RawAsync(address.Port, $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nConnection: close\r\n\r\n");
                Assert.Matches("^HTTP/1.1 40[04] ", answer);
                Assert.DoesNotContain("secret\n", answer, StringComparison.Ordinal);
                Assert.DoesNotContain("secret\r", answer, StringComparison.Ordinal);
            }

            Assert.Matches("^HTTP/1.1 400 ", await RawAsync(address.Port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
            Assert.Matches("^HTTP/1.1 (400|403) ", await RawAsync(address.Port, "GET / HTTP/1.0\r\n\r\n"));
        });
    }

    [Fact]
    public async Task View_SoundsAndReportGone_ServesAPageAndSaysWhatIsMissing()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");
        Directory.Delete(Path.Combine(run, "audio"), recursive: true);
        File.Delete(Path.Combine(run, "report.html"));
        await ViewAsync(async root =>
        {
            Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(root, TestContext.Current.CancellationToken)).StatusCode);
            HttpResponseMessage sound = await _client.GetAsync(root + "audio/" + new string('0', 64) + ".wav", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, sound.StatusCode);
            Assert.Equal("The run folder has no such file.\n", await sound.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public async Task View_PortInUse_IsOneLine()
    {
        await StoredRun.MakeAsync(_cli, "r");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        CliResult result = await _cli.RunAsync("view", "r", "--port", port);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"--port: port {port} cannot be used", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port: found 65536", "r", "--port", "65536")]
    [InlineData("no run here", "nowhere")]
    public async Task View_BadInput_IsOneLine(string part, params string[] arguments)
    {
        CliResult result = await _cli.RunAsync(["view", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(part, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _client.Dispose();
        _cli.Dispose();
    }

    // starts the server, looks at it, ends it as Ctrl-C does, and expects exit code 0
    private async Task ViewAsync(Func<string, Task> look)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test sends SIGINT");
        using Process process = _cli.Start("dotnet", [CliProcess.AssemblyPath, "view", "r"]);
        try
        {
            string? address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.Matches(@"^http://127\.0\.0\.1:\d+/$", address);
            await look(address!);
            Signals.Interrupt(process);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("Ctrl-C ends the server", (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, Action<HttpRequestMessage> prepare)
    {
        using var message = new HttpRequestMessage(method, url);
        prepare(message);
        return await _client.SendAsync(message, TestContext.Current.CancellationToken);
    }

    // as no client would write it
    private static async Task<string> RawAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}

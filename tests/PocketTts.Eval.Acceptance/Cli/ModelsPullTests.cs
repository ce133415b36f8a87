using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Fetching models by the command line, from a server on this computer.</summary>
public sealed class ModelsPullTests : IDisposable
{
    private static readonly byte[] First = Content(1_234_567, 1);
    private static readonly byte[] Second = Content(50_000, 2);

    private readonly CliProcess _cli = new();
    private readonly LoopbackServer _server;
    private Func<SeenRequest, ServerReply> _answer;

    public ModelsPullTests()
    {
        _answer = Good;
        _server = new LoopbackServer(r => _answer(r));
        _cli.Environment["POCKET_EVAL_MODELS"] = Path.Combine(_cli.Folder, "models");
        _cli.Environment["POCKET_EVAL_MANIFEST"] = Path.Combine(_cli.Folder, "own.json");
        _cli.Environment["XDG_CACHE_HOME"] = Path.Combine(_cli.Folder, "cache");
        _cli.Environment["XDG_CONFIG_HOME"] = Path.Combine(_cli.Folder, "config");
        _cli.Environment["HF_HUB_CACHE"] = Path.Combine(_cli.Folder, "hub");
        _cli.Environment["HF_ENDPOINT"] = null;
        _cli.Environment["HF_TOKEN"] = null;
        _cli.Environment["HF_HUB_OFFLINE"] = null;
        _cli.Environment["LC_ALL"] = "de_DE.UTF-8";
        foreach (string name in new[] { "http_proxy", "https_proxy", "all_proxy", "no_proxy" })
        {
            _cli.Environment[name] = null;
            _cli.Environment[name.ToUpperInvariant()] = null;
        }

        Manifest(_server.Root.AbsoluteUri);
    }

    [Fact]
    public async Task Models_PullVerifyWhereRemove_IsAWholeLife()
    {
        string folder = Path.Combine(_cli.Folder, "models", "kokoro-m");
        CliResult pull = await _cli.RunAsync("models", "pull", "m");
        Assert.Equal((0, $"m: 2 files fetched (1.28 MB) in {folder}\n"), (pull.ExitCode, pull.Out));
        Assert.Equal(
            [
                "fetched kokoro-m/a.onnx (1.23 MB)",
                "fetched kokoro-m/b.bin (50.0 kB)",
                "note: kokoro-m/b.bin is pinned from now on: sha256 " + Hash(Second),
                "note: m needs espeak-ng",
                "note: m: Own; Not to be sold.",
            ],
            pull.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

        CliResult verify = await _cli.RunAsync("models", "verify");
        Assert.Equal((0, "m: 2 files, 1.28 MB, right\n", string.Empty), (verify.ExitCode, verify.Out, verify.Error));

        CliResult list = await _cli.RunAsync("models", "list", "--here");
        Assert.Contains("m   kokoro       yes ", list.Out, StringComparison.Ordinal);
        CliResult where = await _cli.RunAsync("models", "where", "m");
        Assert.Equal(folder + "\n", where.Out);
        CliResult files = await _cli.RunAsync("models", "where", "m", "--files");
        Assert.Equal($"{folder}/a.onnx\n{folder}/b.bin\n", files.Out);

        await File.WriteAllTextAsync(Path.Combine(folder, "b.bin"), "damaged", TestContext.Current.CancellationToken);
        CliResult damaged = await _cli.RunAsync("models", "verify");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Equal($"m: 2 files, 1.23 MB, 1 right\n  wrong    {folder}/b.bin: sha256 {Hash("damaged"u8.ToArray())}, expected {Hash(Second)}\n", damaged.Out);

        CliResult removed = await _cli.RunAsync("models", "remove", "m");
        Assert.Equal(0, removed.ExitCode);
        Assert.False(Directory.Exists(folder));
        CliResult gone = await _cli.RunAsync("models", "verify", "m");
        Assert.Equal((1, $"error: 'm' is not here; expected it in {_cli.Folder}/models or {_cli.Folder}/cache/pocket-eval/models; 'pocket-eval models pull m' fetches it\n"), (gone.ExitCode, gone.Error));
    }

    [Fact]
    public async Task Pull_InterruptedTwice_GoesOnAndEndsWithTheRightBytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the test sends SIGINT");
        string part = Path.Combine(_cli.Folder, "models", "kokoro-m", "a.onnx.part");
        foreach (int most in new[] { 400_000, 800_000 })
        {
            _answer = r => Good(r) with { CutAfter = r.Path == "/a.onnx" ? most - (r.From ?? 0) : null, Stalls = true };
            CliResult interrupted = await _cli.RunAsync(p => InterruptWhenAsync(p, () => new FileInfo(part) is { Exists: true } file && file.Length > most - 100_000), "models", "pull", "m");
            Assert.Equal(130, interrupted.ExitCode);
            Assert.Contains($"cancelled; what has arrived is kept in {_cli.Folder}/models, the same command goes on from there", interrupted.Error, StringComparison.Ordinal);
            Assert.InRange(new FileInfo(part).Length, most - 100_000, most);
        }

        _answer = Good;
        CliResult done = await _cli.RunAsync("models", "pull", "m");
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(First, await File.ReadAllBytesAsync(Path.Combine(_cli.Folder, "models", "kokoro-m", "a.onnx"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(part));
        int?[] starts = [.. _server.Seen.Where(r => r.Path == "/a.onnx").Select(r => r.From)];
        Assert.Null(starts[0]);
        Assert.InRange(starts[1]!.Value, 300_000, 400_000);
        Assert.InRange(starts[2]!.Value, 700_000, 800_000);
    }

    [Fact]
    public async Task Pull_Proxy_IsAsked()
    {
        Manifest("http://models.invalid/sub/");
        _answer = r => Good(r with { Path = r.Path["http://models.invalid/sub".Length..] });
        _cli.Environment["http_proxy"] = _server.Root.AbsoluteUri;
        CliResult pull = await _cli.RunAsync("models", "pull", "m");

        Assert.Equal(0, pull.ExitCode);
        Assert.Equal(["http://models.invalid/sub/a.onnx", "http://models.invalid/sub/b.bin"], _server.Seen.Select(r => r.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pull_TokenForAnEndpointThatRefuses_IsNeverShown()
    {
        Manifest("https://huggingface.co/o/n/resolve/c0/");
        _answer = _ => new ServerReply { Status = 401 };
        _cli.Environment["HF_ENDPOINT"] = _server.Root.AbsoluteUri;
        _cli.Environment["HF_TOKEN"] = "hf_verysecret";
        CliResult pull = await _cli.RunAsync("models", "pull", "m");

        Assert.Equal(1, pull.ExitCode);
        Assert.Equal(2, pull.ErrorLines.Length);
        Assert.All(_server.Seen, r => Assert.Equal("Bearer hf_verysecret", r["Authorization"]));
        Assert.Equal("/o/n/resolve/c0/a.onnx", _server.Seen.Select(r => r.Path).Order(StringComparer.Ordinal).First());
        Assert.DoesNotContain("secret", pull.Error + pull.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_Json_TellsEveryFile()
    {
        CliResult pull = await _cli.RunAsync("models", "pull", "m", "--json", "--mirror", _server.Root + "x");
        Assert.Equal((1, string.Empty), (pull.ExitCode, pull.Out));
        Assert.Contains("/x/kokoro-m/a.onnx answered 404", pull.Error, StringComparison.Ordinal);

        pull = await _cli.RunAsync("models", "pull", "m", "--json");
        Assert.Equal(0, pull.ExitCode);
        using JsonDocument json = JsonDocument.Parse(pull.Out);
        JsonElement[] files = [.. json.RootElement.GetProperty("files").EnumerateArray()];
        Assert.Equal(["fetched", "fetched"], files.Select(f => f.GetProperty("outcome").GetString()));
        Assert.Equal([Hash(First), Hash(Second)], files.Select(f => f.GetProperty("sha256").GetString()));
    }

    [Fact]
    public async Task Pull_UnknownModel_NamesTheNearest()
    {
        CliResult pull = await _cli.RunAsync("models", "pull", "kokoro-82");
        Assert.Equal(1, pull.ExitCode);
        Assert.Contains("kokoro-82m", Assert.Single(pull.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task Pull_Offline_SaysWhatIsMissing()
    {
        CliResult pull = await _cli.RunAsync("models", "pull", "m", "--offline");
        Assert.Equal(1, pull.ExitCode);
        Assert.All(pull.ErrorLines, l => Assert.Contains("nothing is fetched offline", l, StringComparison.Ordinal));
        Assert.Empty(_server.Seen);
    }

    [Theory]
    [InlineData("speak --system kokoro:af_heart --text Hello.", "'pocket-eval models pull kokoro-82m'")]
    [InlineData("run --system kokoro:af_heart --limit 1", "'pocket-eval models pull kokoro-82m whisper-base'")]
    [InlineData("run --system pocket:bundle=german_24l --recognizer loopback --limit 1", "'pocket-eval models pull pocket-tts-german-24l'")]
    public async Task ModelIsMissing_TheCommandThatFetchesIt_IsSaid(string arguments, string command)
    {
        CliResult result = await _cli.RunAsync(arguments.Split(' '));
        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains("missing: ", line, StringComparison.Ordinal);
        Assert.Contains($"{command} fetches what is missing, and so does --pull", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speak_Pull_FetchesAndSpeaks()
    {
        string shared = Path.GetFullPath(Path.Combine(SharedFiles.Model("kokoro/kokoro-v1.0.int8.onnx"), "..", ".."));
        _answer = r => File.Exists(shared + Uri.UnescapeDataString(r.Path)) ? LoopbackServer.File(r, File.ReadAllBytes(shared + Uri.UnescapeDataString(r.Path)), "\"1\"") : new ServerReply { Status = 404 };
        _cli.Write("own.json", $$"""
            { "version": 1, "models": { "kokoro-onnx": null, "kokoro-onnx-r1.1": null, "misaki-en": null,
              "kokoro-82m": { "title": "T", "engine": "kokoro", "folder": "kokoro", "default": true, "licence": { "name": "Apache-2.0", "commercialUse": "yes" }, "requires": ["kokoro-voices"],
                "sources": ["{{_server.Root}}kokoro/"], "files": [ { "path": "kokoro-v1.0.int8.onnx" }, { "path": "misaki/us_gold.json" }, { "path": "misaki/us_silver.json" } ] },
              "kokoro-voices": { "title": "T", "engine": "kokoro", "folder": "kokoro", "licence": { "name": "Apache-2.0", "commercialUse": "yes" },
                "sources": ["{{_server.Root}}kokoro/"], "voices": { "path": "voices/{name}.bin", "names": { "af_heart": null } } } } }
            """);

        CliResult speak = await _cli.RunAsync("speak", "--pull", "--system", "kokoro:af_heart", "--text", "Good morning.", "--out", "x.wav", "--json");
        Assert.True(speak.ExitCode == 0, speak.Error);
        using JsonDocument json = JsonDocument.Parse(speak.Out);
        Assert.Contains("fetched kokoro/voices/af_heart.bin (522 kB)", speak.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_cli.Folder, "x.wav")).Length > 20_000);

        int requests = _server.Seen.Count;
        Assert.Equal(0, (await _cli.RunAsync("speak", "--pull", "--system", "kokoro:af_heart", "--text", "Good evening.", "--out", "y.wav")).ExitCode);
        Assert.Equal(requests, _server.Seen.Count);
    }

    public void Dispose()
    {
        _server.Dispose();
        _cli.Dispose();
    }

    private static ServerReply Good(SeenRequest request) => request.Path switch
    {
        "/a.onnx" => LoopbackServer.File(request, First, "\"a\""),
        "/b.bin" => LoopbackServer.File(request, Second, "\"b\""),
        _ => new ServerReply { Status = 404 },
    };

    private static byte[] Content(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task InterruptWhenAsync(Process process, Func<bool> condition)
    {
        while (!process.HasExited && !condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Signals.Interrupt(process);
    }

    private void Manifest(string source) => _cli.Write("own.json", $$"""
        { "version": 1, "models": { "m": { "title": "T", "engine": "kokoro", "folder": "kokoro-m",
          "licence": { "name": "Own", "commercialUse": "no", "notes": ["Not to be sold."] }, "needs": ["espeak-ng"],
          "sources": ["{{source}}"],
          "files": [ { "path": "a.onnx", "bytes": {{First.Length}}, "sha256": "{{Hash(First)}}" }, { "path": "b.bin" } ] } } }
        """);
}

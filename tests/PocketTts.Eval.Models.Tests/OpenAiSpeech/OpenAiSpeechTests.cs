using System.Diagnostics;
using System.Globalization;
using System.Net;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.OpenAiSpeech;
using PocketTts.Eval.Models.Tests.Loopback;

namespace PocketTts.Eval.Models.Tests.OpenAiSpeech;

/// <summary>A real HTTP conversation on this computer. The first request of each system is its probe.</summary>
public sealed class OpenAiSpeechTests
{
    private const string Key = "sk-very-secret-42";

    private static readonly float[] s_tone = [.. Enumerable.Range(0, 12_000).Select(i => MathF.Round(8192 * MathF.Sin(i * 0.1f)) / 32768f)];
    private static readonly byte[] s_wav = WavWriter.ToBytes(new Waveform(s_tone, 24_000));
    private static readonly byte[] s_pcm = s_wav[44..];

    private static CancellationToken Token
    {
        get
        {
            var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            return limit.Token;
        }
    }

    [Fact]
    public async Task SynthesizeAsync_Wav_SendsWhatTheApiWantsAndReadsTheSound()
    {
        using var server = new TestServer((_, c) => TestServer.SendAsync(c, 200, "audio/wav", s_wav));
        using ISpeechSynthesizer speech = await LoadAsync(server, "alloy", ",model=m1,speed=1.25,key-env=TEST_KEY,option-seed=7,option-style=calm,option-raw=true");

        SynthesisResult result = await speech.SynthesizeAsync(new SynthesisRequest("Say \"it\" — café."), null, Token);

        Assert.Equal(s_tone, result.Audio.Samples.ToArray());
        Assert.Equal(("POST", "/v1/audio/speech", "Bearer " + Key), (server.Requests[1].Method, server.Requests[1].Path, server.Requests[1].Key));
        Assert.Equal("""{"model":"m1","input":"Say \"it\" — café.","voice":"alloy","response_format":"wav","speed":1.25,"raw":true,"seed":7,"style":"calm"}""", server.Requests[1].Body);
        Assert.Equal(("openai-speech", "alloy", 24_000, false, false), (speech.Info.Engine, speech.Info.Voice, speech.Info.SampleRateHz, speech.Info.UsesSeed, speech.Info.IsDeterministic));
        Assert.DoesNotContain(Key, string.Join(' ', speech.Info.Settings.Values) + speech.Info, StringComparison.Ordinal);
        Assert.Equal((true, null, null), (result.Timing!.IsEligible, result.Timing.CpuSeconds, result.Timing.ProcessMemoryBytes));
        Assert.InRange(result.Timing.WallSeconds!.Value, 1e-6, 30);
    }

    [Theory]
    [InlineData("pcm")]
    [InlineData("wav")]
    public async Task SynthesizeAsync_BodyThatComesInPieces_TellsWhenTheFirstSoundCame(string format)
    {
        byte[] body = format == "pcm" ? s_pcm : s_wav;
        using var server = new TestServer(async (_, c) =>
        {
            c.Response.SendChunked = true;
            c.Response.ContentType = $"audio/{format}";
            foreach ((int from, int to) in new[] { (0, 1001), (1001, body.Length) })
            {
                await c.Response.OutputStream.WriteAsync(body.AsMemory(from, to - from));
                await c.Response.OutputStream.FlushAsync();
                await Task.Delay(from == 0 ? 200 : 0);
            }

            c.Response.Close();
        });
        using ISpeechSynthesizer speech = await LoadAsync(server, options: $",format={format}");
        var sink = new LoopbackRig.Sink();

        SynthesisResult result = await speech.SynthesizeAsync(new SynthesisRequest("Hello."), sink, Token);

        Assert.Equal(s_tone, result.Audio.Samples.ToArray());
        Assert.Equal(s_tone, sink.Samples);
        Assert.True(result.Timing!.WallSeconds - result.Timing.FirstAudioSeconds > 0.1, $"{result.Timing}");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task SynthesizeAsync_ServerAsksToWait_IsAskedAgainAndTheWaitIsNotTimed(int status)
    {
        using var server = new TestServer((n, c) =>
        {
            if (n is 1)
            {
                c.Response.Headers["Retry-After"] = "1";
                return TestServer.SendAsync(c, status, "application/json", "{}");
            }

            return TestServer.SendAsync(c, 200, "audio/wav", s_wav);
        });
        using ISpeechSynthesizer speech = await LoadAsync(server);
        long start = Stopwatch.GetTimestamp();

        SynthesisResult result = await speech.SynthesizeAsync(new SynthesisRequest("Hello."), null, Token);

        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.True(took >= 0.99, $"{took} s");
        Assert.True(took - result.Timing!.WallSeconds >= 0.9, $"{took} s, timed {result.Timing.WallSeconds} s");
        Assert.Equal(["retried"], result.Warnings.Select(w => w.Code));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("3600", 1)]
    public async Task SynthesizeAsync_ServerThatStaysBusy_FailsTheTake(string retryAfter, int attempts)
    {
        using var server = new TestServer((n, c) =>
        {
            c.Response.Headers["Retry-After"] = retryAfter;
            return n == 0 ? TestServer.SendAsync(c, 200, "audio/wav", s_wav) : TestServer.SendAsync(c, 429, "application/json", """{"error":{"message":"slow\ndown"}}""");
        });
        using ISpeechSynthesizer speech = await LoadAsync(server, options: ",retries=2");

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("Hello."), null, Token));

        Assert.Equal("http-429", failure.Reason);
        Assert.Contains("slow", failure.Message, StringComparison.Ordinal);
        Assert.Equal(attempts, server.Requests.Count - 1);
        Assert.Equal(attempts == 1, failure.Message.Contains("asks to wait 3600 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, "text/plain", "boom", "http-500", "500 Internal Server Error: boom")]
    [InlineData(401, "application/json", "bad key sk-very-secret-42!", "http-401", "bad key ***!")]
    [InlineData(200, "text/html", "<html>login</html>", "wrong-content", "'text/html' where audio/wav was asked for: <html>login</html>")]
    [InlineData(200, "audio/mpeg", "ID3", "wrong-content", "'audio/mpeg' where audio/wav")]
    [InlineData(200, "audio/wav", "no sound", "unreadable-audio", "of no known kind")]
    [InlineData(200, "audio/wav", "", "unreadable-audio", "empty")]
    public async Task SynthesizeAsync_AnswerThatWillNotDo_IsOneBoundedLine(int status, string type, string body, string reason, string says)
    {
        using var server = new TestServer((n, c) => n == 0
            ? TestServer.SendAsync(c, 200, "audio/wav", s_wav)
            : TestServer.SendAsync(c, status, type, body.Length > 5 && status >= 400 ? body + "\n" + new string('x', 100_000) : body));
        using ISpeechSynthesizer speech = await LoadAsync(server, options: ",key-env=TEST_KEY,retries=0");

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("Hello."), null, Token));

        Assert.Equal(reason, failure.Reason);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.DoesNotContain(Key, failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 700);
    }

    [Fact]
    public async Task SynthesizeAsync_OtherRateThanBefore_FailsTheTake()
    {
        byte[] other = WavWriter.ToBytes(new Waveform(s_tone, 16_000));
        using var server = new TestServer((n, c) => TestServer.SendAsync(c, 200, null, n == 0 ? s_wav : other));
        using ISpeechSynthesizer speech = await LoadAsync(server);
        Assert.Equal("wrong-sample-rate", (await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("x"), null, Token))).Reason);
    }

    [Theory]
    [InlineData(false, "end inside a sample")]
    [InlineData(true, "use format=wav")]
    public async Task SynthesizeAsync_PcmThatIsNone_FailsTheTake(bool isWav, string says)
    {
        using var server = new TestServer((n, c) => TestServer.SendAsync(c, 200, "application/octet-stream", n == 0 ? s_pcm : isWav ? s_wav : s_pcm[1..]));
        using ISpeechSynthesizer speech = await LoadAsync(server, options: ",format=pcm,rate=22050");
        Assert.Equal(22_050, speech.Info.SampleRateHz);
        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("x"), null, Token));
        Assert.Equal("wrong-content", failure.Reason);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SynthesizeAsync_ServerThatHangs_IsGivenUp(bool sendsHeaders)
    {
        using var release = new CancellationTokenSource();
        using var server = new TestServer(async (n, c) =>
        {
            if (n == 0)
            {
                await TestServer.SendAsync(c, 200, "audio/wav", s_wav);
                return;
            }

            if (sendsHeaders)
            {
                c.Response.SendChunked = true;
                await c.Response.OutputStream.WriteAsync(s_wav.AsMemory(0, 100));
                await c.Response.OutputStream.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, release.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using ISpeechSynthesizer speech = await LoadAsync(server, options: ",timeout=3");

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("x"), null, Token));
        Assert.Equal(("time-out", "the server gave no whole answer within 3 s"), (failure.Reason, failure.Message));

        // a run that gives up first is told as cancelled, not as failed
        using var soon = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speech.SynthesizeAsync(new SynthesisRequest("x"), null, soon.Token));
        await release.CancelAsync();
    }

    [Fact]
    public async Task SynthesizeAsync_ConnectionThatBreaks_FailsTheTake()
    {
        using var server = new TestServer(async (n, c) =>
        {
            if (n == 0)
            {
                await TestServer.SendAsync(c, 200, "audio/wav", s_wav);
                return;
            }

            c.Response.ContentType = "audio/wav";
            c.Response.ContentLength64 = s_wav.Length;
            await c.Response.OutputStream.WriteAsync(s_wav.AsMemory(0, 1000));
            await c.Response.OutputStream.FlushAsync();
            c.Response.Abort();
        });
        using ISpeechSynthesizer speech = await LoadAsync(server);
        Assert.Equal("http-broken", (await Assert.ThrowsAsync<TakeFailedException>(() => speech.SynthesizeAsync(new SynthesisRequest("x"), null, Token))).Reason);
    }

    [Fact]
    public async Task LoadAsync_NobodyThere_IsOneLine()
    {
        string url;
        using (var server = new TestServer((_, _) => Task.CompletedTask))
        {
            url = server.Url;
        }

        InputException problem = await Assert.ThrowsAsync<InputException>(() => LoadAsync(url, "", ",retries=0"));
        Assert.Contains("(http-unreachable): " + url + " cannot be reached after 1 attempts", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_Redirect_IsNotFollowedAndSaid()
    {
        using var server = new TestServer((_, c) =>
        {
            c.Response.Headers["Location"] = "http://elsewhere.example/v1/audio/speech";
            return TestServer.SendAsync(c, (int)HttpStatusCode.MovedPermanently, null, []);
        });
        InputException problem = await Assert.ThrowsAsync<InputException>(() => LoadAsync(server, options: ",key-env=TEST_KEY"));
        Assert.Contains("it points to http://elsewhere.example", problem.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("url=ftp://x,model=m", "url")]
    [InlineData("url=http://user:pw@x/v1", "url")]
    [InlineData("model=m", "url")]
    [InlineData("url=http://x,key-env=NOT_SET", "key-env")]
    [InlineData("url=http://x,key-env=BAD_KEY", "key-env")]
    [InlineData("url=http://x,format=mp3,rate=5,speed=9,timeout=0,retries=99,option-input=x,modle=m", "format|rate|speed|timeout|retries|option-input|modle")]
    public async Task LoadAsync_WrongOptions_AreNamedAtOnce(string options, string named)
    {
        InputException problem = await Assert.ThrowsAsync<InputException>(() => Engine().LoadAsync(SystemSpec.Parse("s=openai-speech:v," + options), Token));
        Assert.Equal(named, string.Join('|', problem.Problems.Select(p => p.Field!.Split(": ")[^1])));
        Assert.DoesNotContain("pw", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WavHeaderThatArrives_IsKnownFromItsDataChunkOn()
    {
        byte[] odd = [.. s_wav[..36], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. s_wav[36..100]];
        Assert.Null(WavStart.Find(odd.AsSpan(0, 55)));
        Assert.Equal(44 + 12, WavStart.Find(odd));
        Assert.Null(WavStart.Find("RIFF"u8));
    }

    private static OpenAiSpeechEngine Engine() => new(TimeProvider.System, name => name switch { "TEST_KEY" => Key, "BAD_KEY" => "two words", _ => null });

    private static Task<ISpeechSynthesizer> LoadAsync(TestServer server, string voice = "", string options = "") => LoadAsync(server.Url, voice, options);

    private static Task<ISpeechSynthesizer> LoadAsync(string url, string voice, string options) =>
        Engine().LoadAsync(SystemSpec.Parse(string.Create(CultureInfo.InvariantCulture, $"s=openai-speech:{voice},url={url}{options}")), Token);
}

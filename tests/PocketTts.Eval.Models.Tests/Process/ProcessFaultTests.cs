using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>Whatever an adapter does wrong costs the one take, or is one line before the run.</summary>
public sealed class ProcessFaultTests
{
    private static CancellationToken Token => ScriptAdapter.Token;

    public static TheoryData<string, string, string> Faults => new()
    {
        { "echo hello world", "protocol-error", "wrote 'hello world' to stdout" },
        { "echo", "protocol-error", "an empty line" },
        { "echo '[1]'", "protocol-error", "sent '[1]', expected an object" },
        { """printf '\xff\xfe\n'""", "protocol-error", "to stdout" },
        { """printf '{"type":"do'; exit 3""", "process-exit", "exit code 3 inside a line of 11 bytes" },
        { "echo no memory left >&2; exit 7", "process-exit", "exit code 7; the end of its stderr: no memory left" },
        { "kill -SEGV $$", "process-exit", "SIGSEGV" },
        { "exec >&-; sleep 100", "process-exit", "closed its standard output while speaking" },
        { """echo '{"type":"done","id":99,"file":"x.wav"}'""", "protocol-error", "done.id: found 99; expected 1" },
        { """echo '{"type":"done","file":"x.wav"}'""", "protocol-error", "done.id: found nothing; expected 1" },
        { """echo '{"type":"done","id":"1","file":"x.wav"}'""", "protocol-error", "done.id: found \"1\"" },
        { """echo '{"type":"progress","id":1}'""", "protocol-error", "'progress'; expected chunk, done or error" },
        { """echo '{"type":"done","id":1,"file":5}'""", "protocol-error", "done.file: found 5; expected a text" },
        { """echo '{"type":"done","id":1,"seconds":-1}'""", "protocol-error", "done.seconds: found -1" },
        { """echo '{"type":"chunk","id":1,"pcm":"no*base64"}'""", "protocol-error", "chunk.pcm" },
        { """echo '{"type":"chunk","id":1}'""", "protocol-error", "chunk.pcm: found nothing" },
        { """echo '{"type":"chunk","id":1,"pcm":"AAAA"}'; echo '{"type":"done","id":1}'""", "protocol-error", "inside a sample" },
        { """echo '{"type":"chunk","id":1,"pcm":"AAAAAA=="}'; echo '{"type":"done","id":1,"file":"1.wav"}'""", "protocol-error", "chunks and a file" },
        { """echo '{"type":"done","id":1,"warnings":[{"code":"x"}]}'""", "protocol-error", "done.warnings" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task SynthesizeAsync_AdapterBreaksTheProtocol_FailsThatTakeAndStartsAnew(string fault, string reason, string says)
    {
        using var adapter = new ScriptAdapter($"if once; then {fault}; else say; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token));
        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token);
        SynthesisResult last = await synthesizer.SynthesizeAsync(new SynthesisRequest("c"), null, Token);

        Assert.Equal(reason, failure.Reason);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal(adapter.Tone, next.Audio.Samples.ToArray());
        Assert.Equal(["engine-restarted"], next.Warnings.Select(w => w.Code));
        Assert.False(next.Timing!.IsEligible);
        Assert.True(last.Timing!.IsEligible);
        Assert.Empty(last.Warnings);
    }

    [Theory]
    [InlineData("x.wav", "missing-file")]
    [InlineData("../x.wav", "file-outside")]
    [InlineData("/etc/hostname", "file-outside")]
    [InlineData(".", "file-outside")]
    [InlineData("", "missing-file")]
    [InlineData("link.wav", "file-outside", "ln -s \"$PWD/tone.wav\" \"$work/link.wav\"")]
    [InlineData("link/tone.wav", "file-outside", "ln -s \"$PWD\" \"$work/link\"")]
    [InlineData("text.wav", "unreadable-audio", "echo words > \"$work/text.wav\"")]
    [InlineData("cut.wav", "unreadable-audio", "head -c 9000 tone.wav > \"$work/cut.wav\"")]
    [InlineData("rate.wav", "wrong-sample-rate", "cp rate.wav \"$work/rate.wav\"")]
    public async Task SynthesizeAsync_FileThatWillNotDo_FailsThatTakeOnly(string file, string reason, string prepare = ":")
    {
        using var adapter = new ScriptAdapter($"if once; then {prepare}; echo \"{{\\\"type\\\":\\\"done\\\",\\\"id\\\":$id,\\\"file\\\":\\\"{file}\\\"}}\"; else say; fi");
        adapter.Write("rate.wav", Audio.Wav.WavWriter.ToBytes(new Waveform(new float[2000], 8_000)));
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token));
        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token);

        Assert.Equal(reason, failure.Reason);
        Assert.Equal(adapter.Tone, next.Audio.Samples.ToArray());
        Assert.Empty(next.Warnings);
    }

    [Fact]
    public async Task SynthesizeAsync_SoundThatIsNoSound_IsLeftToTheHarness()
    {
        using var adapter = new ScriptAdapter("""if once; then cp nan.wav "$work/n.wav"; echo "{\"type\":\"done\",\"id\":$id,\"file\":\"n.wav\"}"; else echo "{\"type\":\"done\",\"id\":$id}"; fi""");
        adapter.Write("nan.wav", [.. "RIFF"u8, 44, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 3, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0xFA, 0, 0, 4, 0, 32, 0, .. "data"u8, 8, 0, 0, 0, 0, 0, 0, 0x3F, 0, 0, 0xC0, 0x7F]);
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        SynthesisResult strange = await synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token);
        SynthesisResult empty = await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token);

        Assert.Equal([0.5f, float.NaN], strange.Audio.Samples.ToArray());
        Assert.True(empty.Audio.Samples.IsEmpty);
    }

    [Fact]
    public async Task SynthesizeAsync_Hang_EndsTheWholeProcessTree()
    {
        using var adapter = new ScriptAdapter("if once; then sleep 1000 & echo $! > child.pid; wait; else say; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();
        using var limit = new CancellationTokenSource();

        Task<SynthesisResult> take = synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, limit.Token);
        while (!adapter.Has("child.pid") || new FileInfo(Path.Combine(adapter.Folder, "child.pid")).Length == 0)
        {
            await Task.Delay(10, Token);
        }

        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => take);

        int child = int.Parse(await File.ReadAllTextAsync(Path.Combine(adapter.Folder, "child.pid"), Token), CultureInfo.InvariantCulture);
        // the signal is sent; the system ends the process when it next gets to it
        for (int i = 0; i < 500 && IsRunning(child); i++)
        {
            await Task.Delay(10, Token);
        }

        Assert.False(IsRunning(child));
        Assert.Equal(["engine-restarted"], (await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token)).Warnings.Select(w => w.Code));
    }

    [Fact]
    public async Task SynthesizeAsync_StartedAgainAsAnother_FailsTheTake()
    {
        using var adapter = new ScriptAdapter("exit 1", $"if once; then echo '{ScriptAdapter.Hello}'; else echo '{ScriptAdapter.Hello.Replace("\"7\"", "\"8\"", StringComparison.Ordinal)}'; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token));
        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token));

        Assert.Equal("process-start", failure.Reason);
        Assert.Contains("version was '7' and is '8'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo Loading the model...; HELLO", "wrote 'Loading the model...' to stdout, where only messages may stand; what it has to tell goes to stderr")]
    [InlineData("exit 4", "ended with exit code 4")]
    [InlineData("echo 'no module named torch' >&2; exit 1", "exit code 1; the end of its stderr: no module named torch")]
    [InlineData("""echo '{"type":"hello","protocol":2,"name":"x","version":"1","sampleRateHz":16000}'""", "hello.protocol: found 2; expected 1")]
    [InlineData("""echo '{"type":"hello","protocol":1,"version":"1","sampleRateHz":16000}'""", "hello.name: found nothing; expected a text")]
    [InlineData("""echo '{"type":"hello","protocol":1,"name":"x","version":1,"sampleRateHz":16000}'""", "hello.version: found 1; expected a text")]
    [InlineData("""echo '{"type":"hello","protocol":1,"name":"x","version":"1"}'""", "hello.sampleRateHz: found nothing")]
    [InlineData("""echo '{"type":"hello","protocol":1,"name":"x","version":"1","sampleRateHz":22050.5}'""", "hello.sampleRateHz: found 22050.5; expected a whole number")]
    [InlineData("""echo '{"type":"hello","protocol":1,"name":"x","version":"1","sampleRateHz":16000,"pcm":"mp3"}'""", "hello.pcm: found 'mp3'; expected s16le or f32le")]
    [InlineData("""echo '{"type":"hello","protocol":1,"name":"x","version":"1","sampleRateHz":16000,"files":["no-such.bin"]}'""", "no-such.bin: no such file")]
    [InlineData("""echo '{"type":"done","id":0}'""", "sent 'done' before its hello")]
    [InlineData("""echo '{"type":"error","message":"no licence"}'""", "the adapter says: no licence")]
    [InlineData("sleep 60", "did not answer the hello within 0.4 s")]
    public async Task LoadAsync_GreetingThatWillNotDo_IsOneLine(string hello, string says)
    {
        using var adapter = new ScriptAdapter(hello: hello.Replace("HELLO", $"echo '{ScriptAdapter.Hello}'", StringComparison.Ordinal));
        long start = Stopwatch.GetTimestamp();

        InputException problem = await Assert.ThrowsAsync<InputException>(() => adapter.LoadAsync(options: hello == "sleep 60" ? ",startup-timeout=0.4" : string.Empty));

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("echo words; exit 0", "wrote 'words' to stdout")]
    [InlineData("""echo '{"type":"error","message":"no licence"}'; exit 2""", "the adapter says: no licence")]
    [InlineData("exit 2", "ended with exit code 2")]
    public async Task LoadAsync_AdapterThatReadsNothing_IsHeardAllTheSame(string script, string says)
    {
        using var adapter = new ScriptAdapter(whole: script);
        Assert.Contains(says, (await Assert.ThrowsAsync<InputException>(() => adapter.LoadAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_UnknownVoice_OffersTheNearest()
    {
        using var adapter = new ScriptAdapter();
        InputException problem = await Assert.ThrowsAsync<InputException>(() => adapter.LoadAsync("ana"));
        Assert.Equal("voice: fake has no voice 'ana'; did you mean 'anna'?", problem.Message);
    }

    [Fact]
    public async Task LoadAsync_WrongOptions_AreNamedAtOnce()
    {
        InputException problem = await Assert.ThrowsAsync<InputException>(() => ScriptAdapter.Engine.LoadAsync(SystemSpec.Parse("p=process:v,comand=x,protocol=json,rate=5,startup-timeout=x"), Token));
        Assert.Equal(
            ["command", "protocol", "rate", "startup-timeout", "comand"],
            problem.Problems.Select(p => p.Field!.Split(": ")[^1]));
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            // a child that nobody has waited for yet is a zombie
            return File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}

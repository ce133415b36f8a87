using System.Text.Json;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Tests.Loopback;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>What a well-behaved adapter gives, and how it is told what to say.</summary>
public sealed class ProcessSynthesizerTests
{
    private const string Chunks = """echo "{\"type\":\"chunk\",\"id\":$id,\"pcm\":\"$(cat a.b64)\"}"; sleep 0.05; echo "{\"type\":\"chunk\",\"id\":$id,\"pcm\":\"$(cat b.b64)\"}"; echo "{\"type\":\"done\",\"id\":$id,\"seconds\":0.5,\"phonemes\":\"x\",\"warnings\":[{\"code\":\"odd-word\",\"message\":\"hm\"}]}" """;

    private static CancellationToken Token => ScriptAdapter.Token;

    [Fact]
    public async Task LoadAsync_Greeting_BecomesWhatTheHarnessKnows()
    {
        using var adapter = new ScriptAdapter(hello: """echo '{"type":"hello","protocol":1,"name":"fake","version":"7","sampleRateHz":16000,"seed":true,"threads":3,"voice":"anna-2","settings":{"depth":4},"files":["tone.wav"],"warnings":[{"code":"slow-start","message":"be patient"}],"later":1}'""");
        adapter.Write("weights.bin", "w");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync("anna", $",folder=\"{adapter.Folder}\",option-speed=1.5,option-text=\"a,b\"");

        SynthesizerInfo info = synthesizer.Info;
        Assert.Equal(("process", "anna-2", 16_000, true, false, 3, false), (info.Engine, info.Voice, info.SampleRateHz, info.UsesSeed, info.IsDeterministic, info.ThreadCount, info.UsesExistingAudio));
        Assert.Equal(
            ["adapter-depth=4", "command=bash \"my adapter.sh\"", "engine=fake", "engine-version=7", "option-speed=1.5", "option-text=a,b", "protocol=1"],
            info.Settings.Select(s => $"{s.Key}={s.Value}"));
        Assert.Equal(["my adapter.sh", "tone.wav"], info.Files.Select(f => f.Name));
        Assert.Equal([new TakeWarning("slow-start", "be patient")], info.Warnings);
        using JsonDocument hello = JsonDocument.Parse(adapter.Requests[0]);
        Assert.Equal("""{"speed":"1.5","text":"a,b"}""", hello.RootElement.GetProperty("options").GetRawText());
        Assert.Equal("anna", hello.RootElement.GetProperty("voice").GetString());
    }

    [Fact]
    public async Task SynthesizeAsync_AnswerIsAFile_GivesItsSamplesAndTakesItAway()
    {
        using var adapter = new ScriptAdapter("sleep 0.1; say");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();
        var sink = new LoopbackRig.Sink();

        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello."), sink, Token);

        Assert.Equal(adapter.Tone, result.Audio.Samples.ToArray());
        Assert.Equal(adapter.Tone, sink.Samples);
        Assert.Empty(result.Warnings);
        Assert.InRange(result.Timing!.WallSeconds!.Value, 0.1, 30);
        Assert.Equal((null, true), (result.Timing.FirstAudioSeconds, result.Timing.IsEligible));
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(result.Timing.CpuSeconds!.Value, 0, result.Timing.WallSeconds.Value + 0.1);
            Assert.InRange(result.Timing.ProcessMemoryBytes!.Value, 500_000, 100_000_000);
        }

        Assert.Empty(Directory.GetFiles(WorkFolder(adapter)));
    }

    [Fact]
    public async Task SynthesizeAsync_AnswerInChunks_IsHandedOnAsItComes()
    {
        using var adapter = new ScriptAdapter(Chunks);
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();
        var sink = new LoopbackRig.Sink();

        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello."), sink, Token);

        Assert.Equal(adapter.Tone, result.Audio.Samples.ToArray());
        Assert.Equal(adapter.Tone, sink.Samples);
        Assert.Equal((2, 2, "x"), (sink.Chunks, result.ChunkCount, result.Phonemes));
        Assert.Equal([new TakeWarning("odd-word", "hm")], result.Warnings);
        Assert.True(result.Timing!.WallSeconds - result.Timing.FirstAudioSeconds >= 0.05, $"{result.Timing}");
    }

    [Fact]
    public async Task SynthesizeAsync_ChunksOfFloats_AreTakenAsTheyAre()
    {
        using var adapter = new ScriptAdapter(
            """echo "{\"type\":\"chunk\",\"id\":$id,\"pcm\":\"$(cat f.b64)\"}"; echo "{\"type\":\"done\",\"id\":$id}" """,
            $"echo '{ScriptAdapter.Hello.Replace("}", ",\"pcm\":\"f32le\"}", StringComparison.Ordinal)}'");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        Assert.Equal(adapter.Tone, (await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello."), null, Token)).Audio.Samples.ToArray());
    }

    [Fact]
    public async Task SynthesizeAsync_AwkwardText_ArrivesAsWritten()
    {
        const string Text = "She \"said\" \\ no / it's\tfine: café “x” 🙂 <b> $HOME `d` \u0001 \n end";
        using var adapter = new ScriptAdapter();
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync("bert");

        await synthesizer.SynthesizeAsync(new SynthesisRequest(Text, "en-GB", long.MaxValue, 4), null, Token);
        await synthesizer.SynthesizeAsync(new SynthesisRequest("x"), null, Token);

        using JsonDocument first = JsonDocument.Parse(adapter.Requests[1]);
        Assert.Equal(["type", "id", "text", "language", "voice", "seed", "options"], first.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal(Text, first.RootElement.GetProperty("text").GetString());
        Assert.Equal(long.MaxValue, first.RootElement.GetProperty("seed").GetInt64());
        Assert.Contains("café “x”", adapter.Requests[1], StringComparison.Ordinal);
        Assert.Equal("""{"type":"speak","id":2,"text":"x","language":null,"voice":"bert","seed":null,"options":{}}""", adapter.Requests[2]);
    }

    [Fact]
    public async Task SynthesizeAsync_ErrorAnswer_FailsTheTakeAndKeepsTheProcess()
    {
        using var adapter = new ScriptAdapter("""if once; then echo "{\"type\":\"error\",\"id\":$id,\"reason\":\"text-too-long\",\"message\":\"at most\n3 words\"}"; else say; fi""");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token));
        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token);

        Assert.Equal(("text-too-long", "the adapter says: at most 3 words"), (failure.Reason, failure.Message));
        Assert.Empty(next.Warnings);
        Assert.Single(adapter.Requests, r => r.Contains("hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dispose_SaysGoodBye_AndTakesTheWorkFolderAway()
    {
        using var adapter = new ScriptAdapter();
        ISpeechSynthesizer synthesizer = await adapter.LoadAsync();
        string work = WorkFolder(adapter);
        Assert.True(Directory.Exists(work));

        synthesizer.Dispose();

        Assert.Equal("""{"type":"shutdown"}""", adapter.Requests[^1]);
        Assert.True(adapter.Has("ended"));
        Assert.False(Directory.Exists(work));
        synthesizer.Dispose();
    }

    [Fact]
    public async Task SynthesizeAsync_StderrFlood_DoesNotHoldItUp()
    {
        using var adapter = new ScriptAdapter("head -c 30000000 /dev/zero >&2; echo the last words >&2; if once; then say; else exit 9; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();

        Assert.Equal(adapter.Tone, (await synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, Token)).Audio.Samples.ToArray());
        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, Token));
        Assert.EndsWith("the adapter ended with exit code 9; the end of its stderr: the last words", failure.Message, StringComparison.Ordinal);
    }

    private static string WorkFolder(ScriptAdapter adapter)
    {
        using JsonDocument hello = JsonDocument.Parse(adapter.Requests[0]);
        return hello.RootElement.GetProperty("workFolder").GetString()!;
    }
}

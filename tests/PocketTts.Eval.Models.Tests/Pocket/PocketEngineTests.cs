using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket;

public sealed class PocketEngineTests
{
    private const string Text = "The river was quiet this morning, and nobody on the bridge spoke. Should we have stopped there?";

    private static PocketEngine Engine => new(new ModelFolders([SharedFiles.Model(".")], _ => null));

    [Fact]
    public async Task SynthesizeAsync_GroupsAndOverlap_DoNotChangeFp32Sound()
    {
        SynthesisResult expected = await Speak("precision=fp32,threads=1,decode-group=1");
        Assert.NotEmpty(expected.Audio.Samples.ToArray());
        foreach (string options in new[] { "precision=fp32,threads=2", "precision=fp32,threads=1", "precision=fp32,threads=2,decode-group=46", "precision=fp32,threads=2,overlap=off" })
        {
            SynthesisResult other = await Speak(options);
            Generation.FrameGeneratorTests.AssertNear(expected.Audio.Samples.Span, other.Audio.Samples.ToArray(), 1e-4f);
            Assert.Equal(expected.UnitCount, other.UnitCount);
        }
    }

    [Fact]
    public async Task SynthesizeAsync_Int8_IsEqualForOneSeedWithAndWithoutOverlap()
    {
        SynthesisResult first = await Speak("precision=int8,threads=2,decode-group=4");
        SynthesisResult second = await Speak("precision=int8,threads=1,decode-group=4");
        SynthesisResult other = await Speak("precision=int8,threads=2,decode-group=4", seed: 12);
        Assert.Equal(first.Audio.Samples.ToArray(), second.Audio.Samples.ToArray());
        Assert.NotEqual(first.Audio.Samples.ToArray(), other.Audio.Samples.ToArray());
        Assert.InRange(first.Audio.Samples.ToArray().Max(Math.Abs), 0.05, 1);
    }

    [Fact]
    public async Task SynthesizeAsync_Sink_ReceivesTheResultInPieces()
    {
        using ISpeechSynthesizer synthesizer = await Load("precision=fp32,threads=2");
        var sink = new ListSink();
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest(Text, Seed: 3), sink, TestContext.Current.CancellationToken);
        Assert.Equal(result.Audio.Samples.ToArray(), sink.Samples);
        Assert.Equal(1920, sink.Lengths[0]);
        Assert.All(sink.Lengths, length => Assert.InRange(length, 1920, 4 * 1920));
        Assert.Equal(result.UnitCount * 1920, sink.Samples.Count);
        Assert.Equal(24_000, result.Audio.SampleRateHz);
    }

    [Fact]
    public async Task SynthesizeAsync_LimitsThatAreHit_BecomeWarnings()
    {
        SynthesisResult cut = await Speak("precision=fp32,max-frames=9,eos-threshold=1000");
        Assert.Equal(["eos-not-reached"], cut.Warnings.Select(w => w.Code).Distinct());
        SynthesisResult full = await Speak("precision=fp32,max-frames=5000,eos-threshold=1000", "Hi.");
        Assert.Equal(["eos-not-reached", "cache-full"], full.Warnings.Select(w => w.Code));
        Assert.Equal(1000 - 29 - 2, full.UnitCount);
        SynthesisResult early = await Speak("precision=fp32,eos-threshold=-1000", "Hi there.");
        Assert.Equal(["early-eos"], early.Warnings.Select(w => w.Code));
        Assert.Equal(5, early.UnitCount);
        SynthesisResult ignored = await Speak("precision=fp32,rules=4x,eos-threshold=-1000", "Hi there.");
        Assert.Equal(11, ignored.UnitCount);
        SynthesisResult longChunk = await Speak("precision=fp32,max-frames=3", string.Join(' ', Enumerable.Repeat("bridge", 60)));
        Assert.Contains("chunk-over-limit", longChunk.Warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("", "nothing-to-speak")]
    [InlineData(" \n\t ", "nothing-to-speak")]
    public async Task SynthesizeAsync_NothingToSpeak_FailsTheTake(string text, string reason)
    {
        var error = await Assert.ThrowsAsync<TakeFailedException>(() => Speak("precision=fp32", text));
        Assert.Equal(reason, error.Reason);
    }

    [Fact]
    public async Task SynthesizeAsync_WordOfTwentyThousandCharacters_FailsTheTake()
    {
        var error = await Assert.ThrowsAsync<TakeFailedException>(() => Speak("precision=fp32", new string('a', 20_000)));
        Assert.Equal("text-too-long", error.Reason);
        error = await Assert.ThrowsAsync<TakeFailedException>(() => Speak("precision=fp32", new string('a', 20_001)));
        Assert.Equal("text-too-long", error.Reason);
    }

    [Fact]
    public async Task SynthesizeAsync_SinkThatThrows_EndsTheTakeAndLeavesTheSynthesizerUsable()
    {
        using ISpeechSynthesizer synthesizer = await Load("precision=fp32,threads=2");
        await Assert.ThrowsAsync<IOException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(Text, Seed: 3), new ThrowingSink(), TestContext.Current.CancellationToken));
        SynthesisResult after = await synthesizer.SynthesizeAsync(new SynthesisRequest(Text, Seed: 3), null, TestContext.Current.CancellationToken);
        SynthesisResult expected = await Speak("precision=fp32,threads=2", seed: 3);
        Assert.Equal(expected.Audio.Samples.ToArray(), after.Audio.Samples.ToArray());
    }

    [Fact]
    public async Task SynthesizeAsync_Cancelled_Ends()
    {
        using ISpeechSynthesizer synthesizer = await Load("precision=fp32,threads=2");
        using var source = new CancellationTokenSource();
        var sink = new CancellingSink(source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(Text), sink, source.Token));
    }

    [Fact]
    public async Task LoadAsync_Info_HoldsEverythingThatChangesTheSound()
    {
        using ISpeechSynthesizer synthesizer = await Load("temperature=0.5,steps=2,rules=4x,max-frames=40");
        SynthesizerInfo info = synthesizer.Info;
        Assert.Equal("mini_a.kv-2.x", info.Voice);
        Assert.True(info.UsesSeed);
        Assert.False(info.IsDeterministic);
        Assert.Equal(
            ["0.5", "2", "4x", "40", "int8", "lsd", "-4", "mini_random"],
            new[] { "temperature", "steps", "rules", "max-frames", "precision", "sampler", "eos-threshold", "bundle" }.Select(k => info.Settings[k]));
        Assert.Equal(
            ["bundle.json", "flow_lm_main_int8.onnx", "flow_lm_flow_int8.onnx", "mimi_decoder_int8.onnx", "text_conditioner.onnx", "tokenizer.model", "bos_before_voice.npy", "mini_a.kv-2.x.safetensors"],
            info.Files.Select(f => f.Name));
        Assert.Equal(["cpu-dependent-sound"], info.Warnings.Select(w => w.Code));
    }

    [Fact]
    public async Task LoadAsync_ManyWrongOptions_NamesThemAll()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => Engine.LoadAsync(SystemSpec.Parse("pocket:alba,precision=int4,steps=0,rules=3x,eos-threshold=x,decode-group=47,overlap=on,threads=1,speed=2,voice=a.wav"), TestContext.Current.CancellationToken));
        Assert.All(
            ["precision: found 'int4'", "steps: found '0'", "rules: found '3x'", "eos-threshold: found 'x'", "decode-group: found '47'", "overlap: found 'on'", "speed: no such option", "voice: 'a.wav'"],
            problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_NoBundleNamed_ListsThem()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => Engine.LoadAsync(SystemSpec.Parse("pocket:alba"), TestContext.Current.CancellationToken));
        Assert.Contains("mini-bundle, mini-bundle-v1, mini-sherpa", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_UnknownVoice_ListsTheVoices()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => Engine.LoadAsync(SystemSpec.Parse("pocket:alba,bundle=mini-bundle"), TestContext.Current.CancellationToken));
        Assert.Contains("no voice 'alba'", error.Message, StringComparison.Ordinal);
        Assert.Contains("mini_a.kv-2.x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_SharedFolder_IsReadyWithVoices()
    {
        EngineStatus status = Engine.Probe();
        Assert.True(status.IsReady, status.Detail);
        Assert.Contains("mini_a", status.Voices);
        Assert.False(new PocketEngine(new ModelFolders([], _ => null)).Probe().IsReady);
    }

    [Theory]
    [InlineData("mini-bundle-v1", "mini_a.audio_prompt-1.0")]
    [InlineData("mini-sherpa", "mini_b")]
    [InlineData("mini-12l", "mini12_a.kv-2.x")]
    public async Task SynthesizeAsync_EveryLayout_Speaks(string bundle, string voice)
    {
        using ISpeechSynthesizer synthesizer = await Engine.LoadAsync(SystemSpec.Parse($"pocket:{voice},bundle={bundle},max-frames=12"), TestContext.Current.CancellationToken);
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello world."), null, TestContext.Current.CancellationToken);
        Assert.InRange(result.UnitCount!.Value, 1, 12);
        Assert.InRange(result.Audio.Samples.ToArray().Max(Math.Abs), 0.01, 2);
    }

    [Fact]
    public async Task SynthesizeAsync_ClonedVoice_Speaks()
    {
        string prompt = SharedFiles.Model("pocket-tts/golden/prompt_44k_stereo.wav");
        using ISpeechSynthesizer synthesizer = await Engine.LoadAsync(SystemSpec.Parse($"pocket:voice={prompt},bundle=mini-bundle"), TestContext.Current.CancellationToken);
        Assert.Equal("prompt_44k_stereo.wav", synthesizer.Info.Voice);
        Assert.Contains("mimi_encoder.onnx", synthesizer.Info.Files.Select(f => f.Name));
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello world."), null, TestContext.Current.CancellationToken);
        Assert.True(result.UnitCount > 0);
    }

    private static Task<ISpeechSynthesizer> Load(string options) =>
        Engine.LoadAsync(SystemSpec.Parse($"pocket:mini_a.kv-2.x,bundle=mini-bundle,{options}"), TestContext.Current.CancellationToken);

    private static async Task<SynthesisResult> Speak(string options, string text = Text, long seed = 11)
    {
        using ISpeechSynthesizer synthesizer = await Load(options);
        return await synthesizer.SynthesizeAsync(new SynthesisRequest(text, "en", seed), null, TestContext.Current.CancellationToken);
    }

    private sealed class ListSink : IAudioSink
    {
        public List<float> Samples { get; } = [];

        public List<int> Lengths { get; } = [];

        public void Write(ReadOnlySpan<float> samples)
        {
            Samples.AddRange(samples);
            Lengths.Add(samples.Length);
        }
    }

    private sealed class ThrowingSink : IAudioSink
    {
        public void Write(ReadOnlySpan<float> samples) => throw new IOException("the disk is full");
    }

    private sealed class CancellingSink(CancellationTokenSource source) : IAudioSink
    {
        public void Write(ReadOnlySpan<float> samples) => source.Cancel();
    }
}

using Microsoft.Extensions.Time.Testing;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Models.Tests.Loopback;

public sealed class LoopbackSynthesizerTests
{
    private const string Text = "Some call me nature, others call me mother nature.";

    [Fact]
    public async Task Info_SaysWhatChangesTheSound()
    {
        using ISpeechSynthesizer clean = await LoopbackRig.LoadAsync("loopback");
        using ISpeechSynthesizer faulty = await LoopbackRig.LoadAsync("x=loopback:high,skip=0.02");
        Assert.Equal(("loopback", "low", 24_000, true, true, 1), (clean.Info.Engine, clean.Info.Voice, clean.Info.SampleRateHz, clean.Info.IsDeterministic, clean.Info.UsesSeed, clean.Info.ThreadCount));
        Assert.Equal(("high", false, "0.02"), (faulty.Info.Voice, faulty.Info.IsDeterministic, faulty.Info.Settings["skip"]));
    }

    [Theory]
    [InlineData("loopback")]
    [InlineData("loopback:truncate=1")]
    [InlineData("loopback:silence=1")]
    [InlineData("loopback:nan=1")]
    [InlineData("loopback:skip=1")]
    public async Task Synthesize_Sink_GetsTheSamplesOfTheResultOnce(string system)
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync(system);
        var sink = new LoopbackRig.Sink();
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest(Text, Seed: 1), sink, CancellationToken.None);
        Assert.Equal(result.Audio.Samples.ToArray(), sink.Samples);
        Assert.Equal(system switch { "loopback" or "loopback:silence=1" or "loopback:nan=1" => 10, "loopback:skip=1" => 1, _ => sink.Chunks }, sink.Chunks);
    }

    [Fact]
    public async Task Synthesize_SameRequest_GivesTheSameBytes()
    {
        using ISpeechSynthesizer first = await LoopbackRig.LoadAsync("loopback:skip=0.2,mangle=0.2,repeat=0.2");
        using ISpeechSynthesizer second = await LoopbackRig.LoadAsync("loopback:skip=0.2,mangle=0.2,repeat=0.2");
        await second.SynthesizeAsync(new SynthesisRequest("something else before", Seed: 3), null, CancellationToken.None);
        var request = new SynthesisRequest(Text, Seed: 11, Repeat: 2);
        SynthesisResult a = await first.SynthesizeAsync(request, null, CancellationToken.None);
        SynthesisResult b = await second.SynthesizeAsync(request, null, CancellationToken.None);
        Assert.Equal(a.Audio.Samples.ToArray(), b.Audio.Samples.ToArray());
    }

    [Fact]
    public async Task Hear_WordFaults_AreExactlyThePlannedOnes()
    {
        const string System = "loopback:skip=0.1,mangle=0.1,repeat=0.1,insert=0.1";
        var seen = new HashSet<LoopbackWordFault>();
        for (int seed = 0; seed < 20; seed++)
        {
            var request = new SynthesisRequest(Text, Seed: seed, Repeat: seed % 3);
            LoopbackPlan plan = LoopbackRig.Plan(System, request);
            Transcript heard = await LoopbackRig.SpeakAndHearAsync(System, request);
            Assert.Equal(plan.SpokenWords, heard.Words.Select(w => w.Text));
            double[] expected = [.. plan.Words.SelectMany(w => w.Spoken.Select(_ => w.Fault == LoopbackWordFault.Mangle ? 0.5 : 1))];
            Assert.Equal(expected, heard.Words.Select(w => w.Probability!.Value));
            seen.UnionWith(plan.Words.Select(w => w.Fault));
        }

        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task Synthesize_Truncate_KeepsThePlannedShare()
    {
        using ISpeechSynthesizer whole = await LoopbackRig.LoadAsync("loopback");
        using ISpeechSynthesizer cut = await LoopbackRig.LoadAsync("loopback:truncate=1");
        var request = new SynthesisRequest(Text, Seed: 4);
        int all = (await whole.SynthesizeAsync(request, null, CancellationToken.None)).Audio.Samples.Length;
        Waveform audio = (await cut.SynthesizeAsync(request, null, CancellationToken.None)).Audio;
        Assert.Equal((int)(all * LoopbackRig.Plan("loopback:truncate=1", request).KeptShare!.Value), audio.Samples.Length);
        Transcript heard = await LoopbackRig.HearAsync(audio);
        Assert.InRange(heard.Words.Count(w => w.Probability == 1), 1, 8);
    }

    [Fact]
    public async Task Synthesize_SilenceEmptyNan_AreWhatTheySay()
    {
        var request = new SynthesisRequest(Text, Seed: 4);
        float[] silence = await SamplesAsync("loopback:silence=1", request);
        float[] nan = await SamplesAsync("loopback:nan=1", request);
        Assert.Equal(silence.Length, nan.Length);
        Assert.All(silence, x => Assert.Equal(0, x));
        Assert.Equal(240, nan.Count(float.IsNaN));
        Assert.Empty(await SamplesAsync("loopback:empty=1", request));
    }

    [Fact]
    public async Task Synthesize_Crash_FailsHalfWay()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback:crash=1");
        var sink = new LoopbackRig.Sink();
        TakeFailedException problem = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(Text), sink, CancellationToken.None));
        Assert.Equal("crash", problem.Reason);
        Assert.Equal(4, sink.Chunks);
    }

    [Fact]
    public async Task Synthesize_Stall_HangsUntilCancelled()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback:stall=1");
        using var cancellation = new CancellationTokenSource();
        var sink = new LoopbackRig.Sink();
        Task<SynthesisResult> take = synthesizer.SynthesizeAsync(new SynthesisRequest(Text), sink, cancellation.Token);
        Assert.False(take.IsCompleted);
        Assert.Equal(4, sink.Chunks);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => take);
    }

    [Fact]
    public async Task Synthesize_Cancelled_StopsAtOnce()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(Text), null, new CancellationToken(true)));
    }

    [Fact]
    public async Task Synthesize_Rtf_TakesThatLongByTheGivenClock()
    {
        var clock = new FakeTimeProvider();
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback:rtf=0.5", clock);
        var sink = new LoopbackRig.Sink();
        Task<SynthesisResult> take = synthesizer.SynthesizeAsync(new SynthesisRequest(Text), sink, CancellationToken.None);
        long start = clock.GetTimestamp();
        while (!take.IsCompleted)
        {
            // sound may not be there before its time
            Assert.True(0.5 * sink.Samples.Count / 24_000 <= clock.GetElapsedTime(start).TotalSeconds + 1e-6);
            clock.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }

        Assert.Equal(0.5 * (await take).Audio.DurationSeconds, clock.GetElapsedTime(start).TotalSeconds, 0.1);
    }

    [Fact]
    public async Task Synthesize_HugeText_FailsTheTakeWithoutMakingSound()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        TakeFailedException problem = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(new string('a', 50_000)), null, CancellationToken.None));
        Assert.Equal("text-too-long", problem.Reason);
    }

    [Fact]
    public void Engines_Probe_AreReadyAndNameTheirVoices()
    {
        EngineStatus speaker = new LoopbackEngine(TimeProvider.System).Probe();
        Assert.True(speaker.IsReady);
        Assert.Equal(["high", "low"], speaker.Voices);
        var listener = new LoopbackRecognizerEngine();
        Assert.True(listener.Probe().IsReady);
        Assert.True(listener.Knows("loopback"));
        Assert.False(listener.Knows("whisper-base"));
    }

    [Fact]
    public async Task LoadAsync_OtherRecognizer_IsInputException()
        => await Assert.ThrowsAsync<InputException>(() => new LoopbackRecognizerEngine().LoadAsync("whisper", CancellationToken.None));

    private static async Task<float[]> SamplesAsync(string system, SynthesisRequest request)
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync(system);
        return (await synthesizer.SynthesizeAsync(request, null, CancellationToken.None)).Audio.Samples.ToArray();
    }
}

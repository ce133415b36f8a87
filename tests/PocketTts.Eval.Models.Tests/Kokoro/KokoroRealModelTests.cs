using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro;

/// <summary>The whole synthesizer on the real int8 model.</summary>
public sealed class KokoroRealModelTests
{
    [Fact]
    public async Task SynthesizeAsync_CancelledInsideARun_StopsAndSpeaksAgain()
    {
        string models = Path.GetDirectoryName(SharedFiles.Model("kokoro"))!;
        var engine = new KokoroEngine(new ModelFolders([models], _ => null), (_, _, _) => new KokoroFixture.PlainPhonemizer());
        using ISpeechSynthesizer synthesizer = await engine.LoadAsync(SystemSpec.Parse("kokoro:bf_emma:1+af_heart:1,phonemes=espeak"), TestContext.Current.CancellationToken);
        Assert.Equal(["kokoro-v1.0.int8.onnx", "bf_emma.bin", "af_heart.bin"], synthesizer.Info.Files.Select(f => f.Name));
        Assert.Equal(["cpu-dependent-sound"], synthesizer.Info.Warnings.Select(w => w.Code));
        Assert.True(synthesizer.Info.IsDeterministic);

        // one piece: without an end inside the run it would be spoken whole
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        string text = string.Join(' ', Enumerable.Repeat("həlˈO", 85));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest(text), null, source.Token));

        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest("nˈO."), null, TestContext.Current.CancellationToken);
        Assert.InRange(next.Audio.DurationSeconds, 0.5, 2.5);
        Assert.Equal(0, next.Audio.Samples.Length % 600);
        Assert.InRange(next.Audio.Samples.ToArray().Max(Math.Abs), 0.05, 1.5);
    }
}

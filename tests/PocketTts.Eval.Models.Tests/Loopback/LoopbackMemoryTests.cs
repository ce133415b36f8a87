using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Tests.Loopback;

[Collection("alone: measures the memory of the whole process")]
public sealed class LoopbackMemoryTests
{
    [Fact]
    public async Task Synthesize_FiveHundredTakes_DoNotGrowMemory()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback:skip=0.1");
        using ISpeechRecognizer recognizer = await LoopbackRig.RecognizerAsync();
        long after100 = 0;
        for (int i = 0; i < 500; i++)
        {
            SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest($"take number {i}", Seed: i), null, CancellationToken.None);
            await recognizer.TranscribeAsync(result.Audio, CancellationToken.None);
            after100 = i == 99 ? GC.GetTotalMemory(true) : after100;
        }

        // one take is 150 KB of samples
        Assert.InRange(GC.GetTotalMemory(true) - after100, long.MinValue, 100_000);
    }
}

[CollectionDefinition("alone: measures the memory of the whole process", DisableParallelization = true)]
public sealed class LoopbackMemoryDefinition;

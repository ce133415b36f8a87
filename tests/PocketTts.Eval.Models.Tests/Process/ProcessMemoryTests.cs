using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>An adapter cannot fill our memory. Runs alone: what is counted is what the whole process allocates.</summary>
[Collection("alone: measures the memory of the whole process")]
public sealed class ProcessMemoryTests
{
    [Fact]
    public async Task SynthesizeAsync_LineWithoutEnd_IsGivenUpEarlyAndTakesLittleMemory()
    {
        using var adapter = new ScriptAdapter("if once; then head -c 1000000000 /dev/zero | tr '\\0' a; else say; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync();
        long before = GC.GetTotalAllocatedBytes();

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("a"), null, ScriptAdapter.Token));

        Assert.Equal("protocol-error", failure.Reason);
        Assert.Contains("a line of more than 16 MiB", failure.Message, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 200_000_000, $"{GC.GetTotalAllocatedBytes() - before} bytes");
        Assert.Equal(adapter.Tone, (await synthesizer.SynthesizeAsync(new SynthesisRequest("b"), null, ScriptAdapter.Token)).Audio.Samples.ToArray());
    }
}

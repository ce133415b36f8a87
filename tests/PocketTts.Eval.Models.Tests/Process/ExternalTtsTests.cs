using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>The convention of tts_longeval: a list to stdin, a status line on stdout, logs in between.</summary>
public sealed class ExternalTtsTests
{
    // as the adapters of tts_longeval: logs to both outputs, one status line, ends by an exception when stdin is closed
    private const string Script = """
        cd "$(dirname "$0")"
        echo "Ready to process batch."
        while IFS= read -r m; do
          printf '%s\n' "$m" >> requests
          out="${m#*'"output_file":"'}"; out="${out%%'"'*}"
          echo "Generating"
          SPEAK
          echo "Ready to process batch."
        done
        exit 1
        """;

    private const string Good = "cp tone.wav \"$out\"; echo \"saved\" >&2; echo 'external_tts:{\"status\": \"ok\"}'";

    private static CancellationToken Token => ScriptAdapter.Token;

    [Fact]
    public async Task LoadAsync_WithoutRate_SpeaksOnceToFindOut()
    {
        using ScriptAdapter adapter = Adapter(Good);
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync("prompts/anna.wav", ",protocol=external-tts,option-cfg=1.5");

        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Say \"it\".", "en-GB"), null, Token);

        Assert.Equal((16_000, false, false, "prompts/anna.wav"), (synthesizer.Info.SampleRateHz, synthesizer.Info.UsesSeed, synthesizer.Info.IsDeterministic, synthesizer.Info.Voice));
        Assert.Equal("external-tts", synthesizer.Info.Settings["protocol"]);
        Assert.Equal(adapter.Tone, result.Audio.Samples.ToArray());
        Assert.Equal((null, true), (result.Timing!.FirstAudioSeconds, result.Timing.IsEligible));
        Assert.Equal(2, adapter.Requests.Length);
        using JsonDocument request = JsonDocument.Parse(adapter.Requests[1]);
        JsonElement item = Assert.Single(request.RootElement.EnumerateArray().ToArray());
        Assert.Equal(["turns", "speaker_audios", "language", "output_file", "extra"], item.EnumerateObject().Select(m => m.Name));
        Assert.Equal(("[\"Say \\\"it\\\".\"]", "[\"prompts/anna.wav\"]", "en", "{\"cfg\":\"1.5\"}"), (
            item.GetProperty("turns").GetRawText(), item.GetProperty("speaker_audios").GetRawText(), item.GetProperty("language").GetString(), item.GetProperty("extra").GetRawText()));
    }

    [Fact]
    public async Task LoadAsync_WithRate_DoesNotSpeak()
    {
        using ScriptAdapter adapter = Adapter(Good);
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync(options: ",protocol=external-tts,rate=24000");

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("x"), null, Token));

        Assert.Equal("wrong-sample-rate", failure.Reason);
        Assert.Single(adapter.Requests);
    }

    [Theory]
    [InlineData("echo 'external_tts:{\"status\": \"failed\"}'", "adapter-error", true)]
    [InlineData("echo 'external_tts:{\"status\": \"ok\"}'", "missing-file", true)]
    [InlineData("echo 'external_tts:{\"status\": \"maybe\"}'", "protocol-error", false)]
    [InlineData("echo 'external_tts:ok'", "protocol-error", false)]
    [InlineData("echo 'external_tts:{}'", "protocol-error", false)]
    [InlineData("echo 'CUDA out of memory' >&2; exit 1", "process-exit", false)]
    public async Task SynthesizeAsync_Fault_FailsThatTake(string fault, string reason, bool keepsProcess)
    {
        using ScriptAdapter adapter = Adapter($"if [ ! -e broken ] && [[ \"$m\" == *break* ]]; then touch broken; {fault}; else {Good}; fi");
        using ISpeechSynthesizer synthesizer = await adapter.LoadAsync(options: ",protocol=external-tts,rate=16000");

        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => synthesizer.SynthesizeAsync(new SynthesisRequest("break"), null, Token));
        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest("go on"), null, Token);

        Assert.Equal(reason, failure.Reason);
        Assert.Equal(adapter.Tone, next.Audio.Samples.ToArray());
        Assert.Equal(keepsProcess ? [] : ["engine-restarted"], next.Warnings.Select(w => w.Code));
    }

    [Fact]
    public async Task LoadAsync_FirstSoundFails_IsOneLine()
    {
        using ScriptAdapter adapter = Adapter("echo 'external_tts:{\"status\": \"failed\"}'");
        InputException problem = await Assert.ThrowsAsync<InputException>(() => adapter.LoadAsync(options: ",protocol=external-tts"));
        Assert.Contains("could not say 'Hello there.' (adapter-error)", problem.Message, StringComparison.Ordinal);
    }

    private static ScriptAdapter Adapter(string speak) => new(whole: Script.Replace("SPEAK", speak, StringComparison.Ordinal));
}

using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.Models.Tests.Pocket.Generation;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Voices;

public sealed class VoiceTests
{
    private const string Voices = "pocket-tts/voices/";
    private const float StateTolerance = 2e-5f;

    private static SafetensorsFile Clone => SafetensorsFile.Read(SharedFiles.Model("pocket-tts/golden/voice_clone.safetensors"));

    [Fact]
    public void EndOnPause_GoldenPrompt_EqualsTheReference()
    {
        float[] prompt = AudioFile.Read(SharedFiles.Model("pocket-tts/golden/prompt_24k_mono.wav")).Samples.ToArray();
        FrameGeneratorTests.AssertNear(Clone.Floats("prompt_end_on_pause_samples"), PromptPreparation.EndOnPause(prompt), 1e-6f);
    }

    [Fact]
    public void Prepare_StereoAt44100_EqualsTheReferenceResampling()
    {
        string path = SharedFiles.Model("pocket-tts/golden/prompt_44k_stereo.wav");
        (float[] prompt, TakeWarning? warning) = PromptPreparation.Prepare(AudioFile.Read(path), 24_000, 30, endsOnPause: false, path);
        Assert.Null(warning);
        FrameGeneratorTests.AssertNear(Clone.Floats("resampled_44k"), prompt, 1e-5f);
        FrameGeneratorTests.AssertNear(Clone.Floats("latents_44k"), PromptEncoder.Encode(SharedFiles.Model("pocket-tts/mini-bundle/mimi_encoder.onnx"), prompt, 64, 1), 1e-4f);
    }

    [Theory]
    [InlineData(false, "audio_prompt", "mini_a.kv-2.x")]
    [InlineData(true, "audio_prompt_end_on_pause", "mini_a.kv-4.0.1")]
    public void Load_ClonedRecording_EqualsTheReferenceEmbeddingsAndSnapshot(bool endsOnPause, string embeddings, string snapshot)
    {
        using PocketModel model = FrameGeneratorTests.Open("mini-bundle", 1);
        var source = new VoiceSource("prompt", SharedFiles.Model("pocket-tts/golden/prompt_24k_mono.wav"));
        VoiceState cloned = new VoiceLoader().Load(model, "model", source, endsOnPause, 30, 1).State;
        VoiceState prompted = model.Main.ReadVoice([.. model.Bos, .. Clone.Floats(embeddings)]);
        VoiceState stored = VoiceFileReader.ReadState(SafetensorsFile.Read(SharedFiles.Model($"{Voices}{snapshot}.safetensors")), model.Main);
        Assert.Equal(stored.Length, cloned.Length);
        for (int layer = 0; layer < stored.Caches.Length; layer++)
        {
            FrameGeneratorTests.AssertNear(stored.Caches[layer], cloned.Caches[layer], StateTolerance);
            FrameGeneratorTests.AssertNear(stored.Caches[layer], prompted.Caches[layer], StateTolerance);
        }
    }

    [Fact]
    public void ReadState_Version11_TakesTheLengthOfCurrentEnd()
    {
        using PocketModel model = FrameGeneratorTests.Open("mini-bundle", 1);
        VoiceState old = VoiceFileReader.ReadState(SafetensorsFile.Read(SharedFiles.Model(Voices + "mini_a.kv-1.1.safetensors")), model.Main);
        VoiceState current = VoiceFileReader.ReadState(SafetensorsFile.Read(SharedFiles.Model(Voices + "mini_a.kv-2.x.safetensors")), model.Main);
        Assert.Equal(29, old.Length);
        Assert.Equal(current.Caches[1], old.Caches[1]);
    }

    [Fact]
    public void Read_VoicesBin_HoldsTheEmbeddings()
    {
        var pack = VoicePackReader.Read(SharedFiles.Model(Voices + "voices.bin"));
        Assert.Equal(["mini_a", "mini_b"], pack.Keys);
        Assert.Equal((28 * 64, 64), (pack["mini_a"].Embeddings.Length, pack["mini_a"].Width));
        FrameGeneratorTests.AssertNear(Clone.Floats("audio_prompt"), pack["mini_a"].Embeddings, 1e-6f);
        FrameGeneratorTests.AssertNear(Clone.Floats("audio_prompt_end_on_pause"), pack["mini_b"].Embeddings, 1e-6f);
    }

    [Fact]
    public void ReadState_VoiceOfAnotherModel_IsRefused()
    {
        using PocketModel model = FrameGeneratorTests.Open("mini-bundle", 1);
        var error = Assert.Throws<InputException>(() => VoiceFileReader.ReadState(SafetensorsFile.Read(SharedFiles.Model(Voices + "mini12_a.kv-2.x.safetensors")), model.Main));
        Assert.Contains("12 layers", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 layers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SameVoiceTwice_IsComputedOnce()
    {
        using PocketModel model = FrameGeneratorTests.Open("mini-bundle", 1);
        var loader = new VoiceLoader();
        var source = new VoiceSource("a", SharedFiles.Model(Voices + "mini_a.kv-2.x.safetensors"));
        Assert.Same(loader.Load(model, "m", source, true, 30, 1).State, loader.Load(model, "m", source, false, 10, 1).State);
        Assert.NotSame(loader.Load(model, "m", source, true, 30, 1).State, loader.Load(model, "other", source, true, 30, 1).State);
    }

    [Fact]
    public void Prepare_TenMinutes_IsCutWithAWarning()
    {
        float[] samples = new float[600 * 8000];
        samples.AsSpan().Fill(0.1f);
        (float[] prompt, TakeWarning? warning) = PromptPreparation.Prepare(new Waveform(samples, 8000), 24_000, 30, endsOnPause: false, "long.wav");
        Assert.Equal(30 * 24_000, prompt.Length);
        Assert.Equal("prompt-truncated", warning!.Code);
    }

    [Theory]
    [InlineData(1919, 0.5f, "one frame")]
    [InlineData(24_000, 0f, "silent")]
    [InlineData(24_000, float.NaN, "finite")]
    public void Prepare_UnusablePrompt_IsRefused(int length, float value, string message)
    {
        float[] samples = new float[length];
        samples.AsSpan().Fill(value);
        var error = Assert.Throws<InputException>(() => PromptPreparation.Prepare(new Waveform(samples, 24_000), 24_000, 30, true, "prompt.wav"));
        Assert.StartsWith("prompt.wav: voice: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}

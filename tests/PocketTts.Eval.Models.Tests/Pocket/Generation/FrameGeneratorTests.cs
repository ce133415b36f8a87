using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Generation;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Generation;

public sealed class FrameGeneratorTests(FrameGeneratorTests.Models models) : IClassFixture<FrameGeneratorTests.Models>
{
    private const float LatentTolerance = 2e-4f;
    private const float LogitTolerance = 5e-4f;
    private const float AudioTolerance = 1e-4f;

    public static TheoryData<string> Runs() => [.. new[]
    {
        "short_2x", "plain_2x", "long_2x", "commas_2x", "semicolon_2x", "quotes_2x", "numbers_2x", "lines_2x",
        "short_4x", "plain_4x", "long_4x", "commas_4x", "semicolon_4x", "quotes_4x", "numbers_4x", "lines_4x",
        "plain_2x_s2", "plain_2x_t0", "plain_2x_t0_s2", "short_2x_t03_s2", "numbers_2x_t03", "plain_4x_t07_s2", "long_4x_s2", "short_4x_t0",
    }];

    [Fact]
    public void Runs_List_IsComplete() =>
        Assert.Equal(GoldenRun.Index().GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("id").GetString()!).Order(), Runs().Select(r => r.Data).Order());

    [Theory]
    [MemberData(nameof(Runs))]
    public void Generate_GoldenRun_EqualsTheReferenceStepByStep(string id)
    {
        GoldenRun run = GoldenRun.Find(id);
        PocketModel model = models.WithSteps(run.Steps);
        TextRules rules = new()
        {
            Version = run.Is4x ? TextRulesVersion.V4 : TextRulesVersion.V2,
            Replacements = run.Is4x ? ReplacementMaps.For("english") : ImmutableSortedDictionary<string, string>.Empty,
        };
        Assert.Equal(run.Entry.GetProperty("min_frames_before_eos").GetInt32(), rules.MinFramesBeforeEos);
        Assert.Equal(run.Entry.GetProperty("fade_in_samples").GetInt32(), rules.FadeInSamples);
        ImmutableArray<TextChunk> chunks = new TextChunker(VocabularyReader.Read(model.Files.Tokenizer), rules).Split(run.Text).Chunks;
        Assert.Equal(run.Chunks.Length, chunks.Length);

        VoiceState voice = model.Main.ReadVoice([.. model.Bos, .. Prompt(run.Is4x)]);
        var generator = new FrameGenerator(model, -4, rules.MinFramesBeforeEos, null);
        var noise = new RecordedNoise(run.File, run.Temperature);
        var trace = new RecordingTrace();
        var assembler = new SpeechAssembler(model.Decoder, null, 4, rules.FadeInSamples, 1);
        for (int i = 0; i < chunks.Length; i++)
        {
            JsonElement expected = run.Chunks[i];
            Assert.Equal(expected.GetProperty("token_ids").EnumerateArray().Select(t => t.GetInt32()), chunks[i].TokenIds);
            ChunkOutcome outcome = generator.Generate(i, chunks[i], voice, noise, assembler, trace, TestContext.Current.CancellationToken);
            Assert.Equal(expected.GetProperty("emitted_frames").GetInt32(), outcome.Frames);
            Assert.Equal(expected.GetProperty("steps_run").GetInt32(), trace.EosLogits[i].Count);
            Assert.Equal(Nullable(expected, "eos_step"), outcome.EosStep);
            Assert.Equal(Nullable(expected, "first_crossing"), outcome.FirstCrossing);
            Assert.Equal(expected.GetProperty("max_frames").GetInt32(), outcome.FrameLimit);
            AssertNear(run.File.Floats($"chunk{i}.conditioning"), trace.Conditioning[i], LogitTolerance);
            AssertNear(run.File.Floats($"chunk{i}.eos_logit"), trace.EosLogits[i], LogitTolerance);
            AssertNear(run.File.Floats($"chunk{i}.latents"), trace.Latents[i], LatentTolerance);
        }

        AssertAudio(run.File, assembler.Samples.Span);
    }

    [Fact]
    public void Generate_TwelveLayersInManifestOrder_EqualsTheReference()
    {
        using PocketModel model = Open("mini-12l", 1);
        SafetensorsFile golden = SafetensorsFile.Read(SharedFiles.Model("pocket-tts/golden/mini12_fixed24.safetensors"));
        VoiceState voice = model.Main.ReadVoice([.. model.Bos, .. golden.Floats("voice_embeddings")]);
        VoiceState stored = VoiceFileReader.ReadState(SafetensorsFile.Read(SharedFiles.Model("pocket-tts/voices/mini12_a.kv-2.x.safetensors")), model.Main);
        AssertNear(voice.Caches.SelectMany(c => c).ToArray(), stored.Caches.SelectMany(c => c).ToArray(), 2e-5f);
        foreach (VoiceState state in new[] { voice, stored })
        {
            (RecordingTrace trace, SpeechAssembler assembler, _) = Speak(model, golden, state, frames: 24);
            AssertNear(golden.Floats("chunk0.latents"), trace.Latents[0], LatentTolerance);
            AssertNear(golden.Floats("chunk0.conditioning"), trace.Conditioning[0], LogitTolerance);
            AssertNear(golden.Floats("audio_f32"), assembler.Samples.ToArray(), AudioTolerance);
        }
    }

    [Theory]
    [InlineData("mini-bundle-v1")]
    [InlineData("mini-sherpa")]
    public void Generate_LayoutsWithoutManifestOrBos_EqualTheReference(string bundle)
    {
        using PocketModel model = Open(bundle, 1);
        Assert.Empty(model.Bos);
        SafetensorsFile golden = SafetensorsFile.Read(SharedFiles.Model("pocket-tts/golden/v1_plain_no_bos.safetensors"));
        float[] prompt = VoiceFileReader.ReadEmbeddings(SafetensorsFile.Read(SharedFiles.Model("pocket-tts/voices/mini_a.audio_prompt-1.0.safetensors")), 64)!;
        (RecordingTrace trace, SpeechAssembler assembler, ChunkOutcome outcome) = Speak(model, golden, model.Main.ReadVoice(prompt), null);
        Assert.Equal((15, 12), (outcome.Frames, outcome.EosStep));
        AssertNear(golden.Floats("chunk0.latents"), trace.Latents[0], LatentTolerance);
        AssertNear(golden.Floats("audio_f32"), assembler.Samples.ToArray(), AudioTolerance);
    }

    [Fact]
    public void Generate_Int8_StaysNearTheRecordedInt8Run()
    {
        GoldenRun run = GoldenRun.Find("plain_2x");
        using PocketModel model = Open("mini-bundle", 1, Precision.Int8);
        SafetensorsFile golden = SafetensorsFile.Read(SharedFiles.Model("pocket-tts/golden/plain_2x_int8_informative.safetensors"));
        TextChunk chunk = new TextChunker(VocabularyReader.Read(model.Files.Tokenizer), new TextRules { Version = TextRulesVersion.V2 }).Split(run.Text).Chunks.Single();
        var trace = new RecordingTrace();
        var assembler = new SpeechAssembler(model.Decoder, null, 4, 0, 1);
        ChunkOutcome outcome = new FrameGenerator(model, -4, 0, null).Generate(
            0, chunk, model.Main.ReadVoice([.. model.Bos, .. Prompt(false)]), new RecordedNoise(run.File, run.Temperature), assembler, trace, TestContext.Current.CancellationToken);

        // the recording was made on a processor with VNNI; without it int8 differs from fp32 by up to 0.06
        Assert.InRange(outcome.Frames, 17, 21);
        float[] recorded = golden.Floats("latents");
        int compared = Math.Min(recorded.Length, trace.Latents[0].Count);
        AssertNear(recorded.AsSpan(0, compared), trace.Latents[0][..compared], 0.15f);
    }

    [Fact]
    public void Generate_NoiseThatIsNotANumber_FailsTheTake()
    {
        using PocketModel model = Open("mini-bundle", 1);
        TextChunk chunk = new TextChunker(VocabularyReader.Read(model.Files.Tokenizer), new TextRules { Version = TextRulesVersion.V2 }).Split("Hi.").Chunks.Single();
        var assembler = new SpeechAssembler(model.Decoder, null, 4, 0, 1);
        var error = Assert.Throws<Core.Speech.TakeFailedException>(() => new FrameGenerator(model, -4, 0, null).Generate(
            0, chunk, model.Main.ReadVoice(model.Bos), new NaNNoise(), assembler, null, TestContext.Current.CancellationToken));
        Assert.Equal("not-a-number", error.Reason);
        Assert.Equal(0, assembler.Samples.Length);
    }

    private sealed class NaNNoise : INoise
    {
        public void Fill(int chunk, int frame, Span<float> noise) => noise.Fill(float.NaN);
    }

    internal static PocketModel Open(string bundle, int steps, Precision precision = Precision.Fp32, int framesPerCall = 7) =>
        PocketModel.Open(BundleFiles.Find(SharedFiles.Model("pocket-tts/" + bundle), precision), null, steps, 1, 1, framesPerCall, TestContext.Current.CancellationToken);

    internal static void AssertNear(ReadOnlySpan<float> expected, List<float> actual, float tolerance) => AssertNear(expected, actual.ToArray(), tolerance);

    internal static void AssertNear(ReadOnlySpan<float> expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, FormattableString.Invariant($"value {i} is {actual[i]}, expected {expected[i]} within {tolerance}"));
        }
    }

    /// <summary>The mini bundle, opened once per number of sampler steps.</summary>
    public sealed class Models : IDisposable
    {
        private readonly Dictionary<int, PocketModel> _models = [];

        public void Dispose()
        {
            foreach (PocketModel model in _models.Values)
            {
                model.Dispose();
            }
        }

        internal PocketModel WithSteps(int steps) => _models.TryGetValue(steps, out PocketModel? model) ? model : _models[steps] = Open("mini-bundle", steps);
    }

    private static (RecordingTrace Trace, SpeechAssembler Assembler, ChunkOutcome Outcome) Speak(PocketModel model, SafetensorsFile golden, VoiceState voice, int? frames)
    {
        UnigramTokenizer tokenizer = model.Files.TokenScores is { } scores ? VocabularyReader.ReadPair(model.Files.Tokenizer, scores) : VocabularyReader.Read(model.Files.Tokenizer);
        TextChunk chunk = new TextChunker(tokenizer, new TextRules { Version = TextRulesVersion.V2 }).Split("The river was quiet this morning, and nobody on the bridge spoke.").Chunks.Single();
        var trace = new RecordingTrace();
        var assembler = new SpeechAssembler(model.Decoder, null, 7, 0, 1);
        var generator = new FrameGenerator(model, frames is null ? -4 : double.PositiveInfinity, 0, frames);
        return (trace, assembler, generator.Generate(0, chunk, voice, new RecordedNoise(golden, 0.7), assembler, trace, TestContext.Current.CancellationToken));
    }

    private static float[] Prompt(bool endsOnPause) =>
        SafetensorsFile.Read(SharedFiles.Model("pocket-tts/golden/voice_clone.safetensors")).Floats(endsOnPause ? "audio_prompt_end_on_pause" : "audio_prompt");

    private static int? Nullable(JsonElement chunk, string name) => chunk.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;

    private static void AssertAudio(SafetensorsFile golden, ReadOnlySpan<float> samples)
    {
        long[] expected = golden.Integers("audio_i16");
        Assert.Equal(expected.Length, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            // the recording was truncated to 16 bits, so up to one step more
            float difference = Math.Abs((Math.Clamp(samples[i], -1, 1) * 32767) - expected[i]);
            Assert.True(difference <= 1 + (AudioTolerance * 32767), FormattableString.Invariant($"sample {i} is {samples[i] * 32767}, expected {expected[i]}"));
        }

        if (golden.Names.Contains("audio_f32"))
        {
            AssertNear(golden.Floats("audio_f32"), samples.ToArray(), AudioTolerance);
        }
    }
}

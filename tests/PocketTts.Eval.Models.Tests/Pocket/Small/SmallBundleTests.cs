using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Pocket.Sampling;

namespace PocketTts.Eval.Models.Tests.Pocket.Small;

/// <summary>The small distilled models' dimensions and every sampler head, value by value.</summary>
public sealed class SmallBundleTests
{
    private const int Frames = 6;
    private const long Seed = 77;

    [Theory]
    [InlineData("lsd", "st", 1)]
    [InlineData("lsd", "st", 3)]
    [InlineData("flow_matching", "t", 16)]
    [InlineData("drifting", "", 4)]
    [InlineData("pointwise", "", 4)]
    public async Task SynthesizeAsync_EveryHead_FollowsItsFormula(string head, string timeInputs, int steps)
    {
        using var bundle = new SmallBundle(timeInputs);
        using ISpeechSynthesizer synthesizer = await Load(bundle, $"sampler={head},steps={steps},temperature=0.7");
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello there.", Seed: Seed), null, TestContext.Current.CancellationToken);
        Assert.Equal(Frames, result.UnitCount);
        Assert.Equal(["eos-not-reached"], result.Warnings.Select(w => w.Code));
        Generation.FrameGeneratorTests.AssertNear(Expected(head, steps), result.Audio.Samples.ToArray(), 1e-5f);
        Assert.Equal((head, head is "lsd" or "flow_matching" ? $"{steps}" : "1"), (synthesizer.Info.Settings["sampler"], synthesizer.Info.Settings["steps"]));
    }

    [Theory]
    [InlineData("flow_type", "drifting")]
    [InlineData("sampler", "pointwise")]
    public async Task LoadAsync_HeadInTheManifest_IsTaken(string key, string head)
    {
        using var bundle = new SmallBundle("", $", \"{key}\": \"{head}\"");
        using ISpeechSynthesizer synthesizer = await Load(bundle, "temperature=0.7");
        Assert.Equal(head, synthesizer.Info.Settings["sampler"]);
        Assert.Equal("-1", synthesizer.Info.Settings["eos-threshold"]);
    }

    [Theory]
    [InlineData("", "", "no time inputs")]
    [InlineData("", "lsd", "no time inputs")]
    [InlineData("st", "drifting", "drifting was asked for")]
    [InlineData("t", "lsd", "lsd was asked for")]
    [InlineData("s", "lsd", "an input s but none named t")]
    public async Task LoadAsync_HeadThatDoesNotFitTheGraph_IsRefused(string timeInputs, string head, string message)
    {
        using var bundle = new SmallBundle(timeInputs);
        var error = await Assert.ThrowsAsync<InputException>(() => Load(bundle, head.Length == 0 ? "temperature=0.7" : $"sampler={head}"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    // the published key of the width is not known for certain where the two widths differ
    [Theory]
    [InlineData(SmallBundle.Embedding, null)]
    [InlineData(7, "conditioning_dim")]
    public async Task LoadAsync_ConditioningWidthOfTheManifest_MayBeEitherWidth(int width, string? field)
    {
        using var bundle = new SmallBundle("st");
        string manifest = Path.Combine(bundle.Folder, "bundle.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).Replace("\"conditioning_dim\": 3", FormattableString.Invariant($"\"conditioning_dim\": {width}"), StringComparison.Ordinal), TestContext.Current.CancellationToken);
        if (field is null)
        {
            (await Load(bundle, "temperature=0")).Dispose();
            return;
        }

        var error = await Assert.ThrowsAsync<InputException>(() => Load(bundle, "temperature=0"));
        Assert.Equal(field, error.Field);
    }

    [Fact]
    public async Task SynthesizeAsync_GraphThatGivesNaN_FailsTheTakeAndLeavesTheSynthesizerUsable()
    {
        using var bundle = new SmallBundle("st", brokenFrom: 3.5f);
        using ISpeechSynthesizer synthesizer = await Load(bundle, "temperature=10");
        var error = await Assert.ThrowsAsync<TakeFailedException>(async () =>
        {
            for (long seed = 0; seed < 50; seed++)
            {
                SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("Hello there.", Seed: seed), null, TestContext.Current.CancellationToken);
                Assert.All(result.Audio.Samples.ToArray(), sample => Assert.True(float.IsFinite(sample)));
            }
        });
        Assert.Equal("not-a-number", error.Reason);
    }

    [Theory]
    [InlineData("transformer.layers.0.self_attn", new[] { 2, 1, 2, 2, 2 }, "[2, 1, 2, 2, 2]")]
    [InlineData("transformer.layers.0.self_attn", new[] { 2, 1, 1000, 1, 2 }, "fewer than 1000 positions")]
    [InlineData("transformer.layers.1.self_attn", new[] { 2, 1, 2, 1, 2 }, "transformer.layers.1.self_attn")]
    public async Task LoadAsync_VoiceOfAnotherModel_IsRefused(string module, int[] shape, string message)
    {
        using var bundle = new SmallBundle("st");
        await File.WriteAllBytesAsync(Path.Combine(bundle.Folder, "v.safetensors"), SmallBundle.Voice(module, shape), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<InputException>(() => Load(bundle, "temperature=0"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_RecordingButNoEncoder_SaysSo()
    {
        using var bundle = new SmallBundle("st");
        string prompt = TestSupport.SharedFiles.Model("pocket-tts/golden/prompt_24k_mono.wav");
        var engine = new PocketEngine(new ModelFolders([], _ => null));
        var error = await Assert.ThrowsAsync<InputException>(() => engine.LoadAsync(SystemSpec.Parse($"pocket:bundle={bundle.Folder},voice={prompt}"), TestContext.Current.CancellationToken));
        Assert.Contains("has no encoder (mimi_encoder.onnx)", error.Message, StringComparison.Ordinal);
    }

    private static float[] Expected(string head, int steps)
    {
        var noise = new PhiloxNoise(Seed, 0.7, null);
        var sound = new List<float>();
        float[] x = [float.NaN, float.NaN, float.NaN, float.NaN];
        for (int frame = 0; frame < Frames; frame++)
        {
            float[] c = SmallBundle.ConditioningAfter(x);
            noise.Fill(0, frame, x);
            switch (head)
            {
                case "drifting":
                    x = SmallBundle.Direction(c, 0, 0, x);
                    break;
                case "pointwise":
                    x = [.. x.Zip(SmallBundle.Direction(c, 0, 0, x), (a, b) => a + b)];
                    break;
                default:
                    for (int j = 0; j < steps; j++)
                    {
                        float[] direction = head == "lsd" ? SmallBundle.Direction(c, (float)j / steps, (float)(j + 1) / steps, x) : SmallBundle.Direction(c, 0, (float)j / steps, x);
                        x = [.. x.Zip(direction, (a, b) => a + (b / steps))];
                    }

                    break;
            }

            sound.AddRange(x);
        }

        return [.. sound];
    }

    private static Task<ISpeechSynthesizer> Load(SmallBundle bundle, string options) => new PocketEngine(new ModelFolders([], _ => null)).LoadAsync(
        SystemSpec.Parse($"pocket:v,bundle={bundle.Folder},rules=2x,max-frames={Frames},{options}"), TestContext.Current.CancellationToken);
}

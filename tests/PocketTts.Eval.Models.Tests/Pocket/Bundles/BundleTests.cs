using System.Text;
using System.Text.Json.Nodes;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Bundles;

public sealed class BundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-bundle-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_PublishedManifest_HasTheDocumentedStates()
    {
        BundleManifest manifest = BundleManifestReader.Read(SharedFiles.Model("pocket-tts/english_2026-04/bundle.json"));
        Assert.Equal(("english_2026-04", 24_000, 1920, 32, 1024), (manifest.Name, manifest.SampleRateHz, manifest.SamplesPerFrame, manifest.LatentWidth, manifest.ConditioningWidth));
        Assert.Equal((18, 56), (manifest.MainStates.Length, manifest.DecoderStates.Length));
        StateTensor[] all = [.. manifest.MainStates, .. manifest.DecoderStates];
        Assert.Equal((12, 6, 20, 36), (all.Count(s => s.Fill == StateFill.Empty), all.Count(s => s.Fill == StateFill.NaN), all.Count(s => s.Fill == StateFill.Ones), all.Count(s => s.Fill == StateFill.Zeros)));
        Assert.Equal((40, 20, 14), (all.Count(s => s.Element == StateElement.Float32), all.Count(s => s.Element == StateElement.Bool), all.Count(s => s.Element == StateElement.Int64)));
        Assert.Equal(["alba", "azelma", "cosette", "eponine", "fantine", "javert", "jean", "marius"], manifest.Voices);
        Assert.False(manifest.HasKeysOf4x);
    }

    [Theory]
    [InlineData("sample_rate", "\"fast\"", "sample_rate")]
    [InlineData("tokenizer_file", "\"../secret\"", "tokenizer_file")]
    [InlineData("flow_lm_state_manifest", "{}", "flow_lm_state_manifest")]
    [InlineData("insert_bos_before_voice", "1", "insert_bos_before_voice")]
    [InlineData("bos_before_voice_file", "null", "bos_before_voice_file")]
    [InlineData("replace_characters", "{\"ab\":\"\"}", "replace_characters.ab")]
    [InlineData("model_recommended_frames_after_eos", "-1", "model_recommended_frames_after_eos")]
    public void Parse_WrongValue_NamesFileAndField(string key, string value, string field)
    {
        JsonObject manifest = Manifest();
        manifest[key] = JsonNode.Parse(value);
        var error = Assert.Throws<InputException>(() => BundleManifestReader.Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString()), "bundle.json"));
        Assert.Equal(("bundle.json", field), (error.File, error.Field));
    }

    [Theory]
    [InlineData("shape", "[2, 1, 1000, 4, 32]", "state_0")]
    [InlineData("dtype", "\"int64\"", "state_0")]
    [InlineData("input_name", "\"state_77\"", "state_77")]
    [InlineData("output_name", "\"out_state_77\"", "out_state_77")]
    public void Open_ManifestThatContradictsTheGraph_IsRefused(string key, string value, string field)
    {
        JsonObject manifest = Manifest();
        manifest["flow_lm_state_manifest"]![0]![key] = JsonNode.Parse(value);
        Link(manifest);
        var error = Assert.Throws<InputException>(() => PocketModel.Open(BundleFiles.Find(_folder, Precision.Fp32), null, 1, 1, 1, MimiDecoder.MaxFramesPerCall, TestContext.Current.CancellationToken).Dispose());
        Assert.EndsWith("flow_lm_main.onnx", error.File, StringComparison.Ordinal);
        Assert.Equal(field, error.Field);
    }

    [Fact]
    public void Open_ManifestOfAnotherWidth_IsRefused()
    {
        JsonObject manifest = Manifest();
        manifest["conditioning_dim"] = 1024;
        Link(manifest);
        var error = Assert.Throws<InputException>(() => PocketModel.Open(BundleFiles.Find(_folder, Precision.Fp32), null, 1, 1, 1, MimiDecoder.MaxFramesPerCall, TestContext.Current.CancellationToken).Dispose());
        Assert.Equal("conditioning_dim", error.Field);
    }

    [Theory]
    [InlineData("mimi_decoder.onnx")]
    [InlineData("text_conditioner.onnx")]
    [InlineData("tokenizer.model")]
    [InlineData("bos_before_voice.npy")]
    public void Find_MissingFile_NamesIt(string name)
    {
        Link(Manifest());
        File.Delete(Path.Combine(_folder, name));
        var error = Assert.Throws<InputException>(() => BundleFiles.Find(_folder, Precision.Fp32));
        Assert.EndsWith(name, error.File, StringComparison.Ordinal);
        Assert.Contains("it holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OnlyTheLanguageModelIsInt8_TakesTheOthersInFp32()
    {
        Link(Manifest());
        File.CreateSymbolicLink(Path.Combine(_folder, "flow_lm_main_int8.onnx"), SharedFiles.Model("pocket-tts/mini-bundle/flow_lm_main_int8.onnx"));
        File.Delete(Path.Combine(_folder, "mimi_encoder.onnx"));
        var files = BundleFiles.Find(_folder, null);
        Assert.Equal(Precision.Int8, files.Precision);
        Assert.EndsWith("mimi_decoder.onnx", files.Decoder, StringComparison.Ordinal);
        Assert.Null(files.Encoder);
    }

    [Fact]
    public void Find_UnknownLayout_ListsWhatIsThere()
    {
        File.WriteAllText(Path.Combine(_folder, "model.onnx"), "x");
        var error = Assert.Throws<InputException>(() => BundleFiles.Find(_folder, null));
        Assert.Contains("it holds model.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected bundle.json beside flow_lm_main", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenFlexible_EveryLanguageModel_HasAFreeCapacityAndKeepsItsNumber()
    {
        foreach (string file in new[] { "mini-bundle/flow_lm_main.onnx", "mini-bundle/flow_lm_main_int8.onnx", "mini-12l/flow_lm_main.onnx" })
        {
            using GraphFile graph = GraphOpener.OpenFlexible(SharedFiles.Model("pocket-tts/" + file), new Models.Onnx.OnnxSessionSettings());
            Assert.Equal(1000, graph.CacheCapacity);
            Assert.Equal(-1, graph.Session.InputMetadata["state_0"].Dimensions[2]);
            Assert.Equal([0], graph.Session.InputMetadata["state_1"].Dimensions);
        }
    }

    private static JsonObject Manifest() => JsonNode.Parse(File.ReadAllBytes(SharedFiles.Model("pocket-tts/mini-bundle/bundle.json")))!.AsObject();

    private void Link(JsonObject manifest)
    {
        foreach (string path in Directory.EnumerateFiles(SharedFiles.Model("pocket-tts/mini-bundle")).Where(p => !p.EndsWith("_int8.onnx", StringComparison.Ordinal) && !p.EndsWith(".json", StringComparison.Ordinal)))
        {
            File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(path)), path);
        }

        File.WriteAllText(Path.Combine(_folder, "bundle.json"), manifest.ToJsonString());
    }
}

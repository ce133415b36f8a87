using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Tests.Files.Catalog;

public sealed class FileSelectionTests
{
    private static readonly ModelCatalog BuiltIn = ModelCatalog.Load(null, _ => null);

    [Fact]
    public void Of_Nothing_GivesTheDefaults()
    {
        Assert.Equal(["onnx/model.onnx"], Paths("kokoro-82m"));
        Assert.Equal(54, Paths("kokoro-voices").Length);
        Assert.Equal(
            ["bundle.json", "tokenizer.model", "bos_before_voice.npy", "text_conditioner.onnx", "mimi_encoder.onnx", "flow_lm_main_int8.onnx", "flow_lm_flow_int8.onnx", "mimi_decoder_int8.onnx", "LICENSE",
                "voices/alba.safetensors", "voices/azelma.safetensors", "voices/eponine.safetensors", "voices/fantine.safetensors", "voices/javert.safetensors", "voices/marius.safetensors"],
            Paths("pocket-tts-english"));
    }

    [Fact]
    public void Of_Named_GivesThose()
    {
        Assert.Equal(["onnx/model_quantized.onnx"], Paths("kokoro-82m", ["q8"]));
        Assert.Equal(8, Paths("kokoro-82m", ["all"]).Length);
        Assert.Equal(["voices/af_heart.bin", "voices/bm_george.bin"], Paths("kokoro-voices", [], ["bm_george", "af_heart"]));
        Assert.Equal(4, Paths("misaki-en", ["int8"], ["af_heart"]).Length);
    }

    [Fact]
    public void ThrowIfUnknown_UnknownName_SaysWhatThereIs()
    {
        Assert.Equal("--precision: 'kokoro-onnx' has no 'q4'; expected all, fp32, fp16, int8", Check("kokoro-onnx", ["q4"]));
        Assert.Equal("--voices: 'kokoro-onnx' has no 'af_hart'; did you mean 'af_heart'?", Check("kokoro-onnx", [], ["af_heart", "af_hart"]));
        new FileSelection(["int8"], ["af_heart"]).ThrowIfUnknown("misaki-en", BuiltIn.WithRequirements("misaki-en"));
    }

    private static string Check(string id, string[]? precisions = null, string[]? voices = null) =>
        Assert.Throws<InputException>(() => new FileSelection([.. precisions ?? []], [.. voices ?? []]).ThrowIfUnknown(id, BuiltIn.WithRequirements(id))).Message;

    private static string[] Paths(string id, string[]? precisions = null, string[]? voices = null) =>
        [.. new FileSelection([.. precisions ?? []], [.. voices ?? []]).Of(BuiltIn.Find(id)).Select(f => f.Path)];
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Tests.Onnx;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class WhisperLoadingTests
{
    [Theory]
    [InlineData("onnx", "", "fp32")]
    [InlineData("", "_fp16w", "fp16w")]
    [InlineData("onnx", "_uint8", "uint8")]
    public void Load_FolderOrSubfolderAndAnyPrecision_SaysWhatItTook(string graphs, string suffix, string precision)
    {
        using FakeWhisper fake = new FakeWhisper { Graphs = graphs, Suffix = suffix }.Writes(2, FakeWhisper.EndOfText).WriteAll();
        using WhisperRecognizer recognizer = fake.Load(",threads=2");
        RecognizerInfo info = recognizer.Info;
        Assert.Equal("whisper-fake,threads=2", info.Id);
        Assert.Equal("whisper", info.Engine);
        Assert.Equal(precision, info.Settings["precision"]);
        Assert.Equal("2", info.Settings["threads"]);
        Assert.Equal("en", info.Settings["language"]);
        Assert.Equal(
            [$"encoder_model{suffix}.onnx", $"decoder_model_merged{suffix}.onnx", "added_tokens.json", "config.json", "generation_config.json", "merges.txt", "vocab.json"],
            info.Files.Select(f => f.Name));
        Assert.All(info.Files, f => Assert.Equal(64, f.Sha256.Length));
    }

    [Fact]
    public void Load_SeveralPrecisions_TakesTheMostExactOrTheOneAskedFor()
    {
        using FakeWhisper fake = new FakeWhisper { Suffix = "_int8w" }.Writes(2, FakeWhisper.EndOfText).WriteAll();
        using FakeWhisper other = new FakeWhisper { Suffix = "_fp16w", Graphs = "onnx" }.WriteAll();
        foreach (string file in new[] { "encoder_model_fp16w.onnx", "decoder_model_merged_fp16w.onnx" })
        {
            fake.Write(Path.Combine("onnx", file), File.ReadAllBytes(Path.Combine(other.Root, "whisper-fake", "onnx", file)));
        }

        using (WhisperRecognizer best = fake.Load())
        {
            Assert.Equal("fp16w", best.Info.Settings["precision"]);
        }

        using WhisperRecognizer asked = fake.Load(",precision=int8w");
        Assert.Equal("int8w", asked.Info.Settings["precision"]);
        InputException e = Assert.Throws<InputException>(() => fake.Load(",precision=q4"));
        Assert.Contains("'q4'", e.Message, StringComparison.Ordinal);
        Assert.Contains("found decoder_model_merged_int8w.onnx, encoder_model_int8w.onnx, onnx", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DynamicallyQuantizedGraph_Warns()
    {
        using FakeWhisper fake = new FakeWhisper { Suffix = "_int8" }.WriteAll();
        using (WhisperRecognizer plain = fake.Load())
        {
            // a name says nothing: this one has no integer arithmetic
            Assert.Empty(plain.Info.Warnings);
        }

        fake.Write("encoder_model_int8.onnx", new OnnxBuilder()
            .Input("input_features", OnnxBuilder.Float, -1, 80, 3000)
            .Output("last_hidden_state", OnnxBuilder.Float, -1, -1, -1)
            .Floats("weight", [3000, 8], new float[24_000])
            .Node("DynamicQuantizeLinear", ["input_features"], ["q", "scale", "zero"])
            .Node("DynamicQuantizeLinear", ["weight"], ["w", "wScale", "wZero"])
            .Node("MatMulInteger", ["q", "w", "zero", "wZero"], "sum")
            .Node("Cast", ["sum"], "last_hidden_state", ("to", [OnnxBuilder.Float], false))
            .Build());
        using WhisperRecognizer dynamic = fake.Load();
        TakeWarning warning = Assert.Single(dynamic.Info.Warnings);
        Assert.Equal("dynamic-int8", warning.Code);
        Assert.Contains("encoder_model_int8.onnx", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FilesMissing_NamesThem()
    {
        using FakeWhisper fake = new FakeWhisper { IsPair = true }.WriteAll();
        fake.Delete("decoder_with_past_model.onnx");
        Fails(fake, "no encoder with its decoder", "decoder_model.onnx, encoder_model.onnx", "decoder_with_past_model.onnx");
        var engine = new WhisperEngine(new ModelFolders([fake.Root], _ => null));
        InputException e = Assert.Throws<InputException>(() => engine.Load("whisper-other", CancellationToken.None));
        Assert.Contains("whisper-other", e.Message, StringComparison.Ordinal);
        Assert.Contains(fake.Root, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("added_tokens.json")]
    [InlineData("vocab.json")]
    public void Load_TextFileMissing_NamesIt(string file)
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        fake.Delete(file);
        Fails(fake, "whisper-fake", file == "vocab.json" ? "vocab.json" : file);
    }

    [Theory]
    [InlineData("config.json", "{\"num_mel_bins\": 80,\n\"d_model\": ", "config.json:2: ")]
    [InlineData("generation_config.json", "[]", "an object")]
    [InlineData("generation_config.json", "{\"suppress_tokens\": [1, \"x\"]}", "suppress_tokens")]
    [InlineData("generation_config.json", "{\"eos_token_id\": 7}", "eos_token_id: says 7, but <|endoftext|> is 6")]
    [InlineData("generation_config.json", "{\"is_multilingual\": false, \"suppress_tokens\": [], \"begin_suppress_tokens\": [], \"alignment_heads\": [[2, 0]]}", "head 0 of layer 2")]
    [InlineData("added_tokens.json", "{\"<|endoftext|>\": 6, \"<|startoftranscript|>\": 7, \"<|notimestamps|>\": 12, \"<|en|>\": 8}", "<|transcribe|>")]
    public void Load_DamagedTextFile_NamesFileAndField(string file, string content, string said)
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        fake.Write(file, content);
        Fails(fake, said);
    }

    [Theory]
    [InlineData("encoder_model.onnx")]
    [InlineData("decoder_model_merged.onnx")]
    public void Load_DamagedGraph_NamesIt(string file)
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        byte[] whole = File.ReadAllBytes(Path.Combine(fake.Root, "whisper-fake", file));
        fake.Write(file, whole[..(whole.Length / 2)]);
        Fails(fake, file, "ends early");
        fake.Write(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        Fails(fake, file, "Git LFS pointer");
    }

    [Fact]
    public void Load_GraphOfAnotherKind_SaysWhatItHas()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        byte[] encoder = File.ReadAllBytes(Path.Combine(fake.Root, "whisper-fake", "encoder_model.onnx"));
        byte[] decoder = File.ReadAllBytes(Path.Combine(fake.Root, "whisper-fake", "decoder_model_merged.onnx"));
        fake.Write("encoder_model.onnx", decoder);
        Fails(fake, "is no Whisper encoder", "use_cache_branch bool[1]", "input_features float[1,80,3000]");
        fake.Write("encoder_model.onnx", encoder);
        fake.Write("decoder_model_merged.onnx", encoder);
        Fails(fake, "input input_features is unknown", "last_hidden_state");
        // a pair under the wrong names
        fake.Delete("decoder_model_merged.onnx");
        fake.Write("decoder_model.onnx", decoder);
        fake.Write("decoder_with_past_model.onnx", decoder);
        Fails(fake, "use_cache_branch and the file name disagree");
    }

    [Fact]
    public void Load_MelBinsOfAnotherModel_SaysSo()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        fake.Write("config.json", "{\"num_mel_bins\": 128}");
        Fails(fake, "encoder_model.onnx", "float[?,80,3000]", "float[1,128,3000]");
    }

    [Fact]
    public void Load_LanguageTheModelLacks_SaysSo()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        Assert.Contains("no language 'fr'", Assert.Throws<InputException>(() => fake.Load(",language=fr")).Message, StringComparison.Ordinal);
        using FakeWhisper english = new FakeWhisper { IsEnglish = true }.WriteAll();
        Assert.Contains("English model", Assert.Throws<InputException>(() => english.Load(",language=fr")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoListsAndNoHeads_IsSaid()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        fake.Write("generation_config.json", "{}");
        fake.Write("config.json", "{\"vocab_size\": 51865}");
        using WhisperRecognizer recognizer = fake.Load();
        Assert.Equal(["no-suppress-list", "default-alignment-heads"], recognizer.Info.Warnings.Select(w => w.Code));
        Assert.Equal([(0, 0), (0, 1)], recognizer.Model.Heads!.Heads);
        Assert.Equal([1], recognizer.Model.Heads.Layers);
    }

    [Fact]
    public void Probe_SomeAndNoModels_NamesThem()
    {
        using FakeWhisper fake = new FakeWhisper().WriteAll();
        Directory.CreateDirectory(Path.Combine(fake.Root, "whisper-empty"));
        EngineStatus ready = new WhisperEngine(new ModelFolders([fake.Root, "/nowhere"], _ => null)).Probe();
        Assert.True(ready.IsReady);
        Assert.Equal(["whisper-fake"], ready.Voices);
        EngineStatus missing = new WhisperEngine(new ModelFolders(["/nowhere"], _ => null)).Probe();
        Assert.False(missing.IsReady);
        Assert.Contains("/nowhere", missing.Detail, StringComparison.Ordinal);
    }

    private static void Fails(FakeWhisper fake, params string[] said)
    {
        InputException e = Assert.Throws<InputException>(() => fake.Load());
        Assert.DoesNotContain('\n', e.Message);
        Assert.All(said, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }
}

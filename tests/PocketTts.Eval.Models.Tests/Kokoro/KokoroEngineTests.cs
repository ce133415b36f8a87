using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro;

namespace PocketTts.Eval.Models.Tests.Kokoro;

public sealed class KokoroEngineTests
{
    [Fact]
    public async Task LoadAsync_Defaults_AreWrittenDown()
    {
        using var fixture = new KokoroFixture();

        using ISpeechSynthesizer synthesizer = await fixture.LoadAsync("kokoro");

        SynthesizerInfo info = synthesizer.Info;
        Assert.Equal("kokoro", info.Engine);
        Assert.Equal(KokoroEngine.EngineVersion, info.EngineVersion);
        Assert.Equal("af_heart", info.Voice);
        Assert.Equal(24_000, info.SampleRateHz);
        Assert.True(info.IsDeterministic);
        Assert.False(info.UsesSeed);
        Assert.Equal(1, info.ThreadCount);
        Assert.Equal(
            ["lang=en-us", "max-chars=20000", "max-tokens=510", "model=kokoro-v1.0.int8.onnx", "phonemes=misaki", "phonemizer=plain/1", "speed=1", "style-row=T-1", "threads=1"],
            info.Settings.Where(s => s.Key != "onnxruntime").Select(s => $"{s.Key}={s.Value}"));
        Assert.StartsWith("1.", info.Settings["onnxruntime"], StringComparison.Ordinal);
        Assert.Equal(["kokoro-v1.0.int8.onnx", "af_heart.bin", "us_gold.json"], info.Files.Select(f => f.Name));
        Assert.Equal(510 * 1024, info.Files[1].SizeBytes);
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", info.Files[2].Sha256); // of {}
        Assert.Empty(info.Warnings);
        Assert.Equal(("misaki", false, Path.Combine(fixture.Root, "kokoro", "misaki")), fixture.Requested);
    }

    [Fact]
    public async Task LoadAsync_AllOptions_AreUsedAndWrittenDown()
    {
        using var fixture = new KokoroFixture();

        using ISpeechSynthesizer synthesizer = await fixture.LoadAsync("kokoro:bf_emma:3+af_heart:1,speed=1.5,threads=2,model=kokoro-v1.0.int8.onnx,phonemes=espeak-ipa,style-row=t,max-tokens=100,max-chars=50");

        Assert.Equal("bf_emma:0.75+af_heart:0.25", synthesizer.Info.Voice);
        Assert.Equal("1.5", synthesizer.Info.Settings["speed"]);
        Assert.Equal("en-gb", synthesizer.Info.Settings["lang"]);
        Assert.Equal("T", synthesizer.Info.Settings["style-row"]);
        Assert.Equal("100", synthesizer.Info.Settings["max-tokens"]);
        Assert.Equal(2, synthesizer.Info.ThreadCount);
        Assert.Equal(["kokoro-v1.0.int8.onnx", "bf_emma.bin", "af_heart.bin"], synthesizer.Info.Files.Select(f => f.Name));
        Assert.Equal(("espeak-ipa", true, null), fixture.Requested);
    }

    [Fact]
    public async Task LoadAsync_ManyWrongOptions_NamesAllAtOnce()
    {
        using var fixture = new KokoroFixture();

        InputException e = await Assert.ThrowsAsync<InputException>(() =>
            fixture.LoadAsync("k=kokoro:narrator:x,speed=9,threads=0,phonemes=arpabet,lang=fr,style-row=2,max-tokens=511,max-chars=0,sped=1"));

        Assert.Equal(
            [
                "system 'k': voice: 'narrator:x' has no weight from 0 to 1000000; expected NAME or NAME:WEIGHT+NAME:WEIGHT; for example af_heart:0.7+af_bella:0.3",
                "system 'k': speed: found '9'; expected a number from 0.5 to 2",
                "system 'k': threads: found '0'; expected a whole number from 1 to 256",
                "system 'k': phonemes: found 'arpabet'; expected misaki or espeak or espeak-ipa",
                "system 'k': lang: found 'fr'; expected en-us or en-gb",
                "system 'k': style-row: found '2'; expected T-1 or T",
                "system 'k': max-tokens: found '511'; expected a whole number from 20 to 510",
                "system 'k': max-chars: found '0'; expected a whole number from 1 to 1000000",
                "system 'k': sped: no such option; did you mean 'speed'?",
            ],
            e.Problems.Select(p => p.Message));
    }

    [Theory]
    [InlineData("kokoro:af_heart", "en-us")]
    [InlineData("kokoro:bf_emma", "en-gb")]
    [InlineData("kokoro:bf_emma,lang=en-US", "en-us")]
    [InlineData("kokoro:af_heart:0.4+bf_emma:0.6", "en-gb")]
    [InlineData("kokoro:af_heart+bf_emma", "en-us")]
    public async Task LoadAsync_Voice_DecidesTheEnglish(string system, string language)
    {
        using var fixture = new KokoroFixture();
        using ISpeechSynthesizer synthesizer = await fixture.LoadAsync(system);
        Assert.Equal(language, synthesizer.Info.Settings["lang"]);
        Assert.Equal(language == "en-gb", fixture.Requested.British);
    }

    [Fact]
    public async Task LoadAsync_VoiceOfUnknownLanguage_AsksForLang()
    {
        using var fixture = new KokoroFixture();
        fixture.AddVoice("narrator", 3);

        InputException e = await Assert.ThrowsAsync<InputException>(() => fixture.LoadAsync("kokoro:narrator"));
        Assert.Contains("expected lang=en-us or lang=en-gb", e.Message, StringComparison.Ordinal);

        using ISpeechSynthesizer synthesizer = await fixture.LoadAsync("kokoro:narrator,lang=en-gb");
        Assert.Equal("en-gb", synthesizer.Info.Settings["lang"]);
    }

    [Fact]
    public async Task LoadAsync_NoLexicons_SaysWhatToDo()
    {
        using var fixture = new KokoroFixture();
        File.Delete(Path.Combine(fixture.Root, "kokoro", "misaki", "us_gold.json"));

        InputException e = await Assert.ThrowsAsync<InputException>(() => fixture.LoadAsync("kokoro:af_heart"));

        Assert.Contains("us_gold.json' was not found", e.Message, StringComparison.Ordinal);
        Assert.Contains("phonemes=espeak", e.Message, StringComparison.Ordinal);
        using ISpeechSynthesizer other = await fixture.LoadAsync("kokoro:af_heart,phonemes=espeak");
        Assert.Null(fixture.Requested.Folder);
    }

    [Fact]
    public async Task LoadAsync_FailureAfterFrontEnd_DisposesIt()
    {
        using var fixture = new KokoroFixture();
        fixture.Write("broken.onnx", [1, 2, 3]);

        await Assert.ThrowsAsync<InputException>(() => fixture.LoadAsync("kokoro:af_heart,model=broken.onnx"));

        Assert.True(fixture.Phonemizer.IsDisposed);
    }

    [Fact]
    public void Probe_Ready_ListsVoices()
    {
        using var fixture = new KokoroFixture();
        EngineStatus status = fixture.Engine.Probe();
        Assert.True(status.IsReady);
        Assert.Equal(["af_heart", "bf_emma"], status.Voices);
        Assert.Matches(@"kokoro-v1\.0\.int8\.onnx \(\d+ bytes, but the published file has 92361271\), 2 voices$", status.Detail);
    }

    [Fact]
    public void Probe_NothingThere_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        var engine = new KokoroEngine(new ModelFolders([folder.Path], _ => null), (_, _, _) => throw new InvalidOperationException());
        EngineStatus status = engine.Probe();
        Assert.False(status.IsReady);
        Assert.Contains(Path.Combine(folder.Path, "kokoro") + " (no such folder)", status.Detail, StringComparison.Ordinal);

        folder.Write("kokoro/kokoro.onnx", new FakeKokoro().Build());
        status = engine.Probe();
        Assert.False(status.IsReady);
        Assert.Contains("a voice", status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_RiskyGraphs_AreWarnedOf()
    {
        using var integer = new KokoroFixture(new FakeKokoro { IsInteger = true });
        using ISpeechSynthesizer integerVoice = await integer.LoadAsync("kokoro:af_heart");
        Assert.Equal(["cpu-dependent-sound"], integerVoice.Info.Warnings.Select(w => w.Code));
        Assert.True(integerVoice.Info.IsDeterministic);

        using var other = new KokoroFixture(new FakeKokoro { IsRandom = true, HasFloat16 = true });
        using ISpeechSynthesizer otherVoice = await other.LoadAsync("kokoro:af_heart");
        Assert.Equal(["float16-graph", "random-sound"], otherVoice.Info.Warnings.Select(w => w.Code));
        Assert.False(otherVoice.Info.IsDeterministic);
    }
}

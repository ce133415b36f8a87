using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Bench;

public sealed class BenchPartsTests
{
    [Fact]
    public void Texts_ShippedCorpus_HasTheLengthsItPromises()
    {
        var texts = BenchTexts.Of(CorpusReader.Read(Path.Combine(SharedFiles.RepositoryRoot(), "corpora", "speed")), []);

        Assert.All(texts, t => Assert.Equal(t.LengthClass, t.WordCount));
        Assert.Equal(BenchTexts.Lengths, texts.Select(t => t.LengthClass).Distinct());
    }

    [Fact]
    public void Texts_WrongLength_IsOneLine()
    {
        var corpus = CorpusReader.Read(Path.Combine(SharedFiles.RepositoryRoot(), "corpora", "speed"));

        Assert.Equal("--words: found 7; expected some of 1, 5, 15, 40, 120", Assert.Throws<InputException>(() => BenchTexts.Of(corpus, [7])).Message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 5)]
    [InlineData(9, 15)]
    [InlineData(70, 120)]
    [InlineData(9000, 120)]
    public void Nearest_Words_GoesByRatio(int words, int length) => Assert.Equal(length, BenchTexts.Nearest(words));

    [Theory]
    [InlineData("300", 300, null)]
    [InlineData("90s", null, 90.0)]
    [InlineData("1.5m", null, 90.0)]
    [InlineData("2h", null, 7200.0)]
    public void SoakLength_Text_IsTakesOrTime(string text, int? takes, double? seconds) =>
        Assert.Equal((takes, seconds), (SoakLength.Parse(text).Takes, SoakLength.Parse(text).Time?.TotalSeconds));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-3")]
    [InlineData("h")]
    [InlineData("0s")]
    [InlineData("2 days")]
    [InlineData("1e9h")]
    public void SoakLength_AnythingElse_IsOneLine(string text) =>
        Assert.Equal($"--soak: found '{text}'; expected a number of takes from 2, e.g. 300, or a time, e.g. 90s, 30m, 2h", Assert.Throws<InputException>(() => SoakLength.Parse(text)).Message);

    [Theory]
    [InlineData("kokoro:af_heart,speed=1.2", "kokoro:af_heart,speed=1.2")]
    [InlineData("pocket:/home/me/models/b6/voice.wav,steps=1", "pocket:…/voice.wav,steps=1")]
    [InlineData("process:command=\"/opt/my/run\" --rate 2", "process:command=\"…/run\" --rate 2")]
    [InlineData("no file /var/x/y.onnx here", "no file …/y.onnx here")]
    [InlineData(@"process:command=C:\Users\me\run.exe -v", "process:command=…/run.exe -v")]
    [InlineData("openai-speech:url=http://localhost:88/v1", "openai-speech:url=http://localhost:88/v1")]
    [InlineData("1/2 of it", "1/2 of it")]
    public void PathFreeText_Text_KeepsOnlyLastParts(string text, string expected) => Assert.Equal(expected, PathFreeText.Of(text));

    [Fact]
    public void Choices_Threads_MultiplyEveryone()
    {
        BenchChoice[] systems = [.. BenchChoice.OfSystems([SystemSpec.Parse("a=kokoro:af_heart"), SystemSpec.Parse("loopback")], [1, 2])];
        BenchChoice[] recognizers = [.. BenchChoice.OfRecognizers(["whisper-base"], [2])];

        Assert.Equal(["a x1", "a x2", "loopback x1", "loopback x2"], systems.Select(s => s.Id));
        Assert.Equal("kokoro:af_heart,threads=2", systems[1].Spec!.Canonical());
        Assert.Equal("whisper-base,threads=2", recognizers[0].RecognizerId);
        Assert.Equal("whisper-base", Assert.Single(BenchChoice.OfRecognizers(["whisper-base"], [])).RecognizerId);
    }

    [Fact]
    public void MachineUse_TwoBenches_ExcludeEachOtherAndRunsAreSeen()
    {
        using var temp = new TempFolder();
        using (MachineUse run = MachineUse.ForRun(temp.Root))
        using (MachineUse another = MachineUse.ForRun(temp.Root))
        using (MachineUse bench = MachineUse.TryBench(temp.Root)!)
        {
            Assert.False(run.OthersRun || another.OthersRun);
            Assert.True(bench.OthersRun);
            Assert.Null(MachineUse.TryBench(temp.Root));
            using MachineUse late = MachineUse.ForRun(temp.Root);
            Assert.True(late.OthersRun);
        }

        using MachineUse next = MachineUse.TryBench(temp.Root)!;
        Assert.False(next.OthersRun || next.LookForRuns());
        using (MachineUse begunMeanwhile = MachineUse.ForRun(temp.Root))
        {
            Assert.True(begunMeanwhile.OthersRun && next.LookForRuns());
        }

        Assert.True(next.LookForRuns());
    }
}

using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.WavFolder;

namespace PocketTts.Eval.Models.Tests.WavFolder;

/// <summary>Which file is whose, and what is said of the rest.</summary>
public sealed class WavFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WavFolderEngine _engine = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SynthesizeAsync_Names_AreUtteranceAndRepeat()
    {
        Sound("a.wav", 100);
        Sound("a.1.wav", 101);
        Sound("b.0.wav", 110);
        Sound("x.y-1.2.wav", 122);
        Sound("texts/c.wav", 130);
        Sound("c.wav", 131);
        Sound("other/c.1.wav", 132);
        using ISpeechSynthesizer sounds = await LoadAsync();

        Assert.Equal([100, 101, null], await LengthsAsync(sounds, "a"));
        Assert.Equal([110, null, null], await LengthsAsync(sounds, "b"));
        Assert.Equal([null, null, 122], await LengthsAsync(sounds, "x.y-1"));
        Assert.Equal([130, null, null], await LengthsAsync(sounds, "c"));
        Assert.Equal([131, 132, null], await LengthsAsync(sounds, "c", "other"));
        Assert.Equal([131, null, null], await LengthsAsync(sounds, "c", null));
        Assert.True(sounds.Info is { UsesExistingAudio: true, UsesSeed: false, IsDeterministic: false, SampleRateHz: 16_000 });
    }

    [Fact]
    public async Task SynthesizeAsync_CountedFromOne_IsSaidByAnOption()
    {
        Sound("a.1.wav", 101);
        Sound("a.2.wav", 102);
        using ISpeechSynthesizer sounds = await LoadAsync(",first=1");
        Assert.Equal([101, 102, null], await LengthsAsync(sounds, "a"));
    }

    [Fact]
    public async Task SynthesizeAsync_Sound_IsNeverTimed()
    {
        Sound("a.wav", 100);
        using ISpeechSynthesizer sounds = await LoadAsync();
        SynthesisResult result = await sounds.SynthesizeAsync(Take("a", 0), null, Token);
        Assert.Equal(SynthesisTiming.None, result.Timing);
    }

    [Fact]
    public async Task SynthesizeAsync_WhatCannotBeRead_FailsThatTakeOnly()
    {
        Sound("a.wav", 100);
        Sound("two.wav", 100);
        Sound("two.0.wav", 100);
        _folder.Write("cut.wav", [.. File.ReadAllBytes(Sound("whole.wav", 4000)).Take(500)]);
        _folder.Write("text.wav", "no sound");
        _folder.Write("empty.wav", [.. File.ReadAllBytes(Path.Combine(_folder.Path, "a.wav"))[..40], 0, 0, 0, 0]);
        using ISpeechSynthesizer sounds = await LoadAsync();

        foreach ((string id, string reason, string says) in new[]
        {
            ("cut", "unreadable-audio", "cut.wav: data: the file was cut off"),
            ("text", "unreadable-audio", "text.wav: this is of no known kind"),
            ("two", "ambiguous-audio", "two.wav and two.0.wav are both the first take of two"),
            ("gone", "no-audio-file", "there is no sound for gone, repeat 0; expected gone or gone.0 with .wav or .flac in"),
        })
        {
            TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => sounds.SynthesizeAsync(Take(id, 0), null, Token));
            Assert.Equal(reason, failure.Reason);
            Assert.StartsWith(says, failure.Message, StringComparison.Ordinal);
        }

        Assert.True((await sounds.SynthesizeAsync(Take("empty", 0), null, Token)).Audio.Samples.IsEmpty);
        Assert.Equal("no-utterance", (await Assert.ThrowsAsync<TakeFailedException>(() => sounds.SynthesizeAsync(new SynthesisRequest("a text"), null, Token))).Reason);
    }

    [Fact]
    public async Task LoadAsync_AnyChangeOfTheFiles_IsAnotherSystem()
    {
        Sound("a.wav", 100);
        Sound("b.wav", 200);
        string first = (await LoadAsync()).Info.Files.Single().Sha256;
        Assert.Equal(first, (await LoadAsync()).Info.Files.Single().Sha256);

        File.Move(Path.Combine(_folder.Path, "b.wav"), Path.Combine(_folder.Path, "c.wav"));
        string renamed = (await LoadAsync()).Info.Files.Single().Sha256;
        Sound("c.wav", 201);
        string changed = (await LoadAsync()).Info.Files.Single().Sha256;

        Assert.Equal(3, new[] { first, renamed, changed }.Distinct().Count());
        Assert.Equal("2 sound files", (await LoadAsync()).Info.Files.Single().Name);
    }

    [Fact]
    public async Task SynthesizeAsync_List_NamesFilesAnywhere()
    {
        Sound("x/one.wav", 100);
        Sound("two, too.wav", 101);
        Sound("three.wav", 102);
        _folder.Write("takes.csv", "\uFEFFFile;ID;repeat;corpus;note\r\nx/one.wav;a;;;\"first; take\"\r\ntwo, too.wav;a;1;;\r\nthree.wav;a;1;texts;\r\nmissing.wav;b;0;;\r\n");
        using ISpeechSynthesizer sounds = await LoadAsync(file: "takes.csv");

        Assert.Equal([100, 102, null], await LengthsAsync(sounds, "a"));
        Assert.Equal([100, 101, null], await LengthsAsync(sounds, "a", "others"));
        TakeFailedException failure = await Assert.ThrowsAsync<TakeFailedException>(() => sounds.SynthesizeAsync(Take("b", 0), null, Token));
        Assert.Equal(("no-audio-file", "there is no file missing.wav"), (failure.Reason, failure.Message));
        Assert.Equal("takes.csv", sounds.Info.Settings["source"]);
    }

    [Fact]
    public async Task LoadAsync_ListWithMistakes_NamesThemAtOnce()
    {
        _folder.Write("takes.csv", "id,file,repeat\na,a.wav,0\na,b.wav,0\n,c.wav,0\nd,,0\ne,e.wav,x\nf,f.wav,-1\n");

        InputException error = await Assert.ThrowsAsync<InputException>(() => LoadAsync(file: "takes.csv"));

        Assert.Equal(
            ["3: id: 'a' with repeat 0 stands there twice", "4: id: found nothing", "5: file: found nothing", "6: repeat: found 'x'", "7: repeat: found '-1'"],
            error.Problems.Select(p => p.Message.Split("takes.csv:")[1].Split(';')[0]));
    }

    [Theory]
    [InlineData("", "the list is empty")]
    [InlineData("id,repeat\na,0\n", "takes.csv:1: the header has no column file")]
    [InlineData("name,path\na,0\n", "takes.csv:1: the header has no column id and no column file")]
    [InlineData("id,file\n", "the list has no rows")]
    public async Task LoadAsync_ListWithoutRows_SaysWhatIsMissing(string content, string says)
    {
        _folder.Write("takes.csv", content);
        Assert.Contains(says, (await Assert.ThrowsAsync<InputException>(() => LoadAsync(file: "takes.csv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ListThatIsNotUtf8_SaysSo()
    {
        _folder.Write("takes.csv", [.. "id,file\n"u8, 0xC3, 0x28]);
        Assert.Contains("is not UTF-8", (await Assert.ThrowsAsync<InputException>(() => LoadAsync(file: "takes.csv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NothingToScore_IsOneLine()
    {
        Assert.Contains("holds no WAV or FLAC file", (await Assert.ThrowsAsync<InputException>(() => LoadAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("no folder or list", (await Assert.ThrowsAsync<InputException>(() => LoadAsync(file: "nowhere"))).Message, StringComparison.Ordinal);
        _folder.Write("x.txt", "x");
        Assert.Contains("is a file, but no .csv", (await Assert.ThrowsAsync<InputException>(() => LoadAsync(file: "x.txt"))).Message, StringComparison.Ordinal);
        _folder.Write("a.wav", "no sound");
        Assert.Contains("a.wav: this is of no known kind", (await Assert.ThrowsAsync<InputException>(() => LoadAsync())).Message, StringComparison.Ordinal);
        Sound("b.wav", 100);
        Sound("b.flac", 100);
        Assert.Contains("there is a WAV and a FLAC file of this name", (await Assert.ThrowsAsync<InputException>(() => LoadAsync())).Message, StringComparison.Ordinal);
        InputException error = await Assert.ThrowsAsync<InputException>(() => _engine.LoadAsync(SystemSpec.Parse("s=wav-folder:first=2,speed=1"), Token));
        Assert.Equal(["folder", "first", "speed"], error.Problems.Select(p => p.Field!.Split(": ")[^1]));
    }

    [Fact]
    public void CheckPlan_FilesAndTakesThatDoNotMeet_AreNamed()
    {
        Sound("a.wav", 100);
        Sound("b.wav", 100);
        foreach (int i in Enumerable.Range(0, 7))
        {
            Sound(FormattableString.Invariant($"old-{i}.wav"), 100);
        }

        _folder.Write("notes.txt", "x");
        SystemSpec spec = SystemSpec.Parse($"s=wav-folder:\"{_folder.Path}\"");

        Assert.Equal(
            [
                "2 of 4 takes have no file and will fail: a repeat 1, b repeat 1; all are repeats: --repeats 1 asks for the first take of each text only",
                "7 of 9 files belong to no take of this plan: old-0.wav, old-1.wav, old-2.wav, old-3.wav, old-4.wav and 2 more",
                "1 files are neither WAV nor FLAC by their names and are not looked at",
            ],
            _engine.CheckPlan(spec, [Take("a", 0), Take("a", 1), Take("b", 0), Take("b", 1)]));
        Assert.Equal("1 of 3 takes have no file and will fail: c repeat 0", _engine.CheckPlan(spec, [Take("a", 0), Take("b", 0), Take("c", 0)])[0]);
        Assert.Contains("1 takes share a file with another take", _engine.CheckPlan(spec, [Take("a", 0), Take("a", 0, "others")]));
    }

    public void Dispose() => _folder.Dispose();

    private static SynthesisRequest Take(string id, int repeat, string? corpus = "texts") => new("Some text.", "en", null, repeat, corpus, id);

    private static async Task<int?[]> LengthsAsync(ISpeechSynthesizer sounds, string id, string? corpus = "texts")
    {
        var lengths = new List<int?>();
        foreach (int repeat in new[] { 0, 1, 2 })
        {
            try
            {
                lengths.Add((await sounds.SynthesizeAsync(Take(id, repeat, corpus), null, Token)).Audio.Samples.Length);
            }
            catch (TakeFailedException failure) when (failure.Reason == "no-audio-file")
            {
                lengths.Add(null);
            }
        }

        return [.. lengths];
    }

    private Task<ISpeechSynthesizer> LoadAsync(string options = "", string file = "") =>
        _engine.LoadAsync(SystemSpec.Parse($"s=wav-folder:\"{Path.Combine(_folder.Path, file)}\"{options}"), Token);

    private string Sound(string name, int samples) => _folder.Write(name, WavWriter.ToBytes(new Waveform(Enumerable.Repeat(0.25f, samples).ToArray(), 16_000)));
}

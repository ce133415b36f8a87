using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Corpora.Import;

namespace PocketTts.Eval.Runs.Tests.Corpora.Import;

public sealed class ImportFormatTests : IDisposable
{
    private readonly ImportFixture _import = new();

    [Fact]
    public void Markdown_BlogPost_BecomesWhatAPersonWouldReadOut()
    {
        ImportResult result = _import.Fixture("post.md");

        Assert.Equal(
            [
                ("What my sourdough taught me", "heading"),
                ("I killed three starters before Brenda survived.", ""),
                ("She lives in a jar on the windowsill, and yes, I named her after my driving instructor.", ""),
                ("\u201CPatience,\u201D Dr. Okafor always said, \u201Cisn\u2019t a virtue.", ""),
                ("It\u2019s a technique.\u201D", ""),
                ("She was right!", ""),
                ("The short version", "heading"),
                ("Feed it at 7 a.m. every day.", "list"),
                ("Wait\u2026 then wait some more.", "list"),
                ("A warm spot helps.", "list"),
                ("So does talking to it.", "list"),
                ("Bake at 230\u00A0\u00B0C.", "list"),
                ("Bread is time you can eat.", "quotation"),
                ("At least that's what it says on the mill.", "quotation"),
                ("Is it worth it?", ""),
                ("Read https://example.com/crumb and decide for her yourself.", ""),
                ("See you,  bakers!", ""),
                ("flour", "list"),
                ("water", "list"),
                ("Setext heading", "heading"),
                ("THE END \uD83C\uDF89", ""),
            ],
            ImportFixture.Texts(result));
        Assert.Equal("What my sourdough taught me", result.Corpus.Title);
        Assert.Equal("markdown", result.Format);
        Assert.Equal("its name ends with .md", result.Reason);
        Assert.Contains("left out: 1 HTML block, 2 code blocks, 1 footnote, 1 formula, 1 image, 1 table", result.Notes);
        Assert.All(result.Corpus.Utterances, u => Assert.Matches("^t-[0-9a-f]{10}$", u.Id));
    }

    [Fact]
    public void Markdown_EditedPost_KeepsTheIdsOfTextsThatStay()
    {
        string[] before = [.. _import.Text("a.md", "One here.\n\nTwo here.\n\nThree here.").Corpus.Utterances.Select(u => u.Id)];
        string[] after = [.. _import.Text("a.md", "Zero here.\n\nOne here. Two, changed.\n\nThree here. Three here.", new ImportOptions { Replaces = true }).Corpus.Utterances.Select(u => u.Id)];

        Assert.Equal((before[0], before[2], before[2] + "-2"), (after[1], after[3], after[4]));
        Assert.DoesNotContain(before[1], after);
    }

    [Fact]
    public void Text_Story_IsSplitIntoSentences()
    {
        ImportResult result = _import.Fixture("story.txt");

        Assert.Equal(
            [
                "The Lamp",
                "It was late when Mr. Abara came home.",
                "The lamp in the hall was on, although he had turned it off himself at 6 p.m.",
                "Nobody answered when he called.",
                "\"Hello?\" he said again.",
                "\"Is anybody there?\"",
                "Two verses",
                "Short and bright",
            ],
            result.Corpus.Utterances.Select(u => u.Text));
        Assert.Equal("text", result.Format);
    }

    [Theory]
    [InlineData(TextUnit.Line, 8, "The Lamp", "Short and bright")]
    [InlineData(TextUnit.Paragraph, 4, "The Lamp", "Two verses Short and bright")]
    public void Text_OtherUnits_AreKept(TextUnit unit, int count, string first, string last)
    {
        ImmutableArray<Utterance> utterances = _import.Fixture("story.txt", new ImportOptions { Unit = unit }).Corpus.Utterances;

        Assert.Equal((count, first, last), (utterances.Length, utterances[0].Text, utterances[^1].Text));
        Assert.Equal(unit == TextUnit.Paragraph, utterances[0].Tags.Contains("paragraph"));
    }

    [Fact]
    public void Csv_MappedColumns_AreRead()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "sentence", ["id"] = "key", ["tags"] = "Kind", ["language"] = "Lang", ["accepted"] = "Right" };

        ImportResult result = _import.Fixture("words.csv", new ImportOptions { Map = map.ToImmutableSortedDictionary(StringComparer.Ordinal) });

        Assert.Equal(["a-1", "a-2", "a-3", "a-4"], result.Corpus.Utterances.Select(u => u.Id));
        Assert.Equal(["He said \"no\" and left; then it rained.", "Ruf mich an: 030.", "Two lines\nin one field.", "Last one."], result.Corpus.Utterances.Select(u => u.Text));
        Assert.Equal(["en", "de", "en", "en"], result.Corpus.Utterances.Select(u => u.Language));
        Assert.Equal(["null drei null", "0 3 0"], result.Corpus.Utterances[1].AcceptedForms);
        Assert.Equal(["talk", "phone", "odd", ""], ImportFixture.Texts(result).Select(t => t.Tags));
        Assert.Contains("1 ids were changed to what an id may hold (1 to 64 of a-z 0-9 . _ -)", result.Notes);
        Assert.Contains(result.Notes, n => n.StartsWith("columns: text = Sentence, id = key", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_NoHeader_TakesColumnsByNumber()
    {
        var map = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("text", "2").Add("id", "1");

        ImportResult result = _import.Text("x.tsv", "a\tOne.\nb\tTwo.\n", new ImportOptions { HasHeader = false, Map = map });

        Assert.Equal([("a", "One."), ("b", "Two.")], result.Corpus.Utterances.Select(u => (u.Id, u.Text)));
    }

    [Fact]
    public void JsonLines_MappedFields_AreRead()
    {
        var map = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("language", "meta.lang");

        ImportResult result = _import.Fixture("any.jsonl", new ImportOptions { Map = map });

        Assert.Equal(["Say \u201Ccheese\u201D, please.", "Just a string.", "Caf\u00E9 au lait."], result.Corpus.Utterances.Select(u => u.Text));
        Assert.Equal(["en-GB", "en", "en"], result.Corpus.Utterances.Select(u => u.Language));
        Assert.Equal(["7", "x-y"], result.Corpus.Utterances.Where(u => !u.Id.StartsWith("t-", StringComparison.Ordinal)).Select(u => u.Id));
        Assert.Equal(["photo two-words", "", "drink"], ImportFixture.Texts(result).Select(t => t.Tags));
        Assert.Contains("1 texts were brought into Unicode normalization form C", result.Notes);
    }

    [Fact]
    public void SeedTts_AllWidths_CarryPrompts()
    {
        ImportResult result = _import.Fixture("meta.lst", null, "prompts/common-1.wav", "prompts/common-3.wav");

        Assert.Equal(
            [
                ("common-1-common-2", "The kettle is on the stove.", "prompts/prompts/common-1.wav", "I have no idea."),
                ("common-3-common-4", "Leave the gate as you found it.", "prompts/prompts/common-3.wav", "Good evening, all."),
                ("item-5", "Nobody asked the tailor.", "prompts/prompts/common-1.wav", null),
                ("item-6", "It's only a paper boat.", null, null),
            ],
            result.Corpus.Utterances.Select(u => (u.Id, u.Text, u.PromptAudio, u.PromptText)));
        Assert.Equal("seed-tts", result.Format);
        Assert.Equal("RIFF", File.ReadAllText(Path.Combine(result.Folder, "prompts/prompts/common-1.wav")));
        Assert.Empty(CorpusChecker.Check(result.Folder).Findings.Where(f => f.IsError).Select(f => f.Problem.Message));
    }

    [Fact]
    public void F5_List_NamesTheRecordingByItsId()
    {
        ImportResult result = _import.Fixture("cross.lst", null, "17/204/17-204-0003.flac", "88/31/88-31-0000.flac");

        Assert.Equal(("17-204-0009", "She kept the letters in a biscuit tin.", "prompts/17/204/17-204-0003.flac", "Where the road ends, the sand begins."), Parts(result.Corpus.Utterances[0]));
        Assert.Equal(("f5", 2), (result.Format, result.Corpus.Utterances.Length));
    }

    [Fact]
    public void LjSpeech_Metadata_TakesQuotesAsText()
    {
        ImportResult result = _import.Fixture("metadata.csv");

        Assert.Equal("ljspeech", result.Format);
        Assert.Equal(
            [
                ("xy001-0001", "The firm of \"Moss & Sons\" was founded in 1887,", "The firm of \"Moss and Sons\" was founded in eighteen eighty seven,"),
                ("xy001-0002", "and \"never closed.", ""),
                ("xy001-0003", "He paid \u00A33.", ""),
            ],
            result.Corpus.Utterances.Select(u => (u.Id, u.Text, string.Concat(u.AcceptedForms))));
    }

    [Fact]
    public void LibriSpeech_TranscriptOrFolder_IsRead()
    {
        ImportResult result = _import.Fixture("17-204.trans.txt");

        Assert.Equal(("librispeech", "17-204-0000", "THE HARBOUR WAS EMPTY AND THE NETS WERE DRY"), (result.Format, result.Corpus.Utterances[0].Id, result.Corpus.Utterances[0].Text));
        Assert.Contains(result.Notes, n => n.Contains("--lower-case", StringComparison.Ordinal));

        _import.Write("libri/17/204/17-204.trans.txt", "17-204-0000 ONE MORE\n");
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(_import.Write("libri/9/8/9-8.trans.txt", "9-8-0000 AND ANOTHER\n"))))!;
        ImportResult all = CorpusImporter.Import(folder, _import.Out, new ImportOptions { Replaces = true, IsLowerCased = true }, TestContext.Current.CancellationToken);
        Assert.Equal(["one more", "and another"], all.Corpus.Utterances.Select(u => u.Text));
    }

    [Fact]
    public void Kaldi_Text_PartsAtTheFirstBlank() => Assert.Equal(
        [("spk1_utt1", "good morning to you all"), ("spk1_utt2", "the second line has a tab")],
        _import.Fixture("text").Corpus.Utterances.Select(u => (u.Id, u.Text)));

    [Fact]
    public void Harvard_Lists_BecomeTags()
    {
        ImportResult result = _import.Fixture("lists.txt");

        Assert.Equal("harvard", result.Format);
        Assert.Equal(["list-01-01", "list-01-02", "list-01-03", "list-02-01", "list-02-02"], result.Corpus.Utterances.Select(u => u.Id));
        Assert.Equal(("Nine crows sat on the wire.", "list-02"), ImportFixture.Texts(result)[^1]);
        Assert.Contains("left out: 2 line before the first lists", result.Notes.Select(n => n.Replace("lines before the first list", "line before the first lists", StringComparison.Ordinal)));
    }

    [Fact]
    public void LongEval_Dialogue_BecomesItsTurns()
    {
        ImportResult result = _import.Fixture("talk.jsonl", null, "voices/a.wav", "voices/b.wav");

        Assert.Equal("longeval", result.Format);
        Assert.Equal(["daily-01-t01", "daily-01-t02", "daily-01-t03", "num-02"], result.Corpus.Utterances.Select(u => u.Id));
        Assert.Equal(["prompts/voices/a.wav", "prompts/voices/b.wav", "prompts/voices/a.wav", null], result.Corpus.Utterances.Select(u => u.PromptAudio));
        Assert.Equal(["daily dialogue", "daily dialogue", "daily dialogue", "number"], ImportFixture.Texts(result).Select(t => t.Tags));
    }

    [Fact]
    public void Trn_Alternatives_BecomeAcceptedForms()
    {
        ImportResult result = _import.Fixture("refs.trn");

        Assert.Equal(
            [
                ("spk_001", "okay call sixty six people", "{ okay / ok } call { sixty six / @ } people"),
                ("spk_002", "just really plain words", "just { really / @ } plain words"),
                ("spk_003", "nothing special here", ""),
            ],
            result.Corpus.Utterances.Select(u => (u.Id, u.Text, string.Concat(u.AcceptedForms))));
    }

    public void Dispose() => _import.Dispose();

    private static (string, string, string?, string?) Parts(Utterance u) => (u.Id, u.Text, u.PromptAudio, u.PromptText);
}

using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Corpora.Import;

namespace PocketTts.Eval.Runs.Tests.Corpora.Import;

public sealed class CorpusImporterTests : IDisposable
{
    private readonly ImportFixture _import = new();

    [Theory]
    [InlineData("a.csv", "id,text\n1,One.\n1,Two.\n", "a.csv:3: id: the id '1' stands in line 2 already")]
    [InlineData("a.csv", "id,text\n1,One.,x\n", "a.csv:2: the row has 3 columns; expected 2, as in the first row")]
    [InlineData("a.csv", "id,text\n1,\"One.\n2,Two.\n", "a.csv:2: the quotes of the row do not match")]
    [InlineData("a.csv", "id,words\n1,One.\n", "a.csv:1: text: there is no column 'text'; expected id, words; say which one with --map text=COLUMN")]
    [InlineData("a.csv", "id,text\n\n1,\n", "a.csv:3: text: the text is empty")]
    [InlineData("a.csv", "id,text\r\n1,One.\r\n1,Two.\r\n", "a.csv:3: id: the id '1' stands in line 2 already")]
    [InlineData("a.jsonl", "{\"text\":\"Hi\"}\nnope\n", "a.jsonl:2:2: the line is not JSON")]
    [InlineData("a.jsonl", "{\"words\":\"Hi\"}\n", "a.jsonl:1: text: there is no field 'text'; expected words; say which one")]
    [InlineData("a.jsonl", "{\"text\":5}\n", "a.jsonl:1: text: found number; expected a string")]
    [InlineData("a.jsonl", "{\"text\":\"Hi\"}\n[1]\n", "a.jsonl:2: the line is neither an object nor a string")]
    [InlineData("a.jsonl", "{\"text\":\"\\ud800 x\"}\n", "a.jsonl:1: text: the string holds half a surrogate pair")]
    [InlineData("a.jsonl", "{\"text\":\"Hi\",\"accepted\":[\"{ a / b\"]}\n", "a.jsonl:1: accepted: alternatives: a brace is not closed")]
    [InlineData("a.jsonl", "{\"text\":\"x\\ufffe\"}\n", "a.jsonl:1: text: the text holds a code point that is no character")]
    [InlineData("a.jsonl", "{\"text\":\"Hi\",\"language\":\"English\"}\n", "a.jsonl:1: language: 'English' is not a language tag")]
    [InlineData("a.jsonl", "{\"id\":\"x\",\"turns\":[]}\n", "a.jsonl:1: turns: there are no turns")]
    [InlineData("a.lst", "x|One.\ny|a|b|c|d|e\n", "a.lst:2: the line has 6 fields; expected 2 to 5, parted by '|'")]
    [InlineData("a.lst", "x|said|../../etc/x.wav|One.\n", "a.lst:1: promptAudio: '../../etc/x.wav' leaves the folder")]
    [InlineData("a.lst", "x|said|/etc/passwd|One.\n", "a.lst:1: promptAudio: '/etc/passwd' is not relative")]
    [InlineData("a.lst", "x|said|p.wav|One.\n", "a.lst:1: promptAudio: there is no file 'p.wav' beside the list; expected the recording; --no-prompts imports the texts alone")]
    [InlineData("a.lst", "x|said|p.wav|\n", "a.lst:1: text: the text is empty")]
    [InlineData("a.trn", "one (a)\ntwo\n", "a.trn:2: the line does not end with an id in parentheses")]
    [InlineData("a.trn", "{ one / two (a)\n", "a.trn:1: alternatives: a brace is not closed")]
    [InlineData("a.trn", "one (a)\ntwo (a)\n", "a.trn:2: id: the id 'a' stands in line 1 already")]
    [InlineData("x.trans.txt", "a-1 ONE\na-2\n", "x.trans.txt:2: there is no text after the id")]
    [InlineData("a.txt", "!!!\n", "a.txt: the file holds no text; expected at least one text")]
    [InlineData("a.md", "```\ncode\n```\n", "a.md: the file holds no text; expected at least one text")]
    [InlineData("a.md", "\n \n", "a.md: the file holds no text")]
    [InlineData("a.pdf", "%PDF\n", "a.pdf: --format: the file looks like none of the known forms; expected markdown, longeval, jsonl")]
    [InlineData("a.lst", "just words\n", "a.lst: --format: the file looks like none of the known forms")]
    public void Import_BadSource_NamesFileLineAndReason(string name, string content, string message)
    {
        var error = Assert.Throws<InputException>(() => _import.Text(name, content));

        Assert.StartsWith(message, Path.GetFileName(error.File) + error.Message[error.File!.Length..], StringComparison.Ordinal);
        Assert.False(Directory.Exists(_import.Out));
    }

    [Fact]
    public void Import_LineOverOneMegabyteOrNotUtf8_IsRefusedWithItsLine()
    {
        Assert.Equal(2, Assert.Throws<InputException>(() => _import.Bytes("a.txt", Encoding.UTF8.GetBytes("One.\n" + new string('a', (1 << 20) + 1)))).Line);
        Assert.Equal(2, Assert.Throws<InputException>(() => _import.Bytes("a.md", [.. "One.\n"u8, 0xC3, 0x28])).Line);
    }

    [Fact]
    public void Import_MarkAndCrLf_AreTolerated() =>
        Assert.Equal(["One.", "Two."], _import.Bytes("a.txt", [.. Encoding.UTF8.Preamble, .. "One.\r\n\r\nTwo.\r\n"u8]).Corpus.Utterances.Select(u => u.Text));

    [Theory]
    [InlineData("texts", null, "there is no format 'texts'", "did you mean 'text'?")]
    [InlineData(null, "txt=a", "'txt' is nothing that a column holds", "did you mean 'text'?")]
    public void Import_BadOption_SaysWhatThereIs(string? format, string? map, string problem, string remedy)
    {
        ImmutableSortedDictionary<string, string> pairs = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        pairs = map is null ? pairs : pairs.Add(map.Split('=')[0], map.Split('=')[1]);

        var error = Assert.Throws<InputException>(() => _import.Text("a.jsonl", "{\"text\":\"Hi\"}", new ImportOptions { Format = format, Map = pairs }));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_FolderThatIsTaken_IsReplacedOnlyWhenAskedAndACorpus()
    {
        _import.Text("a.txt", "One.");
        Assert.Contains("replace that corpus with --replace", Assert.Throws<InputException>(() => _import.Text("a.txt", "Two.")).Message, StringComparison.Ordinal);
        Assert.Equal("Two.", _import.Text("a.txt", "Two.", new ImportOptions { Replaces = true }).Corpus.Utterances[0].Text);

        string folder = Path.GetDirectoryName(_import.Write("photos/a.jpg", "x"))!;
        Assert.Contains("no corpus", Assert.Throws<InputException>(() => CorpusImporter.Import(Path.Combine(ImportFixture.Folder, "story.txt"), folder, new ImportOptions { Replaces = true })).Message, StringComparison.Ordinal);
        Assert.Equal(["a.jpg"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Import_Card_HoldsWhatIsKnownAndPassesTheCheck()
    {
        ImportResult result = _import.Fixture("post.md", new ImportOptions { Name = "bread", Licence = "CC-BY-4.0", Language = "en-US", Title = "My: \"bread\"" });

        CorpusCard card = CardReader.Read(Path.Combine(result.Folder, CorpusReader.CardFile));
        Assert.Equal(("bread", "My: \"bread\"", "en-US", "CC-BY-4.0", "post.md, read as markdown"), (card.Name, card.Title, card.Language, card.Licence, card.Source));
        Assert.Equal(["heading", "list", "quotation"], card.Tags.Keys);
        Assert.Equal(result.Corpus.Sha256, card.Measured!.Sha256);
        Assert.Equal(["name"], CorpusChecker.Check(result.Folder).Findings.Select(f => f.Problem.Field));
    }

    [Fact]
    public void Import_HostileTexts_ComeBackAsTheyWere()
    {
        string[] texts = [.. FuzzRows().Where(IsUsable)];
        string lines = string.Join('\n', texts.Select(t => System.Text.Json.JsonSerializer.Serialize(t)));

        ImportResult result = _import.Text("fuzz.jsonl", lines);

        Assert.True(texts.Length > 200);
        Assert.Equal(texts.Select(t => t.Normalize(NormalizationForm.FormC)), result.Corpus.Utterances.Select(u => u.Text));
        Assert.Equal(result.Corpus.Utterances.Length, result.Corpus.Utterances.Select(u => u.Id).Distinct().Count());
    }

    [Fact]
    public void Import_LinkOutOfTheFolder_IsRefused()
    {
        string secret = _import.Write("secret.wav", "x");
        string list = _import.Write("in/a.lst", "x|said|p.wav|One.\n");
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(list)!, "p.wav"), secret);

        Assert.Contains("a link that leads out of the folder", Assert.Throws<InputException>(() => CorpusImporter.Import(list, _import.Out, new ImportOptions())).Message, StringComparison.Ordinal);
        Assert.Null(CorpusImporter.Import(list, _import.Out, new ImportOptions { HasPrompts = false }).Corpus.Utterances[0].PromptAudio);
    }

    [Fact]
    public void Import_IdsThatCannotBe_AreChangedAndStayDistinct()
    {
        string longId = new('X', 100);

        ImportResult result = _import.Text("a.jsonl", $"{{\"id\":\"A 1\",\"text\":\"x\"}}\n{{\"id\":\"a-1\",\"text\":\"y\"}}\n{{\"id\":\"{longId}\",\"text\":\"z\"}}\n{{\"id\":\"...\",\"text\":\"w\"}}");

        Assert.Equal("a-1", result.Corpus.Utterances[0].Id);
        Assert.Matches("^a-1-[0-9a-f]{10}$", result.Corpus.Utterances[1].Id);
        Assert.Matches("^x{53}-[0-9a-f]{10}$", result.Corpus.Utterances[2].Id);
        Assert.Equal(4, result.Corpus.Utterances.Select(u => u.Id).Distinct().Count());
    }

    public void Dispose() => _import.Dispose();

    private static IEnumerable<string> FuzzRows() =>
        from line in File.ReadLines(TestSupport.SharedFiles.Golden("fuzz-text.jsonl"))
        let row = System.Text.Json.JsonDocument.Parse(line).RootElement
        where row.TryGetProperty("text", out _)
        select row.GetProperty("text").GetString();

    private static bool IsUsable(string text) => text.Length < 100_000 && !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().Any(Rune.IsLetterOrDigit) && UnicodeForm.IsComposed(text) is not null;
}

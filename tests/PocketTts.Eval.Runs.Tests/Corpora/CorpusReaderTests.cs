using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Corpora;

public sealed class CorpusReaderTests : IDisposable
{
    private const string Card = "name: mine\ntitle: My texts\nlanguage: en-GB\nlicence: CC0-1.0\ntags:\n  short: few words\n";

    private readonly TempFolder _temp = new();

    [Fact]
    public void Read_Folder_GivesCardAndUtterances()
    {
        _temp.Write("c/corpus.yaml", Card);
        _temp.Write("c/utterances.jsonl", "{\"id\": \"a\", \"text\": \"Hello.\", \"tags\": [\"z\", \"b\", \"z\"], \"accepted\": [\"hello\", \"hallo\"]}\n\n{\"id\": \"b-2\", \"text\": \"Grüße\", \"language\": \"de\"}\n");

        Corpus corpus = CorpusReader.Read(_temp.Of("c"));

        Assert.Equal(("mine", "My texts", "en-GB", "CC0-1.0"), (corpus.Name, corpus.Title, corpus.Language, corpus.Licence));
        Assert.Equal(64, corpus.Sha256.Length);
        Assert.Equal(["a", "b-2"], corpus.Utterances.Select(u => u.Id));
        Assert.Equal(["en-GB", "de"], corpus.Utterances.Select(u => u.Language));
        Assert.Equal(["b", "z"], corpus.Utterances[0].Tags);
        Assert.Equal(["hello", "hallo"], corpus.Utterances[0].AcceptedForms);
    }

    [Fact]
    public void Read_LineWithPromptAndAlternatives_KeepsThem()
    {
        string path = _temp.Write("t.jsonl", "{\"id\":\"a\",\"text\":\"Call 911!\",\"accepted\":[\"call {nine one one / nine eleven}\"],\"promptAudio\":\"p/a.wav\",\"promptText\":\"Hello.\"}");

        Utterance utterance = CorpusReader.Read(path).Utterances[0];

        Assert.Equal(["call {nine one one / nine eleven}"], utterance.AcceptedForms);
        Assert.Equal(("p/a.wav", "Hello."), (utterance.PromptAudio, utterance.PromptText));
    }

    [Fact]
    public void Read_TextFile_NumbersByLineAndSkipsBlankLines()
    {
        string path = _temp.Write("My Texts.txt", [.. Encoding.UTF8.Preamble, .. "First line\r\n\r\n  Third line  \r\n4!"u8]);

        Corpus corpus = CorpusReader.Read(path);

        Assert.Equal("my-texts", corpus.Name);
        Assert.Equal(["line-0001", "line-0003", "line-0004"], corpus.Utterances.Select(u => u.Id));
        Assert.Equal(["First line", "Third line", "4!"], corpus.Utterances.Select(u => u.Text));
    }

    [Fact]
    public void Read_TextOfSymbolsOnly_NamesTheLine()
    {
        string path = _temp.Write("symbols.txt", [.. "words\n!!! ???\n"u8]);

        InputException error = Assert.Throws<InputException>(() => CorpusReader.Read(path));

        Assert.Equal(2, error.Line);
        Assert.Contains("symbols only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_JsonlFileWithMarkAndCrLf_IsTolerated()
    {
        string path = _temp.Write("texts.jsonl", [.. Encoding.UTF8.Preamble, .. "{\"id\":\"a\",\"text\":\"One\"}\r\n{\"id\":\"b\",\"text\":\"Two\"}\r\n"u8]);

        Assert.Equal(["One", "Two"], CorpusReader.Read(path).Utterances.Select(u => u.Text));
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}", "t.jsonl:2: id: the id 'a' stands in line 1 already")]
    [InlineData("{\"id\":\"A b\",\"text\":\"x\"}", "t.jsonl:1: id: 'A b' is not an id; expected 1 to 64 of a-z 0-9 . _ -")]
    [InlineData("{\"id\":\"..\",\"text\":\"x\"}", "t.jsonl:1: id: '..' is not an id")]
    [InlineData("{\"text\":\"x\"}", "t.jsonl:1: id: the key is missing")]
    [InlineData("{\"id\":\"a\"}", "t.jsonl:1: text: the key is missing")]
    [InlineData("{\"id\":\"a\",\"text\":\" \"}", "t.jsonl:1: text: the text is empty")]
    [InlineData("{\"id\":\"a\",\"text\":5}", "t.jsonl:1: text: found the number 5; expected a string")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"tags\":\"b\"}", "t.jsonl:1: tags: found a string; expected a list of strings")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"accepted\":[\"\"]}", "t.jsonl:1: accepted: the text is empty")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"langauge\":\"en\"}", "t.jsonl:1: langauge: unknown key; expected accepted, id, language, promptAudio, promptText, tags, text; did you mean 'language'?")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\",\"text\":\"x\"}", "t.jsonl:1: id: the key occurs twice")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"language\":\"english!\"}", "t.jsonl:1: language: 'english!' is not a language tag")]
    [InlineData("{\"id\":\"a\",\"text\":\"cafe\\u0301\"}", "t.jsonl:1: text: the text is not in Unicode normalization form C")]
    [InlineData("{\"id\":\"a\",\"text\":\"\\ud800\"}", "t.jsonl:1: text: the string holds half a surrogate pair")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"accepted\":[\"{ a / b\"]}", "t.jsonl:1: accepted: alternatives: a brace is not closed in '{ a / b'")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"accepted\":[\"{ a / @ } { b / @ }\"]}", "t.jsonl:1: accepted: alternatives: one of the alternatives says nothing at all")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"accepted\":[\"{a / b}{a / b}{a / b}{a / b}{a / b}{a / b}{a / b}{a / b}{a / b}{a / b}\"]}", "t.jsonl:1: accepted: alternatives: the form has 1024 readings; expected at most 1000; write several forms")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptAudio\":\"../x.wav\"}", "t.jsonl:1: promptAudio: '../x.wav' leaves the folder; expected a path inside the corpus folder")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptAudio\":\"/etc/x.wav\"}", "t.jsonl:1: promptAudio: '/etc/x.wav' is not relative")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptAudio\":\"c:x.wav\"}", "t.jsonl:1: promptAudio: 'c:x.wav' holds a backslash, a colon")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptAudio\":\"a//x.wav\"}", "t.jsonl:1: promptAudio: 'a//x.wav' has an empty part")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptAudio\":\"\"}", "t.jsonl:1: promptAudio: the path is empty")]
    [InlineData("{\"id\":\"a\",\"text\":\"x\",\"promptText\":\"y\"}", "t.jsonl:1: promptText: there is no promptAudio")]
    [InlineData("{\"id\":\"a\",\n\"text\":\"x\"}", "t.jsonl:1:")]
    [InlineData("[1]", "t.jsonl:1: the line is a list; expected one JSON object")]
    [InlineData("nonsense", "t.jsonl:1:2: the line is not JSON")]
    [InlineData("\n \n", "t.jsonl: the file holds no text")]
    [InlineData("", "t.jsonl: the file holds no text")]
    public void Read_BadLine_NamesFileLineAndField(string content, string message)
    {
        string path = _temp.Write("t.jsonl", content);

        var error = Assert.Throws<InputException>(() => CorpusReader.Read(path));

        Assert.StartsWith(message, Path.GetFileName(error.File) + error.Message[error.File!.Length..], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_InvalidUtf8_NamesLineAndByte()
    {
        string path = _temp.Write("bad.txt", [.. "fine\nab"u8, 0xC3, 0x28, (byte)'\n']);

        var error = Assert.Throws<InputException>(() => CorpusReader.Read(path));

        Assert.Equal(2, error.Line);
        Assert.Contains("byte 0xC3 at byte 3 of the line is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineOverOneMegabyte_IsRefused()
    {
        string path = _temp.Write("long.txt", "short\n" + new string('a', (1 << 20) + 1));

        var error = Assert.Throws<InputException>(() => CorpusReader.Read(path));

        Assert.Equal(2, error.Line);
    }

    [Theory]
    [InlineData("no-such-corpus", "no corpus")]
    [InlineData("", "no corpus ''")]
    [InlineData("c", "the folder has no corpus.yaml")]
    [InlineData("c/x.csv", "a corpus cannot be a '.csv' file")]
    public void Read_NoCorpusThere_SaysWhatOneIs(string relative, string message)
    {
        _temp.Write("c/x.csv", "a,b");

        var error = Assert.Throws<InputException>(() => CorpusReader.Read(relative.Length == 0 ? relative : _temp.Of(relative)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BadCard_ReportsAllProblemsAtOnce()
    {
        _temp.Write("c/corpus.yaml", "name: mine\ntitel: x\nlanguage: [en]\nlicence: MIT\n");
        _temp.Write("c/utterances.jsonl", "{\"id\":\"a\",\"text\":\"x\"}");

        var error = Assert.Throws<InputException>(() => CorpusReader.Read(_temp.Of("c")));

        Assert.Equal(3, error.Problems.Length);
        Assert.Contains("corpus.yaml:2:1: titel: unknown key", error.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'title'?", error.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("title: the key is missing", error.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("corpus.yaml:3:11: language: found a list", error.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EverydayCorpus_IsWhole()
    {
        Corpus corpus = CorpusReader.Read(Path.Combine(SharedFiles.RepositoryRoot(), "corpora", "everyday"));

        Assert.Equal("everyday", corpus.Name);
        Assert.True(corpus.Utterances.Length >= 100);
        Assert.All(corpus.Utterances, u => Assert.Equal("en", u.Language));
    }

    public void Dispose() => _temp.Dispose();
}

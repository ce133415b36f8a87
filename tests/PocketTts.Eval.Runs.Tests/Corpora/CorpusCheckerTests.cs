using System.Text;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Corpora;

public sealed class CorpusCheckerTests : IDisposable
{
    private const string Card = "name: c\ntitle: T\nlanguage: en\nlicence: CC0-1.0\ntags:\n  mine: what it means\n  twin: same words\n";

    private readonly TempFolder _temp = new();

    [Fact]
    public void Check_GoodCorpus_FindsNothing()
    {
        Write("{\"id\":\"a\",\"text\":\"Hello there.\",\"tags\":[\"mine\",\"short\"],\"accepted\":[\"hello {their / there}\"]}", "{\"id\":\"b-1\",\"text\":\"Oh no\",\"tags\":[\"twin\"]}", "{\"id\":\"b-2\",\"text\":\"Oh, no!\",\"tags\":[\"twin\"]}");
        CardWriter.WriteMeasures(_temp.Of("c/corpus.yaml"), CorpusWriter.Measure(CorpusReader.Read(_temp.Of("c")), "some: \"quoted\" \u0292"));

        CorpusCheck check = CorpusChecker.Check(_temp.Of("c"));

        Assert.Empty(check.Findings.Select(f => f.Problem.Message));
        Assert.Equal(3, check.Corpus!.Utterances.Length);
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"tags\":[\"mien\"]}", true, "utterances.jsonl:1: tags: the tag 'mien' is not defined; expected a tag that corpus.yaml defines; did you mean 'mine'")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"tags\":[\"long\"]}", true, "utterances.jsonl:1: tags: the text is not 'long' (20 words or more")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"accepted\":[\"{ hello }\"]}", false, "utterances.jsonl:1: accepted: '{ hello }' has braces and only one reading")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"accepted\":[\"hi!\"]}", false, "utterances.jsonl:1: accepted: 'hi!' is the text itself")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"promptAudio\":\"p/x.wav\"}", true, "utterances.jsonl:1: promptAudio: there is no file 'p/x.wav'")]
    [InlineData("{\"id\":\"a\",\"text\":\" Hi\"}", false, "utterances.jsonl:1: text: the text begins or ends with a blank")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\",\"tags\":[\"twin\"]}", true, "utterances.jsonl:1: tags: the utterance has no twin")]
    [InlineData("{\"id\":\"a-1\",\"text\":\"Hi\",\"tags\":[\"twin\"]}\n{\"id\":\"a-2\",\"text\":\"Ho\",\"tags\":[\"twin\"]}", true, "utterances.jsonl:2: tags: its words differ from those of line 1")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\"}\n{\"id\":\"b\",\"text\":\"Hi\"}", false, "utterances.jsonl:2: text: the text stands in line 1 already")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\"}\n{\"id\":\"a\",\"text\":\"Ho\"}", true, "utterances.jsonl:2: id: the id 'a' stands in line 1 already")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\"}\r\n{\"id\":\"b\",\"text\":\"Ho\"}\r\n", false, "utterances.jsonl:1: the line ends with CR LF")]
    [InlineData("\uFEFF{\"id\":\"a\",\"text\":\"Hi\"}", false, "utterances.jsonl:1: the file begins with a byte order mark")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\"}", false, "corpus.yaml: measured: the card has no measures")]
    [InlineData("{\"id\":\"a\",\"text\":\"Hi\"}", false, "corpus.yaml: tags: no utterance has the tag 'mine'")]
    public void Check_SlipOrError_IsNamedWithItsPlace(string lines, bool isError, string message)
    {
        Write(lines);

        CorpusFinding[] findings = [.. CorpusChecker.Check(_temp.Of("c")).Findings];

        CorpusFinding? found = Array.Find(findings, f => f.Problem.Message.StartsWith(_temp.Of("c") + "/" + message, StringComparison.Ordinal));
        Assert.True(found is not null, string.Join('\n', findings.Select(f => f.Problem.Message)));
        Assert.Equal(isError, found.IsError);
    }

    [Fact]
    public void Check_SeveralBadLines_TellsAllAndReadsTheRest()
    {
        string path = _temp.Of("c/utterances.jsonl");
        _temp.Write("c/corpus.yaml", Card);
        _temp.Write(
            "c/utterances.jsonl",
            [.. "{\"id\":\"a\",\"text\":\"Hi\"}\nnonsense\n"u8, 0xC3, 0x28, .. "\n"u8, .. Encoding.UTF8.GetBytes(new string('x', (1 << 20) + 1)), .. "\n{\"id\":\"b\",\"text\":\"Ho\",\"accepted\":[\"{ a\"]}\n{\"id\":\"c\",\"text\":\"He\"}"u8]);

        CorpusCheck check = CorpusChecker.Check(_temp.Of("c"));

        Assert.Equal(["a", "c"], check.Corpus!.Utterances.Select(u => u.Id));
        Assert.Equal([2, 3, 4, 5], check.Findings.Where(f => f.IsError && f.Problem.File == path).Select(f => f.Problem.Line!.Value));
        Assert.Equal(4, check.Errors);
    }

    [Fact]
    public void Check_LongTexts_AreWarnedOfUnlessTagged()
    {
        string text = string.Join(' ', Enumerable.Repeat("remarkable", 60));
        Write($"{{\"id\":\"a\",\"text\":\"{text}\"}}", $"{{\"id\":\"b\",\"text\":\"{text} too\",\"tags\":[\"paragraph\"]}}", $"{{\"id\":\"d\",\"text\":\"{string.Join(' ', Enumerable.Repeat(text, 10))}\"}}");

        string[] messages = [.. CorpusChecker.Check(_temp.Of("c")).Findings.Where(f => f.Problem.Field == "text").Select(f => $"{f.IsError} {f.Problem.Line}")];

        Assert.Equal(["False 1", "True 3"], messages);
    }

    [Fact]
    public void Check_StaleCard_SaysWhatChanged()
    {
        Write("{\"id\":\"a\",\"text\":\"Hi\"}");
        CardWriter.WriteMeasures(_temp.Of("c/corpus.yaml"), CorpusWriter.Measure(CorpusReader.Read(_temp.Of("c")), null));
        Write("{\"id\":\"a\",\"text\":\"Hi\"}", "{\"id\":\"b\",\"text\":\"Ho ho\"}", keepCard: true);

        CorpusFinding[] errors = [.. CorpusChecker.Check(_temp.Of("c")).Findings.Where(f => f.IsError)];

        Assert.Equal(["measured.utterances", "measured.words", "measured.sha256"], errors.Select(e => e.Problem.Field));
        Assert.Contains("the card says 1, the file has 2", errors[0].Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoCorpus_IsAFinding()
    {
        _temp.Write("empty/readme.txt", "x");

        Assert.Contains("the folder has no corpus.yaml", Assert.Single(CorpusChecker.Check(_temp.Of("empty")).Findings).Problem.Message, StringComparison.Ordinal);
        Assert.Contains("no corpus", Assert.Single(CorpusChecker.Check(_temp.Of("nowhere")).Findings).Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteMeasures_Card_KeepsTheHandWrittenPart()
    {
        string path = _temp.Write("c/corpus.yaml", "# mine\n" + Card + "measured:\n  utterances: 9\n  words: 9\n  minutes: 1.0\n  sha256: x\n\n# kept\nsource: me\n");

        CardWriter.WriteMeasures(path, new CardMeasures(1, 2, "0.1", "abc", null));
        string once = File.ReadAllText(path);
        CardWriter.WriteMeasures(path, new CardMeasures(1, 2, "0.1", "abc", null));

        Assert.StartsWith("# mine\n" + Card + "source: me\nmeasured: #", once, StringComparison.Ordinal);
        Assert.EndsWith("  utterances: 1\n  words: 2\n  minutes: 0.1\n  sha256: abc\n", once, StringComparison.Ordinal);
        Assert.Equal(once, File.ReadAllText(path));
    }

    public void Dispose() => _temp.Dispose();

    private void Write(params string[] lines) => Write(string.Join('\n', lines), keepCard: false);

    private void Write(string first, string second, bool keepCard) => Write(first + "\n" + second, keepCard);

    private void Write(string content, bool keepCard)
    {
        if (!keepCard)
        {
            _temp.Write("c/corpus.yaml", Card);
        }

        _temp.Write("c/utterances.jsonl", content);
    }
}

using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>pocket-eval corpus</c> as people type it.</summary>
public sealed class CorpusTests : IDisposable
{
    private const string Post = "# Rain\n\nIt rained all night. Nobody minded, said Dr. Moss, *except* [the cat](https://example.org).\n\n```\nno\n```\n";

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Import_BlogPost_GoesFromFileToReportWithTwoCommands()
    {
        _cli.Write("post.md", Post);

        CliResult imported = await _cli.RunAsync("corpus", "import", "post.md", "--out", "corpora/post");
        CliResult run = await _cli.RunAsync("run", "--system", "loopback", "--corpus", "post", "--recognizer", "loopback", "--repeats", "1", "--out", "run");

        Assert.Equal((0, string.Empty), (imported.ExitCode, imported.ExitCode == 0 ? string.Empty : imported.Error));
        Assert.StartsWith("corpora/post: 3 texts, 13 words", imported.Out, StringComparison.Ordinal);
        Assert.Contains("read as markdown: its name ends with .md; --format names another form", imported.Error, StringComparison.Ordinal);
        Assert.Contains("left out: 1 code block", imported.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Nobody minded, said Dr. Moss, except the cat.", await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "run/report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AnyFolder_ShowsShippedAndLocalCorpora()
    {
        _cli.Write("post.md", Post);
        await _cli.RunAsync("corpus", "import", "post.md");

        CliResult list = await _cli.RunAsync("corpus", "list", "--json");

        JsonElement[] rows = [.. JsonDocument.Parse(list.Out).RootElement.EnumerateArray()];
        Assert.Equal(("post", false), (rows[0].GetProperty("name").GetString(), rows[0].GetProperty("isShipped").GetBoolean()));
        Assert.Contains(rows, r => r.GetProperty("name").GetString() == "everyday" && r.GetProperty("isShipped").GetBoolean());
        Assert.Equal(Directory.GetDirectories(CliProcess.InRepository("corpora")).Length + 1, rows.Length);
    }

    [Fact]
    public async Task Check_ShippedCorpora_PassesStrictly()
    {
        CliResult check = await _cli.RunAsync("corpus", "check", "--strict");

        Assert.Matches(@"^\d+ corpora, \d+ texts: 0 errors, 0 warnings\n$", check.Out);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Check_BadCorpus_NamesFileLineAndReason()
    {
        _cli.Write("c/corpus.yaml", "name: c\ntitle: T\nlanguage: en\nlicence: CC0-1.0\n");
        _cli.Write("c/utterances.jsonl", "{\"id\":\"a\",\"text\":\"Hi\"}\r\n{\"id\":\"a\",\"text\":\"Ho\",\"accepted\":[\"{ b\"]}\r\n");

        CliResult check = await _cli.RunAsync("corpus", "check", "c");
        CliResult json = await _cli.RunAsync("corpus", "check", "c", "--json");

        Assert.Equal((1, 1), (check.ExitCode, json.ExitCode));
        Assert.Contains("error: c/utterances.jsonl:2: accepted: alternatives: a brace is not closed in '{ b'", check.Out, StringComparison.Ordinal);
        Assert.Contains("warning: c/utterances.jsonl:1: the line ends with CR LF", check.Out, StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(json.Out).RootElement.GetProperty("corpora")[0].GetProperty("findings").EnumerateArray().First(f => f.GetProperty("severity").GetString() == "error").GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Show_Filters_GiveUtterances()
    {
        CliResult show = await _cli.RunAsync("corpus", "show", "numbers", "--tag", "phone", "--contains", "911");
        CliResult wrong = await _cli.RunAsync("corpus", "show", "numbers", "--tag", "phones");

        Assert.Contains("In an emergency dial 911.\n  = in an emergency dial nine { one one / eleven }\n", show.Out, StringComparison.Ordinal);
        Assert.StartsWith("1 of ", show.Error, StringComparison.Ordinal);
        Assert.Equal((1, "error: --tag: no utterance has the tag 'phones'; did you mean 'phone'?\n"), (wrong.ExitCode, wrong.Error));
    }

    [Fact]
    public async Task Stats_Corpora_AreMeasuredTogether()
    {
        _cli.Write("post.md", Post);
        await _cli.RunAsync("corpus", "import", "post.md");

        CliResult stats = await _cli.RunAsync("corpus", "stats", "post", "few-words", "--json");
        CliResult card = await _cli.RunAsync("corpus", "stats", "post", "--write-card");
        CliResult none = await _cli.RunAsync("corpus", "stats", "--write-card");

        JsonElement root = JsonDocument.Parse(stats.Out).RootElement;
        Assert.Equal(3, root.GetProperty("corpora")[0].GetProperty("utterances").GetInt32());
        Assert.Equal(0, root.GetProperty("together").GetProperty("mostAlike").GetArrayLength());
        Assert.Equal((0, 1), (card.ExitCode, none.ExitCode));
        Assert.Contains("measured: # by", await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "corpora/post/corpus.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --corpus: no corpus 'nubmers'; expected a name that 'pocket-eval corpus list' shows, a corpus folder, a .jsonl file, or a .txt file with one text a line; did you mean 'numbers'?", "run", "--system", "loopback", "--corpus", "nubmers")]
    [InlineData("error: --corpus: no corpus 'nubmers'", "corpus", "check", "nubmers")]
    [InlineData("error: --split: 'words' is no unit of text; expected sentences, lines, paragraphs", "corpus", "import", "x.md", "--split", "words")]
    [InlineData("error: --map: 'text' is no pair; expected PART=FIELD", "corpus", "import", "x.md", "--map", "text")]
    [InlineData("error: --delimiter: 'ab' is no sign; expected one ASCII character, or tab", "corpus", "import", "x.md", "--delimiter", "ab")]
    [InlineData("error: nowhere.md: no such file", "corpus", "import", "nowhere.md")]
    [InlineData("error: --format: there is no format 'mardown'; expected markdown, longeval, jsonl, f5, seed-tts, ljspeech, librispeech, kaldi, harvard, trn, csv, text; did you mean 'markdown'?", "corpus", "import", "x.md", "--format", "mardown")]
    public async Task BadInput_IsOneLine(string message, params string[] arguments)
    {
        _cli.Write("x.md", Post);

        CliResult result = await _cli.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    public void Dispose() => _cli.Dispose();
}

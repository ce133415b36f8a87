using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text.Phonetics;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Baselines;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Gating;

public sealed class BaselineFolderTests : IDisposable
{
    private readonly RunBench _bench = new();

    private string Folder => _bench.Temp.Of("baseline");

    [Fact]
    public async Task SaveAndRead_WholeRun_IsTheSameTable()
    {
        ScoreTable table = await RunAsync();

        BaselineFolder.Save(table, Folder, hasSpeed: true);
        ScoreTable read = ScoreTableSource.Open(Folder);

        Assert.True(read.IsBaseline);
        Assert.Equal(table.Columns, read.Columns);
        Assert.Equal(table.Scoring!.Normalizer, read.Scoring!.Normalizer);
        Assert.Equal(table.Info.Machine.Fingerprint, read.Info.Machine.Fingerprint);
        Assert.Equal(table.Info.Corpora, read.Info.Corpora);
        Assert.Equal(table.Words.OrderBy(w => w.ToString(), StringComparer.Ordinal), read.Words.OrderBy(w => w.ToString(), StringComparer.Ordinal));
        foreach (TakeFigures take in table.Takes)
        {
            TakeFigures same = Assert.Single(read.Takes, t => t.Key == take.Key && t.RecognizerId == take.RecognizerId);
            Assert.Equal(take.Outcome, same.Outcome);
            Assert.Equal(take.Failure, same.Failure);
            Assert.Equal(take.Tags, same.Tags);
            Assert.All(take.Values.Zip(same.Values), p => Assert.Equal(p.First, p.Second, 1e-6));
        }
    }

    [Fact]
    public async Task Save_Again_GivesTheSameBytesAndNothingOfTheComputer()
    {
        ScoreTable table = await RunAsync();
        BaselineFolder.Save(table, Folder, hasSpeed: false);
        Dictionary<string, string> first = Directory.GetFiles(Folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText);
        BaselineFolder.Save(table, Folder, hasSpeed: false);

        Assert.Equal(first, Directory.GetFiles(Folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText));
        Assert.Equal(["baseline.json", "takes.csv", "words.csv"], first.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("seconds", first["takes.csv"], StringComparison.Ordinal);
        Assert.All(first.Values, text => Assert.DoesNotContain(Path.GetTempPath(), text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_OneSystem_HasOnlyThat()
    {
        await RunAsync();
        ScoreTable table = ScoreTableSource.Open(_bench.OutputFolder + "@two");
        Assert.Equal("two", Assert.Single(table.Info.Systems).Id);
        Assert.All(table.Takes, t => Assert.Equal("two", t.Key.SystemId));
        Assert.Contains("did you mean 'two'", Assert.Throws<InputException>(() => ScoreTableSource.Open(_bench.OutputFolder + "@tow")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithScoring_ScoresRunsWithItAndBaselinesKeepTheirs()
    {
        await RunAsync();
        ScoringOptions scoring = new() { Pronunciations = new NamedPronunciations() };

        ScoreTable table = ScoreTableSource.Open(_bench.OutputFolder, scoring);
        BaselineFolder.Save(table, Folder, hasSpeed: false);

        Assert.Equal("named/7", table.Scoring!.Pronunciations);
        Assert.Equal("named/7", ScoreTableSource.Open(Folder).Scoring!.Pronunciations);
        Assert.Equal("named/7", ScoreTableSource.ScoringOf(Folder + "@two")!.Pronunciations);
        Assert.Equal(table.Scoring.ThresholdsSha256, ScoreTableSource.ScoringOf(Folder)!.ThresholdsSha256);
        Assert.Null(ScoreTableSource.ScoringOf(_bench.OutputFolder));
    }

    [Fact]
    public async Task Save_IncompleteRun_IsRefused()
    {
        ScoreTable table = await RunAsync();
        ScoreTable broken = table with { Takes = [table.Takes[0] with { Outcome = TakeOutcome.Missing }, .. table.Takes.Skip(1)] };
        Assert.Contains("are missing", Assert.Throws<InputException>(() => BaselineFolder.Save(broken, Folder, hasSpeed: true)).Message, StringComparison.Ordinal);
        Assert.Contains("no takes", Assert.Throws<InputException>(() => BaselineFolder.Save(table with { Takes = [] }, Folder, hasSpeed: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_FolderWithSomethingElse_IsRefused()
    {
        ScoreTable table = await RunAsync();
        Assert.Contains("no baseline", Assert.Throws<InputException>(() => BaselineFolder.Save(table, _bench.OutputFolder, hasSpeed: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("takes.csv", ",10,", ",NaN,", "found 'NaN'")]
    [InlineData("takes.csv", ",10,", ",-1,", "found '-1'")]
    [InlineData("takes.csv", ",counted,", ",perhaps,", "counted or repeated")]
    [InlineData("takes.csv", "system,recognizer", "sys,recognizer", "the columns are not")]
    [InlineData("takes.csv", "two,fake-ear", "three,fake-ear", "no system 'three'")]
    [InlineData("takes.csv", "u-001,1,", "u-001,0,", "again")]
    [InlineData("baseline.json", "\"baselineVersion\": 1", "\"baselineVersion\": 9", "use a newer pocket-eval")]
    [InlineData("baseline.json", "\"baselineVersion\": 1", "\"baselineVersion\": 0", "renew it")]
    [InlineData("baseline.json", "{", "[", "damaged")]
    public async Task Read_Damaged_NamesFileAndLine(string file, string find, string replace, string mentions)
    {
        BaselineFolder.Save(await RunAsync(), Folder, hasSpeed: true);
        string path = Path.Combine(Folder, file);
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        string find1 = find == ",10," ? ",3," : find;
        Assert.Contains(find1, text, StringComparison.Ordinal);
        int at = text.IndexOf(find1, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text[..at] + replace + text[(at + find1.Length)..], TestContext.Current.CancellationToken);

        string message = Assert.Throws<InputException>(() => BaselineFolder.Read(Folder)).Message;

        Assert.Contains(mentions, message, StringComparison.Ordinal);
        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HalfABaseline_SaysWhatIsMissing()
    {
        BaselineFolder.Save(await RunAsync(), Folder, hasSpeed: true);
        File.Delete(Path.Combine(Folder, "takes.csv"));
        Assert.Contains("no such file", Assert.Throws<InputException>(() => BaselineFolder.Read(Folder)).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<InputException>(() => ScoreTableSource.Open(_bench.Temp.Of("nowhere"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_QuotedFields_ComeBack()
    {
        string path = _bench.Temp.Of("x.csv");
        File.WriteAllBytes(path, CsvTable.Write([["a,b", "say \"x\"", string.Empty], ["line\nfeed", "ä", "c"]]));
        string[][] rows = [.. CsvTable.Read(path).Select(r => r.Fields)];
        Assert.Equal([["a,b", "say \"x\"", string.Empty], ["line feed", "ä", "c"]], rows);
        File.WriteAllText(path, "\"open");
        Assert.Contains("a quote is not closed", Assert.Throws<InputException>(() => CsvTable.Read(path).ToArray()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<ScoreTable> RunAsync()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan(), TestContext.Current.CancellationToken);
        return ScoreTables.Of(result, "run");
    }

    private sealed class NamedPronunciations : IPronunciations
    {
        public string Id => "named/7";

        public string Of(string word) => word;
    }
}

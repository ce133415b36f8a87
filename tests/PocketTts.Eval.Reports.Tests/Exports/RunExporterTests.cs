using System.Text.Json;
using CsvHelper;
using Parquet;
using Parquet.Serialization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Exports;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Exports;

public sealed class RunExporterTests : IDisposable
{
    private static readonly RunResult s_run = FixtureRun.Build([FixtureTexts.All[1], FixtureTexts.All[2], FixtureTexts.All[4], FixtureTexts.All[36]], 2, [FixtureRun.Recognizer]);

    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-exports-").FullName;

    public static TheoryData<string> CultureNames => Cultures.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task Write_JsonLines_IsTheExpectedFile(string culture) =>
        Expectation.Matches("metadata.jsonl", await Cultures.Under(culture, () => TextAsync(ExportFormat.Jsonl, "metadata.jsonl")));

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task Write_Csv_IsTheExpectedFile(string culture) =>
        Expectation.Matches("metadata.csv", await Cultures.Under(culture, () => TextAsync(ExportFormat.Csv, "metadata.csv")));

    [Fact]
    public async Task Write_Csv_HasTheFieldsOfTheJsonLinesButNoLists()
    {
        using CsvReader csv = CsvReader.FromText(await TextAsync(ExportFormat.Csv, "metadata.csv"));
        using JsonDocument json = JsonDocument.Parse((await TextAsync(ExportFormat.Jsonl, "metadata.jsonl")).Split('\n')[0]);
        string[] lists = ["acceptedForms", "form", "words", "extras", "heardWords"];

        string[] header = (await TextAsync(ExportFormat.Csv, "metadata.csv")).Split('\n')[0].Split(',');
        Assert.Equal(
            json.RootElement.EnumerateObject().Select(p => p.Name).Except(lists).Order(StringComparer.Ordinal),
            header.Order(StringComparer.Ordinal));
        int rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        Assert.Equal(s_run.Takes.Length, rows);
    }

    [Fact]
    public async Task Write_Parquet_ReadsBackAsTheJsonLines()
    {
        string[] lines = (await TextAsync(ExportFormat.Jsonl, "metadata.jsonl")).TrimEnd('\n').Split('\n');
        await WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Parquet });
        string path = Path.Combine(_folder, "metadata.parquet");

        List<ExportRow> rows = [.. (await ParquetSerializer.DeserializeAsync<ExportRow>(path, cancellationToken: TestContext.Current.CancellationToken)).Data];
        using var back = new MemoryStream();
        await JsonLinesExport.WriteAsync(rows, back, TestContext.Current.CancellationToken);

        Assert.Equal(lines, System.Text.Encoding.UTF8.GetString(back.ToArray()).TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Write_Parquet_ColumnsAreNamedAsInJson()
    {
        await WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Parquet });
        await using ParquetReader reader = await ParquetReader.CreateAsync(Path.Combine(_folder, "metadata.parquet"), cancellationToken: TestContext.Current.CancellationToken);
        using JsonDocument json = JsonDocument.Parse((await TextAsync(ExportFormat.Jsonl, "metadata.jsonl")).Split('\n')[0]);

        Assert.Equal(json.RootElement.EnumerateObject().Select(p => p.Name), reader.Schema.Fields.Select(f => f.Name));
    }

    [Fact]
    public async Task Write_HostileTexts_AreWholeInJsonAndHarmlessInCsv()
    {
        RunResult run = FixtureRun.Hostile;
        await WriteAsync(run, new ExportOptions { Format = ExportFormat.Jsonl });
        await WriteAsync(run, new ExportOptions { Format = ExportFormat.Csv });
        await WriteAsync(run, new ExportOptions { Format = ExportFormat.Parquet });
        await WriteAsync(run, new ExportOptions { Format = ExportFormat.Trn });

        string[] lines = (await File.ReadAllTextAsync(Path.Combine(_folder, "metadata.jsonl"))).TrimEnd('\n').Split('\n');
        Assert.Equal(run.Takes.Length, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument json = JsonDocument.Parse(lines[i]);
            Assert.Equal(WellFormed(run.Takes[i].Take.Utterance.Text), json.RootElement.GetProperty("text").GetString());
        }

        using CsvReader csv = CsvReader.FromText(await File.ReadAllTextAsync(Path.Combine(_folder, "metadata.csv")));
        while (csv.Read())
        {
            Assert.DoesNotContain((csv.GetString("text") + " ")[0], "=+-@\t\r＝＋－＠");
        }

        foreach (string name in new[] { "ref.trn", "hyp.trn" })
        {
            string[] trn = (await File.ReadAllTextAsync(Path.Combine(_folder, name))).TrimEnd('\n').Split('\n');
            Assert.Equal(run.Takes.Count(t => t.Scores.Length > 0), trn.Length);
            Assert.All(trn, line => Assert.Matches(@"^[^()]*\([^()\s]+\)$", line));
        }
    }

    [Fact]
    public async Task Write_WithSoundInTheRunFolder_NamesTheFileBesideTheTable()
    {
        string kept = KeepSound();

        ExportResult written = await WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Jsonl, OnlyWithSound = true });

        Assert.Equal(2, written.Takes);
        Assert.Empty(written.Notes);
        string[] lines = (await File.ReadAllTextAsync(Path.Combine(_folder, "metadata.jsonl"))).TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.StartsWith($"{{\"file_name\":\"audio/{kept}.wav\",", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ExportAudio.Copy)]
    [InlineData(ExportAudio.Link)]
    public async Task Write_SoundsBrought_AreBesideTheTable(ExportAudio how)
    {
        Assert.SkipWhen(how == ExportAudio.Link && OperatingSystem.IsWindows(), "links need rights there");
        string kept = KeepSound();
        string target = Path.Combine(_folder, "elsewhere", "deep");

        for (int i = 0; i < 2; i++)
        {
            ExportResult written = await RunExporter.WriteAsync(s_run, _folder, target, new ExportOptions { Format = ExportFormat.Csv, Audio = how, OnlyWithSound = true }, TestContext.Current.CancellationToken);

            Assert.Empty(written.Notes);
            var sound = new FileInfo(Path.Combine(target, "audio", kept + ".wav"));
            Assert.Equal("sound", await File.ReadAllTextAsync(sound.FullName));
            Assert.Equal(how == ExportAudio.Link, sound.LinkTarget is not null);
        }
    }

    [Fact]
    public async Task Write_SoundsLeftBehind_SaysSo()
    {
        KeepSound();

        ExportResult written = await RunExporter.WriteAsync(s_run, _folder, Path.Combine(_folder, "out"), new ExportOptions { Format = ExportFormat.Csv }, TestContext.Current.CancellationToken);

        Assert.Contains(written.Notes, n => n.Contains("--audio copy", StringComparison.Ordinal));
        Assert.Contains(written.Notes, n => n.Contains("not in the run folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_HashThatIsAPath_NamesNoFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.wav"), "x");
        RunResult run = FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer], take => take with { Synthesis = take.Synthesis! with { AudioSha256 = "../secret" } });

        await WriteAsync(run, new ExportOptions { Format = ExportFormat.Jsonl });

        Assert.StartsWith("{\"file_name\":null,", await File.ReadAllTextAsync(Path.Combine(_folder, "metadata.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OnlyCounted_LeavesIdenticalRepeatsOut()
    {
        ExportResult all = await WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Jsonl });
        ExportResult counted = await WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Jsonl, OnlyCounted = true });

        Assert.Equal(16, all.Takes);
        Assert.Equal(s_run.Systems.Sum(s => s.Accuracy[0].CountedTakes), counted.Takes);
        Assert.Equal(12, counted.Takes);
    }

    [Fact]
    public async Task Write_BadInput_SaysWhat()
    {
        await Assert.ThrowsAsync<InputException>(() => WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Csv, RecognizerId = "whisper-basse" }));
        await Assert.ThrowsAsync<InputException>(() => WriteAsync(s_run, new ExportOptions { Format = ExportFormat.Csv, OnlyWithSound = true }));
        await Assert.ThrowsAsync<InputException>(() => WriteAsync(FixtureRun.Build([], 1, [FixtureRun.Recognizer]), new ExportOptions { Format = ExportFormat.Csv }));
        string blocker = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(blocker, "x");
        InputException problem = await Assert.ThrowsAsync<InputException>(
            () => RunExporter.WriteAsync(s_run, _folder, blocker, new ExportOptions { Format = ExportFormat.Parquet }, TestContext.Current.CancellationToken));
        Assert.Contains(blocker, problem.Message, StringComparison.Ordinal);
    }

    // what UTF-8 can hold: lone surrogates are replaced
    private static string WellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private string KeepSound()
    {
        string kept = s_run.Takes[0].Take.Synthesis!.AudioSha256;
        Directory.CreateDirectory(Path.Combine(_folder, "audio"));
        File.WriteAllText(Path.Combine(_folder, "audio", kept + ".wav"), "sound");
        return kept;
    }

    private Task<ExportResult> WriteAsync(RunResult run, ExportOptions options) => RunExporter.WriteAsync(run, _folder, _folder, options, TestContext.Current.CancellationToken);

    private async Task<string> TextAsync(ExportFormat format, string name)
    {
        await WriteAsync(s_run, new ExportOptions { Format = format });
        return await File.ReadAllTextAsync(Path.Combine(_folder, name));
    }
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-reports-").FullName;

    public static TheoryData<string> CultureNames => Cultures.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task WriteTakesCsv_AnyCulture_IsTheExpectedFile(string culture)
    {
        string path = Path.Combine(_folder, "takes.csv");
        Expectation.Matches("takes.csv", await Cultures.Under(culture, async () =>
        {
            await ReportWriter.WriteTakesCsvAsync(FixtureRun.Small, path, TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(path);
        }));
    }

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task WriteSystemsCsv_AnyCulture_IsTheExpectedFile(string culture)
    {
        string path = Path.Combine(_folder, "systems.csv");
        Expectation.Matches("systems.csv", await Cultures.Under(culture, async () =>
        {
            await ReportWriter.WriteSystemsCsvAsync(FixtureRun.Small, path, TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(path);
        }));
    }

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task WriteSummaryJson_AnyCulture_IsTheExpectedFile(string culture)
    {
        string path = Path.Combine(_folder, "summary.json");
        Expectation.Matches("summary.json", await Cultures.Under(culture, async () =>
        {
            await ReportWriter.WriteSummaryJsonAsync(FixtureRun.Small, path, TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(path);
        }));
    }

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task WriteSummaryMarkdown_AnyCulture_IsTheExpectedFile(string culture)
    {
        string path = Path.Combine(_folder, "summary.md");
        Expectation.Matches("summary.md", await Cultures.Under(culture, async () =>
        {
            await ReportWriter.WriteSummaryMarkdownAsync(FixtureRun.Small, path, TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(path);
        }));
    }

    [Fact]
    public async Task WriteAll_NewFolder_HasEveryFileAndLinksOnlyKeptAudio()
    {
        string folder = Path.Combine(_folder, "run");
        string kept = FixtureRun.Small.Takes[0].Take.Synthesis!.AudioSha256;
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "audio", kept + ".wav"), []);

        await ReportWriter.WriteAllAsync(FixtureRun.Small, folder, TestContext.Current.CancellationToken);

        string[] charts = ["errors-per-take", "first-audio", "memory", "position", "repeats", "rtf-by-length", "rtf-distribution", "slices", "wer", "words"];
        Assert.Equal(
            ["audio/" + kept + ".wav", .. charts.SelectMany(c => new[] { $"plots/{c}.png", $"plots/{c}.svg" }), "report.html", "summary.json", "summary.md", "systems.csv", "takes.csv", "words.csv"],
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        string page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"));
        // once for the script, once for readers without one
        Assert.Equal(1, page.Split("\"h\":\"").Length - 1);
        Assert.Contains($"\"h\":\"{kept}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"audio/{kept}.wav\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteTakesCsv_FolderIsAFile_IsOneLineThatNamesThePath()
    {
        string blocker = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(blocker, "x");
        string path = Path.Combine(blocker, "takes.csv");

        var error = await Assert.ThrowsAsync<InputException>(() => ReportWriter.WriteTakesCsvAsync(FixtureRun.Small, path, TestContext.Current.CancellationToken));

        Assert.StartsWith(path + ": cannot write the report", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteTakesCsv_Cancelled_LeavesTheOldFile()
    {
        string path = Path.Combine(_folder, "takes.csv");
        await File.WriteAllTextAsync(path, "old");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReportWriter.WriteTakesCsvAsync(FixtureRun.Small, path, new CancellationToken(canceled: true)));

        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }
}

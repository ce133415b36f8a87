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

using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Csv;

public sealed class TakeTablesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-tables-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WriteAll_TakesInAnyOrder_GivesTheSameTables()
    {
        RunResult run = FixtureRun.Small;
        using var tables = new TakeTables(_folder, [.. run.Info.Recognizers.Select(r => r.Id)]);
        for (int step = 0, i = 0; step < run.Takes.Length; step++, i = (i + 1) % run.Takes.Length)
        {
            tables.Add(run.Takes.Length - 1 - i, run.Takes[^(i + 1)]);
        }

        RunResult excerpt = run with { Takes = run.Takes[..1], Digest = new RunDigest(run.Takes.Length, 1, [], []) };
        await ReportWriter.WriteAllAsync(excerpt, tables, _folder, TestContext.Current.CancellationToken);

        Expectation.Matches("takes.csv", await File.ReadAllTextAsync(Path.Combine(_folder, "takes.csv"), TestContext.Current.CancellationToken));
        string words = Path.Combine(_folder, "expected.csv");
        await ReportWriter.WriteWordsCsvAsync(run, words, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(words, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(Path.Combine(_folder, "words.csv"), TestContext.Current.CancellationToken));
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("more than one page can show", page, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "plots")) && Directory.GetFiles(Path.Combine(_folder, "plots"), "errors-per-take*").Length > 0);
    }

    [Fact]
    public async Task WriteAll_ExcerptWithoutTables_IsRefused()
    {
        RunResult excerpt = FixtureRun.Small with { Digest = new RunDigest(1, 1, [], []) };

        await Assert.ThrowsAsync<ArgumentException>(() => ReportWriter.WriteAllAsync(excerpt, _folder, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Dispose_AfterTakes_LeavesNoFile()
    {
        using (var tables = new TakeTables(_folder, ["r"]))
        {
            tables.Add(0, FixtureRun.Small.Takes[0]);
            Assert.NotEmpty(Directory.GetFiles(_folder));
        }

        Assert.Empty(Directory.GetFiles(_folder));
    }
}

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A plan in three shards, merged: the run in one piece.</summary>
public sealed class MergeTests : IDisposable
{
    private static readonly string[] s_arguments = ["run", "--system", "flaky=loopback:skip=0.05,nan=0.05", "--system", "high=loopback:high", "--recognizer", "loopback", "--limit", "20", "--repeats", "2"];

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Merge_ThreeShards_GiveTheSummaryOfTheWholeRun()
    {
        await _cli.RunAsync([.. s_arguments, "--out", "whole/run"]);
        for (int i = 1; i <= 3; i++)
        {
            await _cli.RunAsync([.. s_arguments, "--shard", $"{i}/3", "--out", $"shard-{i}"]);
        }

        CliResult merged = await _cli.RunAsync("merge", "shard-1", "shard-2", "shard-3", "--out", "merged/run");

        Assert.True(merged.ExitCode == 2, merged.Error);
        Assert.Equal(SummaryFile.WithoutTimes(Path.Combine(_cli.Folder, "whole/run")), SummaryFile.WithoutTimes(Path.Combine(_cli.Folder, "merged/run")));
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "merged/run/report.html")));
    }

    [Fact]
    public async Task Merge_SameShardSpokenTwice_NamesBothRuns()
    {
        await _cli.RunAsync([.. s_arguments, "--shard", "1/2", "--out", "one"]);
        await _cli.RunAsync([.. s_arguments, "--shard", "1/2", "--out", "two"]);

        CliResult merged = await _cli.RunAsync("merge", "one", "two", "--out", "merged");

        Assert.Equal(1, merged.ExitCode);
        Assert.All(merged.ErrorLines[..5], l => Assert.Contains("one has ", l, StringComparison.Ordinal));
        Assert.All(merged.ErrorLines[..5], l => Assert.Contains("two has ", l, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder, "merged")));
    }

    [Theory]
    [InlineData("--shard: cannot read the shard '3'", "run", "--system", "loopback", "--recognizer", "loopback", "--shard", "3")]
    [InlineData("no run here", "merge", "nowhere", "elsewhere", "--out", "m")]
    [InlineData("one run cannot be merged", "merge", "nowhere", "--out", "m")]
    public async Task MergeOrShard_BadInput_IsOneLine(string mentions, params string[] arguments)
    {
        CliResult result = await _cli.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(mentions, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}

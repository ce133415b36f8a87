using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>export</c>: every form, from a stored run.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Export_IntoTheRunFolder_NamesSoundsThatAreThere()
    {
        string run = await StoredRun.MakeAsync(_cli, "r");

        CliResult result = await _cli.RunAsync("export", "r", "--format", "jsonl");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal($"{Path.Combine("r", "metadata.jsonl")}: 32 takes", result.Out.Trim());
        Assert.Equal(string.Empty, result.Error);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(run, "metadata.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(32, lines.Length);
        int withSound = 0;
        foreach (string line in lines)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("file_name").GetString() is { } name)
            {
                withSound++;
                Assert.True(File.Exists(Path.Combine(run, name)), name);
                Assert.NotEqual(0, row.RootElement.GetProperty("words").GetArrayLength());
            }
            else
            {
                Assert.Equal("failed", row.RootElement.GetProperty("status").GetString());
            }
        }

        Assert.InRange(withSound, 16, 31);
    }

    [Fact]
    public async Task Export_EveryFormElsewhere_WritesItsFiles()
    {
        await StoredRun.MakeAsync(_cli, "r");
        foreach (string[] arguments in new string[][] { ["trn"], ["jsonl"], ["csv", "--audio", "link"], ["parquet", "--audio", "copy", "--counted", "--with-sound"] })
        {
            CliResult result = await _cli.RunAsync(["export", "r", "--out", "data", "--format", .. arguments]);
            Assert.True(result.ExitCode == 0, result.Error);
        }

        Assert.Equal(
            ["audio", "hyp.trn", "metadata.csv", "metadata.jsonl", "metadata.parquet", "ref.trn"],
            new DirectoryInfo(Path.Combine(_cli.Folder, "data")).EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
        byte[] parquet = await File.ReadAllBytesAsync(Path.Combine(_cli.Folder, "data", "metadata.parquet"), TestContext.Current.CancellationToken);
        Assert.Equal("PAR1"u8.ToArray(), parquet[..4]);
        Assert.Equal("PAR1"u8.ToArray(), parquet[^4..]);
    }

    [Fact]
    public async Task Export_Trn_ScliteFindsTheErrorsOfTheSummary()
    {
        string? sclite = new[] { "/usr/lib/sctk/bin/sclite", "/usr/bin/sclite", "/usr/local/bin/sclite" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(sclite is null, "sclite is not installed (Debian package sctk)");
        string run = await StoredRun.MakeAsync(_cli, "r");
        CliResult result = await _cli.RunAsync("export", "r", "--format", "trn", "--counted", "--out", "trn");
        Assert.True(result.ExitCode == 0, result.Error);

        using Process process = _cli.Start(sclite!, ["-r", "trn/ref.trn", "trn", "-h", "trn/hyp.trn", "trn", "-i", "spu_id", "-o", "rsum", "stdout"]);
        string table = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        using JsonDocument summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run, "summary.json"), TestContext.Current.CancellationToken));
        foreach (JsonElement system in summary.RootElement.GetProperty("systems").EnumerateArray())
        {
            JsonElement ours = system.GetProperty("accuracy")[0];
            Match theirs = Row(system.GetProperty("id").GetString()!).Match(table);
            Assert.True(theirs.Success, table);
            Assert.Equal(ours.GetProperty("countedTakes").GetInt32(), int.Parse(theirs.Groups["takes"].Value, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(
                ours.GetProperty("substitutions").GetInt32() + ours.GetProperty("deletions").GetInt32() + ours.GetProperty("insertions").GetInt32(),
                int.Parse(theirs.Groups["errors"].Value, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(ours.GetProperty("takesWithErrors").GetInt32(), int.Parse(theirs.Groups["wrong"].Value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Export_ImportedAgain_HasTheSameTexts()
    {
        await StoredRun.MakeAsync(_cli, "r");
        await _cli.RunAsync("export", "r", "--format", "trn", "--out", "trn");

        CliResult import = await _cli.RunAsync("corpus", "import", Path.Combine("trn", "ref.trn"), "--out", "again");

        Assert.True(import.ExitCode == 0, import.Error);
        Assert.Equal(
            (await File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "trn", "ref.trn"), TestContext.Current.CancellationToken)).Length,
            (await File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "again", "utterances.jsonl"), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("--format: found 'parquett'; expected trn, jsonl, csv, parquet", "--format", "parquett")]
    [InlineData("'--format' is required")]
    [InlineData("--audio: found 'move'", "--format", "csv", "--audio", "move")]
    [InlineData("--audio: transcripts name no sounds", "--format", "trn", "--audio", "copy")]
    [InlineData("no recognizer 'whisper-base'", "--format", "trn", "--recognizer", "whisper-base")]
    [InlineData("no normalizer 'loose'", "--format", "trn", "--normalizer", "loose")]
    [InlineData("cannot write the report", "--format", "csv", "--out", "r/run.json")]
    public async Task Export_BadInput_IsOneLineAndExitsWithOne(string part, params string[] arguments)
    {
        await StoredRun.MakeAsync(_cli, "r");

        CliResult result = await _cli.RunAsync(["export", "r", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(part, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Out);
    }

    public void Dispose() => _cli.Dispose();

    private static Regex Row(string system) =>
        new($@"\|\s*{system}\s*\|\s*(?<takes>\d+)\s+\d+\s*\|\s*\d+\s+\d+\s+\d+\s+\d+\s+(?<errors>\d+)\s+(?<wrong>\d+)\s*\|");
}

using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary><c>pocket-eval bench</c> as a process, on the stand-in engine.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Bench_SystemsAndRecognizer_WritesWhatItMeasured()
    {
        CliResult result = await BenchAsync(
            "--system", "plain=loopback", "--system", "paced=loopback:high,rtf=0.01", "--recognizer", "loopback", "--rounds", "6", "--cold-starts", "1", "--words", "1,5,15", "--check", "loopback", "--out", "out");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Speed over all lengths", result.Out, StringComparison.Ordinal);
        using JsonDocument bench = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "out/bench.json"), TestContext.Current.CancellationToken));
        JsonElement[] systems = [.. bench.RootElement.GetProperty("systems").EnumerateArray()];
        Assert.Equal(["plain", "paced", "loopback"], systems.Select(s => s.GetProperty("setup").GetProperty("id").GetString()));
        Assert.All(systems, s => Assert.Equal(18, s.GetProperty("all").GetProperty("okTakes").GetInt32()));
        Assert.Equal(0, systems[0].GetProperty("lostWords").GetInt32());

        // the pace it was told to keep
        Assert.InRange(systems[1].GetProperty("all").GetProperty("rtf").GetProperty("median").GetDouble(), .0099, 1);
        Assert.Equal(18 * 3 + 1, (await File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "out/takes.csv"), TestContext.Current.CancellationToken)).Length);
        string page = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "out/bench.md"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_cli.Folder, page + bench.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_TextsThatAreCutOrCrash_AreNeverFast()
    {
        CliResult result = await BenchAsync("--system", "bad=loopback:truncate=0.3,abort=0.2", "--rounds", "4", "--cold-starts", "0", "--words", "5,15", "--check", "loopback", "--json");

        Assert.Equal(2, result.ExitCode);
        using JsonDocument bench = JsonDocument.Parse(result.Out);
        JsonElement system = bench.RootElement.GetProperty("systems")[0];
        string[] reasons = [.. system.GetProperty("failures").EnumerateArray().Select(f => f.GetProperty("reason").GetString()!)];
        Assert.NotEmpty(reasons);
        Assert.Empty(reasons.Except(["worker-crashed", "too-few-words", "too-little-sound", "too-short"]));
        Assert.Equal(8, system.GetProperty("all").GetProperty("plannedTakes").GetInt32());
    }

    [Theory]
    [InlineData("loopback:leak=1", "growing")]
    [InlineData("loopback", "stable")]
    public async Task Soak_InjectedLeak_IsFoundAndNothingElse(string system, string verdict)
    {
        CliResult result = await BenchAsync("--system", system, "--soak", "150", "--cold-starts", "0", "--words", "1,5", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument bench = JsonDocument.Parse(result.Out);
        JsonElement memory = bench.RootElement.GetProperty("systems")[0].GetProperty("soak").GetProperty("memoryMegabytes");
        Assert.Equal(verdict, memory.GetProperty("verdict").GetString());
        Assert.True(verdict == "stable" || memory.GetProperty("low").GetDouble() > 60, memory.GetRawText());
    }

    [Fact]
    public async Task Bench_MoreThreadsThanProcessors_IsSaid()
    {
        // the stand-in has no threads to choose: one line names the option
        CliResult refused = await BenchAsync("--system", "loopback", "--threads", "1,2");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("threads: no such option", refused.Error, StringComparison.Ordinal);

        CliResult result = await BenchAsync("--system", $"many=process:command=\"bash {CliProcess.InRepository("tests/PocketTts.Eval.Acceptance/Expectations/threads-adapter.sh")}\"", "--rounds", "1", "--cold-starts", "0", "--words", "5");
        Assert.Contains("many: 999 threads on", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--system: there is nothing to time; name a system with --system or a recognizer with --recognizer")]
    [InlineData("--recognizer: the recognizers have nothing to hear; name a system that speaks with --system, or sound files with --sound", "--recognizer", "loopback")]
    [InlineData("--threads: found 'two'; expected whole numbers from 1 with commas between, e.g. 1,2", "--system", "loopback", "--threads", "1,two")]
    [InlineData("--words: found 7; expected some of 1, 5, 15, 40, 120", "--system", "loopback", "--words", "7")]
    [InlineData("--rounds: found 0; expected a whole number from 1 to 10000", "--system", "loopback", "--rounds", "0")]
    [InlineData("--soak: found 'long'; expected a number of takes from 2, e.g. 300, or a time, e.g. 90s, 30m, 2h", "--system", "loopback", "--soak", "long")]
    [InlineData("--system: 'loopback' is given twice; give each an id of its own: id=engine…", "--system", "loopback", "--system", "loopback")]
    [InlineData("--check: there is no system whose words could be lost; leave it out", "--recognizer", "loopback", "--sound", "x.wav", "--check", "loopback")]
    public async Task Bench_WrongArguments_AreOneLineEach(string message, params string[] arguments)
    {
        CliResult result = await _cli.RunAsync(["bench", .. arguments]);

        Assert.Equal((1, $"error: {message}\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task ReportSpeed_BenchAndRunsOfTwoComputers_PoolsAndComparesSounds()
    {
        Assert.Equal(0, (await BenchAsync("--system", "loopback", "--rounds", "6", "--cold-starts", "0", "--words", "5", "--out", "one")).ExitCode);
        Assert.Equal(0, (await BenchAsync("--system", "loopback", "--rounds", "6", "--cold-starts", "0", "--words", "5", "--out", "two")).ExitCode);
        string texts = _cli.Write("texts.txt", "One plain line.\nAnd another one.\n");
        foreach (string run in (string[])["here", "there"])
        {
            Assert.Equal(0, (await _cli.RunAsync("run", "--system", "loopback", "--corpus", texts, "--recognizer", "loopback", "--repeats", "1", "--out", run)).ExitCode);
        }

        await PretendAnotherComputerAsync("there");

        CliResult result = await _cli.RunAsync("report", "speed", "one", "two", "here", "there", "--out", "speed", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument report = JsonDocument.Parse(result.Out);
        Assert.Equal([["here"], ["one", "two"], ["there"]], report.RootElement.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("sources").EnumerateArray().Select(s => s.GetString()!).ToArray()).OrderBy(s => s[0], StringComparer.Ordinal));
        JsonElement difference = Assert.Single(report.RootElement.GetProperty("differences").EnumerateArray());
        Assert.Equal((2, 2, 0), (difference.GetProperty("commonTakes").GetInt32(), difference.GetProperty("equalTakes").GetInt32(), difference.GetProperty("otherVerdicts").GetInt32()));
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "speed/rtfx-by-processor.svg")));
    }

    [Fact]
    public async Task ReportSpeed_SoundThatDependsOnTheProcessor_SaysHowFarItIs()
    {
        string system = $"quantized=process:command=\"bash {CliProcess.InRepository("tests/PocketTts.Eval.Acceptance/Expectations/processor-adapter.sh")}\"";
        string texts = _cli.Write("texts.txt", "The same everywhere.\nOne that differs.\nAnother that differs.\n");
        foreach ((string run, string wave) in ((string, string)[])[("here", "  @@"), ("there", "      @@@@@@")])
        {
            _cli.Environment["WAVE"] = wave;
            CliResult spoken = await _cli.RunAsync("run", "--system", system, "--corpus", texts, "--recognizer", "loopback", "--repeats", "1", "--out", run);
            Assert.True(spoken.ExitCode == 0, spoken.Error);
        }

        await PretendAnotherComputerAsync("there");

        CliResult result = await _cli.RunAsync("report", "speed", "here", "there", "--out", "speed", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument report = JsonDocument.Parse(result.Out);
        JsonElement difference = Assert.Single(report.RootElement.GetProperty("differences").EnumerateArray());
        Assert.Equal((3, 1, 3), (difference.GetProperty("commonTakes").GetInt32(), difference.GetProperty("equalTakes").GetInt32(), difference.GetProperty("judgedTakes").GetInt32()));
        Assert.InRange(difference.GetProperty("medianDistanceDecibels").GetDouble(), 1, 100);
        Assert.Equal(difference.GetProperty("medianDistanceDecibels").GetDouble(), difference.GetProperty("largestDistanceDecibels").GetDouble(), 9);
        string page = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "speed/speed.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| 3 | 1 (33.3 %) | median ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportSpeed_FolderWithoutBenches_IsOneLine()
    {
        CliResult result = await _cli.RunAsync("report", "speed", _cli.Folder);

        Assert.Equal((1, $"error: {_cli.Folder}: the folder holds no bench and no run; expected bench.json, other .json files of benches, or run.json\n"), (result.ExitCode, result.Error));
    }

    public void Dispose() => _cli.Dispose();

    // as if another computer had made the run
    private async Task PretendAnotherComputerAsync(string run)
    {
        string path = Path.Combine(_cli.Folder, run, "run.json");
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, System.Text.RegularExpressions.Regex.Replace(text, "\"fingerprint\":( ?)\"[0-9a-f]{12}\"", "\"fingerprint\":$1\"ffffffffffff\""), TestContext.Current.CancellationToken);
    }

    // other tests bench at the same time: one waits for the other as a person would
    private async Task<CliResult> BenchAsync(params string[] arguments)
    {
        for (int i = 0; ; i++)
        {
            CliResult result = await _cli.RunAsync(["bench", .. arguments]);
            if (i == 60 || !result.Error.Contains("another bench measures", StringComparison.Ordinal))
            {
                return result;
            }

            await Task.Delay(1000, TestContext.Current.CancellationToken);
        }
    }
}

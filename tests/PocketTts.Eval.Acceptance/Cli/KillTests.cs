using System.Globalization;
using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>
/// <c>kill -9</c> of the run and its workers at random moments, again and again: in the end the run is as if nothing had happened.
/// <c>POCKET_EVAL_KILLS</c> (default 10) and <c>POCKET_EVAL_KILL_REPEATS</c> (of 40 texts; default 5) make it the long version of docs/run-format.md.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Texts = 40;
    private const int LongestLifeMilliseconds = 2500;

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_KilledAtRandomMoments_EndsLikeAnUndisturbedRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test uses setsid and kill");
        int kills = Setting("POCKET_EVAL_KILLS", 10);
        int repeats = Setting("POCKET_EVAL_KILL_REPEATS", 5);
        string[] arguments = ["run", "--system", "flaky=loopback:skip=0.05,nan=0.02,rtf=0.004", "--recognizer", "loopback", "--limit", $"{Texts}", "--repeats", $"{repeats}", "--out"];
        CliResult undisturbed = await _cli.RunAsync([.. arguments, "whole/run"]);
        Assert.True(undisturbed.ExitCode == 2, undisturbed.Error);
        string expected = SummaryFile.WithoutTimes(Path.Combine(_cli.Folder, "whole/run"));
        var random = new Random(Environment.TickCount);
        int killed = 0, runs = 0;
        while (killed < kills)
        {
            // a run that ends before it could be killed often enough is looked at, and another one begins
            string folder = $"killed-{++runs}/run";
            int? exitCode = null;
            while (exitCode is null && killed < kills)
            {
                // half a second is about what it takes to start: some kills meet that too
                int life = 200 + random.Next(LongestLifeMilliseconds);
                exitCode = await ProcessGroup.RunAndKillAsync(_cli, token => Task.Delay(life, token), [.. arguments, folder]);
                killed += exitCode is null ? 1 : 0;
            }

            CliResult last = await _cli.RunAsync([.. arguments, folder]);
            Assert.True(last.ExitCode == 2, last.Error);
            Assert.Equal(expected, SummaryFile.WithoutTimes(Path.Combine(_cli.Folder, folder)));
            AssertOneRowEach(folder, Texts * repeats);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} kills in {runs} runs of {Texts * repeats} takes");
    }

    public void Dispose() => _cli.Dispose();

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private void AssertOneRowEach(string folder, int takes)
    {
        string[] rows = File.ReadAllText(Path.Combine(_cli.Folder, folder, "takes.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + takes, rows.Length);

        // what is finished is never done twice: one line for each take, none lost, none doubled
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Path.Combine(_cli.Folder, folder, "journal.jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("kind").GetString() is "synthesized" or "synthesis-failed")
            {
                string take = json.RootElement.GetProperty("take").GetRawText();
                lines[take] = lines.GetValueOrDefault(take) + 1;
            }
        }

        Assert.Equal(takes, lines.Count);
        Assert.All(lines.Values, count => Assert.Equal(1, count));
    }
}

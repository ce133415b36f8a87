using System.Diagnostics;
using System.Globalization;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Engines that take their process along: each costs its take, is named, and the run goes on.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public static TheoryData<string, string, string, int> Deaths => new()
    {
        { "abort", "worker-crashed", "the worker process died (SIGABRT)", 2 },
        { "segfault", "worker-crashed", "the worker process died (SIGSEGV)", 2 },
        { "exit", "worker-exited", "the worker process ended with exit code 3", 2 },
        { "hang", "time-out", "not done after 1 s; the engine did not stop when told and its process was killed", 1 },
    };

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Run_EngineTakesItsProcessAlong_CostsOneTake(string fault, string reason, string message, int attempts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the faults are Unix'");
        _cli.Write("plan.yaml", $$"""
            systems: ["loopback:{{fault}}=0.3"]
            recognizers: [loopback]
            limit: 5
            repeats: 2
            limits: {base-seconds: 1, seconds-per-character: 0}
            out: r
            """);

        CliResult result = await _cli.RunAsync("run", "plan.yaml");

        Assert.True(result.ExitCode == 2, result.Error);
        string[] rows = File.ReadAllText(Path.Combine(_cli.Folder, "r", "takes.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, rows.Length);
        Assert.Single(rows, r => r.Contains($",failed,synthesize,{reason},", StringComparison.Ordinal));
        Assert.Equal(attempts, Journal().Count(l => l.Contains($"\"reason\":\"{reason}\",\"message\":\"{message}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_EngineThatWearsOut_IsReplacedAndLosesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the faults are Unix'");

        // the warm-up and three takes, then death in the next
        CliResult result = await _cli.RunAsync("run", "--system", "loopback:lifetime=4", "--recognizer", "loopback", "--limit", "10", "--repeats", "1", "--out", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(3, Journal().Count(l => l.StartsWith("{\"kind\":\"retried\"", StringComparison.Ordinal)));
        Assert.Equal(3, Journal().Count(l => l.Contains("{\"code\":\"retried\",\"message\":\"an earlier attempt failed (worker-crashed)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_KilledAlone_ItsWorkersEndToo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test looks into /proc");
        int[] children = [];

        await _cli.RunAsync(
            async process =>
            {
                string journal = Path.Combine(_cli.Folder, "r", "journal.jsonl");
                while (!process.HasExited && (!File.Exists(journal) || new FileInfo(journal).Length < 2000))
                {
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }

                string id = process.Id.ToString(CultureInfo.InvariantCulture);
                children = [.. Directory.GetDirectories($"/proc/{id}/task")
                    .SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
                process.Kill(entireProcessTree: false);
            },
            "run", "--system", "loopback:rtf=0.2", "--system", "b=loopback:high,rtf=0.2", "--recognizer", "loopback", "--limit", "40", "--out", "r");

        Assert.Equal(2, children.Length);
        for (int i = 0; i < 100 && children.Any(IsAlive); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(children, IsAlive);
    }

    [Fact]
    public async Task Worker_StartedByHand_SaysWhoStartsIt()
    {
        CliResult result = await _cli.RunAsync("worker", "a", "b");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a worker is started by a run, not by hand", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private string[] Journal() => File.ReadAllLines(Path.Combine(_cli.Folder, "r", "journal.jsonl"));
}

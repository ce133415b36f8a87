using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A synthesizer that is a program of its own: espeak-ng through the shipped adapter.</summary>
public sealed class ProcessRunTests : IDisposable
{
    private const string Espeak = "espeak=process:en-us,command=bash eval/adapters/espeak-ng.sh";

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_EspeakBesideLoopback_IsHeardAndTimed()
    {
        SkipWithoutEspeak();
        SharedFiles.Model("whisper-base/config.json");
        _cli.Write("texts.txt", "She opened the letter and read it twice.\nThe small boat crossed the river at noon.\n");

        // the adapter comes with the tool and is found from this folder, too
        CliResult result = await _cli.RunAsync("run", "--system", Espeak, "--system", "tones=loopback", "--corpus", "texts.txt", "--repeats", "2", "--no-evidence", "--out", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken));
        JsonElement espeak = json.RootElement.GetProperty("systems").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "espeak");
        Assert.InRange(espeak.GetProperty("accuracy")[0].GetProperty("werMicro").GetDouble(), 0, 0.35);
        string[] rows = [.. (await File.ReadAllLinesAsync(Path.Combine(_cli.Folder, "r", "takes.csv"), TestContext.Current.CancellationToken)).Where(r => r.Contains(",espeak,", StringComparison.Ordinal) || r.StartsWith("espeak,", StringComparison.Ordinal))];
        Assert.Equal(4, rows.Length);
        string run = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "run.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"engine-version\":", run, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory.TrimEnd('/'), run, StringComparison.Ordinal);
        Assert.Contains("deterministic", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AdapterThatCrashesNowAndThen_LosesOnlyThoseTakes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the adapter is a bash script");
        string adapter = _cli.Write("flaky.sh", """
            while IFS= read -r m; do
              case "$m" in
                *'"type":"hello"'*) echo '{"type":"hello","protocol":1,"name":"flaky","version":"1","sampleRateHz":16000,"deterministic":true}' ;;
                *'"type":"speak"'*)
                  case "$m" in *crash*) echo boom >&2; kill -9 $$ ;; *garbage*) echo garbage ;; *hang*) sleep 100 ;; esac
                  id="${m#*'"id":'}"; id="${id%%,*}"
                  echo "{\"type\":\"chunk\",\"id\":$id,\"pcm\":\"$(head -c 24000 /dev/urandom | base64 -w0)\"}"
                  echo "{\"type\":\"done\",\"id\":$id}" ;;
                *) exit 0 ;;
              esac
            done
            """);
        _cli.Write("texts.txt", "first\nthis will crash\nsecond\nthis is garbage\nthird\nthis will hang\nfourth\n");
        _cli.Write("plan.yaml", $$"""
            systems:
              - id: flaky
                engine: process
                options: {command: 'bash "{{adapter}}"'}
            corpora: [texts.txt]
            recognizers: [loopback]
            repeats: 1
            limits: {base-seconds: 2, seconds-per-character: 0}
            out: r
            """);

        CliResult result = await _cli.RunAsync("run", "plan.yaml");

        Assert.Equal(2, result.ExitCode);
        string takes = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "takes.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(8, takes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (string reason in new[] { "process-exit", "protocol-error", "time-out" })
        {
            Assert.Single(takes.Split('\n'), row => row.Contains($",failed,synthesize,{reason},", StringComparison.Ordinal));
        }

        Assert.Contains("boom", takes, StringComparison.Ordinal);
        Assert.Equal(3, takes.Split("engine-restarted").Length - 1);
    }

    [Fact]
    public async Task Run_WorkerDiesWhileItsAdapterLivesOn_GoesOnAtOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the adapter is a bash script");
        string adapter = _cli.Write("murder.sh", """
            while IFS= read -r m; do
              case "$m" in
                *'"type":"hello"'*) echo '{"type":"hello","protocol":1,"name":"murder","version":"1","sampleRateHz":16000}' ;;
                *'"type":"speak"'*)
                  case "$m" in *kill*) kill -9 $PPID; sleep 45 ;; esac
                  id="${m#*'"id":'}"; id="${id%%,*}"
                  echo "{\"type\":\"chunk\",\"id\":$id,\"pcm\":\"$(head -c 24000 /dev/urandom | base64 -w0)\"}"
                  echo "{\"type\":\"done\",\"id\":$id}" ;;
                *) exit 0 ;;
              esac
            done
            """);
        _cli.Write("texts.txt", "first\nthis will kill\nsecond\n");
        long start = TimeProvider.System.GetTimestamp();

        CliResult result = await _cli.RunAsync("run", "--system", $"m=process:command=bash \"{adapter}\"", "--corpus", "texts.txt", "--recognizer", "loopback", "--repeats", "1", "--out", "r");

        Assert.Equal(2, result.ExitCode);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(40), "it waited for the adapter");
        string takes = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "takes.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(2, takes.Split(",ok,").Length - 1);
        Assert.Single(takes.Split('\n'), row => row.Contains(",failed,synthesize,worker-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AdapterCheck_ProgramThatIsNoAdapter_SaysWhatIsWrong()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no echo");
        CliResult result = await _cli.RunAsync("adapter", "check", "--", "echo", "--hello");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("wrong  hello: the adapter wrote '--hello' to stdout, where only messages may stand", result.Out, StringComparison.Ordinal);
        Assert.Contains("1 of 1 points wrong.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdapterCheck_Json_IsAListOfFindings()
    {
        SkipWithoutEspeak();
        CliResult result = await _cli.RunAsync("adapter", "check", "--voice", "en-gb", "--option", "rate=200", "--json", "--", "bash", "eval/adapters/espeak-ng.sh");

        Assert.True(result.ExitCode == 0, result.Error + result.Out);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.All(json.RootElement.EnumerateArray(), f => Assert.Equal("ok", f.GetProperty("verdict").GetString()));
        Assert.Contains("voice en-gb", json.RootElement[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private static void SkipWithoutEspeak()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the adapter is a bash script");
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(f => File.Exists(Path.Combine(f, "espeak-ng"))), "espeak-ng is not installed");
    }
}

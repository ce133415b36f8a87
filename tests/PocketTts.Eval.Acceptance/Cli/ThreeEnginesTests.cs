using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Kokoro, espeak-ng as a process, and the stand-in in one plan on the real models: killed once, continued, reported.</summary>
public sealed class ThreeEnginesTests : IDisposable
{
    private static readonly string[] s_systems = ["kokoro", "espeak", "tones"];

    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_KokoroEspeakAndLoopback_KilledOnce_EndsWithAReport()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test uses setsid and kill");
        Assert.SkipUnless(File.Exists("/usr/bin/espeak-ng"), "espeak-ng is not installed");
        SharedFiles.Model("kokoro/voices/af_heart.bin");
        SharedFiles.Model("whisper-base/config.json");
        _cli.Write("texts.txt", "The kettle is on.\nShe opened the letter slowly.\nThe small boat crossed the river at noon.\n");
        _cli.Write("plan.yaml", """
            systems:
              - {id: kokoro, engine: kokoro, voice: af_heart}
              - {id: espeak, engine: process, voice: en-us, options: {command: bash eval/adapters/espeak-ng.sh}}
              - {id: tones, engine: loopback}
            corpora: [texts.txt]
            recognizers: [whisper-base, loopback]
            repeats: 2
            evidence: off
            out: r
            """);
        string journal = Path.Combine(_cli.Folder, "r", "journal.jsonl");

        int? first = await ProcessGroup.RunAndKillAsync(
            _cli,
            async token =>
            {
                while (!File.Exists(journal) || File.ReadLines(journal).Count() < 5)
                {
                    await Task.Delay(10, token);
                }
            },
            "run",
            "plan.yaml");
        string[] kept = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        CliResult continued = await _cli.RunAsync("run", "plan.yaml");

        Assert.Null(first);
        Assert.True(continued.ExitCode == 0, continued.Error);
        string[] lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        Assert.Equal(kept[..5], lines[..5]);
        Assert.Equal(18, lines.Count(l => l.StartsWith("{\"kind\":\"synthesized\"", StringComparison.Ordinal)));
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken));
        JsonElement[] systems = [.. json.RootElement.GetProperty("systems").EnumerateArray()];
        Assert.Equal(s_systems, systems.Select(s => s.GetProperty("id").GetString()));
        Assert.All(systems, s => Assert.Equal((6, 0, 0), (s.GetProperty("plannedTakes").GetInt32(), s.GetProperty("failedTakes").GetInt32(), s.GetProperty("missingTakes").GetInt32())));

        // each is understood by the ear that knows its speech; of 17 words Whisper gets some of espeak's wrong
        Assert.Equal(0, systems[0].GetProperty("accuracy")[0].GetProperty("werMicro").GetDouble());
        Assert.InRange(systems[1].GetProperty("accuracy")[0].GetProperty("werMicro").GetDouble(), 0, 0.5);
        Assert.Equal(0, systems[2].GetProperty("accuracy")[1].GetProperty("werMicro").GetDouble());
        string report = await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "report.html"), TestContext.Current.CancellationToken);
        Assert.All(s_systems, s => Assert.Contains(s, report, StringComparison.Ordinal));
    }

    public void Dispose() => _cli.Dispose();
}

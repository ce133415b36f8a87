using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Pocket TTS beside Kokoro in one run. The shared bundle has random weights: it speaks noise, and the run must say so.</summary>
public sealed class PocketRunTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_PocketAndKokoroInOnePlan_GiveOneFolderWithBoth()
    {
        SharedFiles.Model("pocket-tts/mini-bundle/bundle.json");
        SharedFiles.Model("kokoro/voices/af_heart.bin");
        _cli.Write("plan.yaml", """
            systems:
              - kokoro:af_heart
              - id: pocket
                engine: pocket
                voice: mini_a
                options: { bundle: mini-bundle, temperature: 0.7, threads: 1, max-frames: 60, eos-threshold: 1000 }
            corpora: [texts.txt]
            repeats: 2
            out: r
            """);
        _cli.Write("texts.txt", "The kettle is on, and the bread is still warm.\n");

        CliResult result = await _cli.RunAsync("run", "plan.yaml");

        Assert.True(result.ExitCode is 0 or 2, result.Error);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", "summary.json"), TestContext.Current.CancellationToken));
        JsonElement[] systems = [.. json.RootElement.GetProperty("systems").EnumerateArray()];
        Assert.Equal(["kokoro:af_heart", "pocket"], systems.Select(s => s.GetProperty("id").GetString()!));
        Assert.All(systems, s => Assert.Equal(2, s.GetProperty("plannedTakes").GetInt32()));
        Assert.Equal(0, systems[0].GetProperty("accuracy")[0].GetProperty("werMicro").GetDouble());
        Assert.True(systems[1].GetProperty("accuracy")[0].GetProperty("werMicro").GetDouble() > 0.5);
        Assert.Empty(systems[0].GetProperty("warnings").EnumerateArray());
        Assert.Contains(("eos-not-reached", 2), systems[1].GetProperty("warnings").EnumerateArray().Select(w => (w.GetProperty("code").GetString()!, w.GetProperty("takes").GetInt32())));
    }

    public void Dispose() => _cli.Dispose();
}

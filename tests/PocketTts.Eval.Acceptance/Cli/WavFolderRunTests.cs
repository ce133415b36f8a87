using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Sound that is there already: scored like takes, and nothing is claimed about speed.</summary>
public sealed class WavFolderRunTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Run_FilesOfAnotherRun_AreScoredWithoutAnyTiming()
    {
        _cli.Write("texts.jsonl", """
            {"id":"kettle","text":"The kettle is on."}
            {"id":"boat","text":"The small boat crossed the river."}
            {"id":"gone","text":"Nobody recorded this."}

            """);
        await _cli.RunAsync("speak", "--system", "loopback", "--text", "The kettle is on.", "--out", "kettle.wav");
        await _cli.RunAsync("speak", "--system", "loopback", "--text", "The small boat the river.", "--out", "boat.wav");
        Directory.CreateDirectory(Path.Combine(_cli.Folder, "sounds"));
        foreach ((string from, string to) in new[] { ("kettle", "kettle"), ("kettle", "kettle.1"), ("boat", "boat.0"), ("boat", "boat.1"), ("boat", "left over") })
        {
            File.Copy(Path.Combine(_cli.Folder, from + ".wav"), Path.Combine(_cli.Folder, "sounds", to + ".wav"));
        }

        CliResult result = await _cli.RunAsync("run", "--system", "old=wav-folder:sounds", "--corpus", "texts.jsonl", "--recognizer", "loopback", "--repeats", "2", "--out", "r");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("old: 2 of 6 takes have no file and will fail: gone repeat 0, gone repeat 1", result.Error, StringComparison.Ordinal);
        Assert.Contains("old: 1 of 5 files belong to no take of this plan: left over.wav", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("warm-up", result.Error, StringComparison.Ordinal);
        Assert.Contains("Speed of old: its sound was there before the run.", result.Out, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(await ReadAsync("summary.json"));
        JsonElement system = json.RootElement.GetProperty("systems")[0];
        JsonElement speed = system.GetProperty("speed");
        Assert.Equal(0, speed.GetProperty("eligibleTakes").GetInt32());
        Assert.All(["rtfMedian", "rtfx", "firstAudioSecondsMedian", "audioSeconds", "wallSeconds"], name => Assert.Equal(JsonValueKind.Null, speed.GetProperty(name).ValueKind));

        // "crossed" once, since equal sounds count once, and all three words of both takes that have no file
        Assert.Equal(1 + (2 * 3), system.GetProperty("accuracy")[0].GetProperty("deletions").GetInt32());

        string[] rows = (await ReadAsync("takes.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = rows[0].Split(',');
        Assert.Equal(7, rows.Length);
        Assert.Equal(2, rows.Count(r => r.Contains(",failed,synthesize,no-audio-file,", StringComparison.Ordinal)));
        string[] kettle = rows.First(r => r.Contains(",kettle,", StringComparison.Ordinal)).Split(',');
        Assert.All(["wallSeconds", "rtf", "firstAudioSeconds", "cpuSeconds"], name => Assert.Equal(string.Empty, kettle[Array.IndexOf(header, name)]));
        Assert.Equal("false", kettle[Array.IndexOf(header, "timingEligible")]);
        Assert.Contains("Speed of old: its sound was there before the run.", await ReadAsync("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speak_WavFolder_SaysThatItLooksUp()
    {
        await _cli.RunAsync("speak", "--system", "loopback", "--text", "Hello.", "--out", "a.wav");

        CliResult result = await _cli.RunAsync("speak", "--system", "wav-folder:.", "--text", "hello");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-utterance", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_cli.Folder, "r", name), TestContext.Current.CancellationToken);
}

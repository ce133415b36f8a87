using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>
/// The rules and the baseline that are in the repository, on the stored scores of real runs: the baseline's voice spoken again (60 and 140 texts), and the same voice with every fiftieth word cut (<c>word-cut</c>, 60 texts).
/// Only the scores are kept; docs/ci-gate.md has the commands that made them. 60 texts are enough for the margins of a pull request, 140 for those of a release.
/// </summary>
public sealed class ReleaseGateTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Theory]
    [InlineData("kokoro-again-140", "release.yaml", 140, 0, "pass", "pass")]
    [InlineData("kokoro-again", "pull-request.yaml", 60, 0, "pass", "pass")]
    [InlineData("kokoro-again", "release.yaml", 60, 4, "inconclusive", "pass")]
    [InlineData("kokoro-words-cut", "pull-request.yaml", 60, 3, "fail", "fail")]
    [InlineData("kokoro-words-cut", "release.yaml", 60, 3, "fail", "fail")]
    public async Task Gate_StoredScoresOfKokoro_PassesTheVoiceAndFailsCutWords(string scores, string rules, int texts, int exitCode, string state, string ofLostWords)
    {
        string root = SharedFiles.RepositoryRoot();

        CliResult result = await _cli.RunAsync(
            "gate", Path.Combine(root, "tests", "PocketTts.Eval.Acceptance", "Scores", scores), "--baseline", Path.Combine(root, "eval", "baselines", "kokoro-af-heart"),
            "--rules", Path.Combine(root, "eval", "gates", rules), "--json");

        Assert.Equal(exitCode, result.ExitCode);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(state, json.RootElement.GetProperty("state").GetString());
        JsonElement lost = json.RootElement.GetProperty("decisions").EnumerateArray().Single(d => d.GetProperty("rule").GetString() == "words not heard");
        Assert.Equal(ofLostWords, lost.GetProperty("state").GetString());
        Assert.Equal(texts, lost.GetProperty("value").GetProperty("texts").GetInt32());
    }

    public void Dispose() => _cli.Dispose();
}

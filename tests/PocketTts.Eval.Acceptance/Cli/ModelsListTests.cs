using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>What <c>models list</c> and its relatives print, compared whole with what is committed.</summary>
public sealed class ModelsListTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public ModelsListTests()
    {
        _cli.Environment["POCKET_EVAL_MODELS"] = null;
        _cli.Environment["POCKET_EVAL_MANIFEST"] = null;
        _cli.Environment["XDG_CACHE_HOME"] = Path.Combine(_cli.Folder, "cache");
        _cli.Environment["XDG_CONFIG_HOME"] = Path.Combine(_cli.Folder, "config");
        _cli.Environment["HF_HOME"] = Path.Combine(_cli.Folder, "hf");
        _cli.Environment["HF_HUB_CACHE"] = null;
        _cli.Environment["LC_ALL"] = "de_DE.UTF-8";
    }

    [Theory]
    [InlineData("models")]
    [InlineData("models-list")]
    [InlineData("models-pull")]
    [InlineData("models-verify")]
    [InlineData("models-where")]
    [InlineData("models-add")]
    [InlineData("models-remove")]
    [InlineData("models-licences")]
    [InlineData("models-manifest")]
    public async Task Help_EveryCommand_IsTheCommittedText(string command)
    {
        CliResult result = await _cli.RunAsync([.. command.Split('-'), "--help"]);

        Assert.Equal(0, result.ExitCode);
        await Expectation.MatchAsync($"help-{command}.txt", result.Out);
    }

    [Theory]
    [InlineData("models-list", "models list")]
    [InlineData("models-licences", "models licences kokoro-82m whisper-base.en pocket-tts-english pocket-tts-sherpa-int8 dnsmos")]
    public async Task Models_EmptyMachine_PrintsTheCommittedText(string name, string arguments)
    {
        CliResult result = await _cli.RunAsync(arguments.Split(' '));

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        await Expectation.MatchAsync(name + ".txt", result.Out);
    }

    [Fact]
    public async Task List_Json_TellsWhatIsHere()
    {
        _cli.Write("m/dnsmos/model_v8.onnx", new string('x', 224860));

        CliResult result = await _cli.RunAsync("models", "list", "--models", "m", "--engine", "dnsmos", "--here", "--json");

        Assert.Equal(0, result.ExitCode);
        using JsonDocument json = JsonDocument.Parse(result.Out);
        JsonElement model = Assert.Single(json.RootElement.GetProperty("models").EnumerateArray());
        Assert.Equal("partial", model.GetProperty("state").GetString());
        Assert.Equal(224860, model.GetProperty("installedBytes").GetInt64());
    }

    [Fact]
    public async Task List_OwnManifestWithTwoMistakes_NamesBoth()
    {
        string path = _cli.Write("own.json", "{ \"version\": 1,\n  \"models\": { \"x\": 5,\n \"y\": { } } }");

        CliResult result = await _cli.RunAsync("models", "list", "--manifest", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error: {path}:2:15: models.x: 5; expected an object", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.All(result.ErrorLines, l => Assert.Contains("own.json:", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manifest_Schema_IsJson()
    {
        CliResult result = await _cli.RunAsync("models", "manifest", "--schema");

        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal("models.schema.json", json.RootElement.GetProperty("$id").GetString());
    }

    public void Dispose() => _cli.Dispose();
}

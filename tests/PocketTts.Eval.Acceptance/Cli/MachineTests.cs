using System.Text.Json;

namespace PocketTts.Eval.Acceptance.Cli;

public sealed class MachineTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Machine_Json_NamesFingerprintAndUnknownsAreNull()
    {
        CliResult result = await _cli.RunAsync("machine", "--no-calibration", "--json");

        Assert.Equal(0, result.ExitCode);
        using JsonDocument document = JsonDocument.Parse(result.Out);
        Assert.Matches("^[0-9a-f]{12}$", document.RootElement.GetProperty("machine").GetProperty("fingerprint").GetString());
        Assert.True(document.RootElement.GetProperty("clock").GetProperty("tickNanoseconds").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("calibration").ValueKind);
    }

    [Fact]
    public async Task Machine_Text_HasALineForEachFact()
    {
        CliResult result = await _cli.RunAsync("machine", "--no-calibration");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["fingerprint", "processor", "identity", "layout", "caches", "instructions", "frequency", "memory", "system", "virtualization", "runtime", "tool", "clock", "load"],
            result.Out.TrimEnd().Split('\n').Select(l => l.Split(' ')[0]));
    }

    public void Dispose() => _cli.Dispose();
}

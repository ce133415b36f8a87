using System.Diagnostics;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>The command line as people install it: packed, installed into an empty folder, run.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Tool_PackedAndInstalled_PrintsVersionAndRunsTheDemo()
    {
        string configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        string packages = Path.Combine(_cli.Folder, "packages");
        string tools = Path.Combine(_cli.Folder, "tools");
        await RunAsync("dotnet", "pack", CliProcess.InRepository("eval/PocketTts.Eval.Cli"), "--no-build", "-c", configuration, "-o", packages);
        await RunAsync("dotnet", "tool", "install", "--tool-path", tools, "--add-source", packages, "PocketTts.Eval.Cli");
        string tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "pocket-eval.exe" : "pocket-eval");

        string version = await RunAsync(tool, "--version");
        string demo = await RunAsync(tool, "demo");
        string corpora = await RunAsync(tool, "corpus", "list");

        Assert.StartsWith("0.1.0", version.Trim(), StringComparison.Ordinal);
        Assert.Contains("report.html", demo, StringComparison.Ordinal);
        Assert.All(Directory.GetDirectories(CliProcess.InRepository("corpora")), folder => Assert.Contains(Path.GetFileName(folder), corpora, StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(_cli.Folder, "report.html", SearchOption.AllDirectories));
    }

    public void Dispose() => _cli.Dispose();

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = _cli.Start(program, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output} {await error}");
        return output;
    }
}

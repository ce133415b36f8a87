using System.Diagnostics;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A disk that is full or may not be written: one line, nothing lost, and the same command goes on when there is room.</summary>
public sealed class DiskTests : IDisposable
{
    private static readonly string[] s_arguments = ["run", "--system", "loopback:mangle=0.1", "--recognizer", "loopback", "--limit", "30", "--repeats", "2", "--out"];

    private readonly CliProcess _cli = new();

    private string Disk => Path.Combine(_cli.Folder, "disk");

    [Fact]
    public async Task Run_DiskFull_IsOneLineAndGoesOnWithMoreRoom()
    {
        await MountAsync("size=3m");
        CliResult full = await _cli.RunAsync([.. s_arguments, "disk/run"]);
        await RunAsync("mount", "-o", "remount,size=64m", Disk);

        CliResult continued = await _cli.RunAsync([.. s_arguments, "disk/run"]);
        CliResult undisturbed = await _cli.RunAsync([.. s_arguments, "whole/run"]);

        Assert.Equal(1, full.ExitCode);
        Assert.Contains("the run folder cannot be written", Assert.Single(full.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("free space", full.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (continued.ExitCode, undisturbed.ExitCode));
        Assert.Equal(SummaryFile.WithoutTimes(Path.Combine(_cli.Folder, "whole/run")), SummaryFile.WithoutTimes(Path.Combine(Disk, "run")));
        Assert.Empty(Directory.GetFiles(Path.Combine(Disk, "run"), "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_DiskReadOnly_IsOneLine()
    {
        await MountAsync("size=64m");
        Assert.Equal(0, (await _cli.RunAsync([.. s_arguments, "disk/run"])).ExitCode);
        string before = await File.ReadAllTextAsync(Path.Combine(Disk, "run", "run.json"), TestContext.Current.CancellationToken);
        await RunAsync("mount", "-o", "remount,ro", Disk);

        CliResult again = await _cli.RunAsync([.. s_arguments, "disk/run"]);
        CliResult other = await _cli.RunAsync([.. s_arguments, "disk/other"]);

        Assert.Equal((1, 1), (again.ExitCode, other.ExitCode));
        Assert.All(new[] { again, other }, r => Assert.Contains("the run folder cannot be written", Assert.Single(r.ErrorLines), StringComparison.Ordinal));
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(Disk, "run", "run.json"), TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        if (Directory.Exists(Disk))
        {
            using Process unmount = Process.Start(new ProcessStartInfo("umount", [Disk]) { RedirectStandardError = true })!;
            unmount.WaitForExit();
        }

        _cli.Dispose();
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private async Task MountAsync(string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root may mount a small disk");
        Directory.CreateDirectory(Disk);
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", Disk) == 0, "no disk can be mounted here");
    }
}

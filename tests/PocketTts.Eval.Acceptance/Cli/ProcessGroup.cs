using System.Diagnostics;
using System.Globalization;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Runs the command line in a process group of its own and kills all of it at one moment, as a power switch would.</summary>
internal static class ProcessGroup
{
    /// <summary>Runs until <paramref name="moment"/> has come, then kills the group.</summary>
    /// <param name="cli">Where.</param>
    /// <param name="moment">Ends when the group is to die; is cancelled when the process ended before.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>Null when it was killed, otherwise the exit code it ended with by itself.</returns>
    public static async Task<int?> RunAndKillAsync(CliProcess cli, Func<CancellationToken, Task> moment, params string[] arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Process process = cli.Start("setsid", ["dotnet", CliProcess.AssemblyPath, .. arguments]);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task exit = process.WaitForExitAsync(cancellationToken);
        Task first = await Task.WhenAny(exit, moment(ended.Token));
        await ended.CancelAsync();
        bool isKilled = false;
        if (first != exit)
        {
            // it may have ended in this very moment: then there was nothing to kill
            using Process kill = Process.Start("kill", ["-KILL", "--", $"-{process.Id.ToString(CultureInfo.InvariantCulture)}"])!;
            await kill.WaitForExitAsync(cancellationToken);
            isKilled = kill.ExitCode == 0;
        }

        await exit;
        await Task.WhenAll(output, error);
        return isKilled ? null : process.ExitCode;
    }
}

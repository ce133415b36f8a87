using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Signals to processes, without a process that sends them: on a busy computer that one starts too late.</summary>
internal static class Signals
{
    private const int Interrupted = 2;

    /// <summary>What Ctrl-C does; nothing when the process has ended.</summary>
    public static void Interrupt(Process process)
    {
        if (!process.HasExited)
        {
            _ = Send(process.Id, Interrupted);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}

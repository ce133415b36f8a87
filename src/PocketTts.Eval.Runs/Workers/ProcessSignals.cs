namespace PocketTts.Eval.Runs.Workers;

/// <summary>Names of the signals that end processes, as .NET reports them on Unix: exit code 128 + number.</summary>
internal static class ProcessSignals
{
    private const int FirstCode = 128;
    private const int LargestSignal = 64;

    /// <summary>Name of the signal behind an exit code; null when it is none, and on Windows.</summary>
    public static string? NameOf(int exitCode)
    {
        int signal = exitCode - FirstCode;
        if (OperatingSystem.IsWindows() || signal is < 1 or > LargestSignal)
        {
            return null;
        }

        // numbers that Linux and macOS share
        return signal switch
        {
            1 => "SIGHUP",
            2 => "SIGINT",
            3 => "SIGQUIT",
            4 => "SIGILL",
            5 => "SIGTRAP",
            6 => "SIGABRT",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            13 => "SIGPIPE",
            14 => "SIGALRM",
            15 => "SIGTERM",
            7 when OperatingSystem.IsLinux() => "SIGBUS",
            10 when OperatingSystem.IsMacOS() => "SIGBUS",
            _ => FormattableString.Invariant($"signal {signal}"),
        };
    }
}

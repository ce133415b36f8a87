using System.ComponentModel;
using System.Diagnostics;

namespace PocketTts.Eval.Cli.Viewing;

/// <summary>Opens the user's browser.</summary>
internal static class Browser
{
    /// <summary>Whether there is a desktop whose browser could be opened.</summary>
    public static bool IsThere(Func<string, string?> environment) =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() || environment("DISPLAY") is { Length: > 0 } || environment("WAYLAND_DISPLAY") is { Length: > 0 };

    /// <summary>Opens an address; the address was printed, so not being able to is no error.</summary>
    /// <returns>False when no browser could be started.</returns>
    public static bool Open(Uri address)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process? process = Process.Start(start);
            return true;
        }
        catch (Exception problem) when (problem is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }
}

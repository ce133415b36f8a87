using System.ComponentModel;
using System.Diagnostics;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Asks git which commit a folder is at.</summary>
internal static class GitProbe
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Commit of the folder's repository, with <c>-dirty</c> when tracked files differ from it.</summary>
    /// <returns>40 hexadecimal digits, or null without git, outside a repository or before its first commit.</returns>
    public static string? Commit(string folder)
    {
        var start = new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            // both streams are far smaller than a pipe
            if (!process.WaitForExit(s_patience))
            {
                process.Kill();
                return null;
            }

            string answer = process.StandardOutput.ReadToEnd().Trim();
            return process.ExitCode == 0 && answer.Length is 40 or 46 ? answer : null;
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}

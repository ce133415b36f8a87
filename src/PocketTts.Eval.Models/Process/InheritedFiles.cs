using System.Globalization;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Models.Process;

/// <summary>
/// Keeps what this process was given open from its children: an adapter that lives on would hold the pipe of a dead worker open, and
/// whoever waits for the end of that pipe would wait for the adapter.
/// </summary>
internal static partial class InheritedFiles
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;
    private const int FirstOwn = 3;

    /// <summary>Marks all open files but the standard streams so that they close in a child. Does nothing where it is not Linux.</summary>
    public static void Seal()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            foreach (string entry in Directory.GetFileSystemEntries("/proc/self/fd"))
            {
                if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor) && descriptor >= FirstOwn)
                {
                    // one that was closed meanwhile is an error without consequence
                    _ = SetFlags(descriptor, SetDescriptorFlags, CloseOnExec);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // without /proc they are inherited
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFlags(int descriptor, int command, int flags);
}

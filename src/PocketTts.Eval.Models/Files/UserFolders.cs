namespace PocketTts.Eval.Models.Files;

/// <summary>The folders a system gives a user: XDG on Linux, Library on macOS, AppData on Windows.</summary>
internal static class UserFolders
{
    private const string Tool = "pocket-eval";

    /// <summary>Folder for things that can be fetched again, or null when the user has none.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    public static string? Cache(Func<string, string?> environment) => Of(environment, "LOCALAPPDATA", ["Library", "Caches"], "XDG_CACHE_HOME", ".cache");

    /// <summary>Folder for what the user wrote, or null when the user has none.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    public static string? Configuration(Func<string, string?> environment) => Of(environment, "APPDATA", ["Library", "Application Support"], "XDG_CONFIG_HOME", ".config");

    /// <summary>A base folder of the XDG specification, on systems that have one.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <param name="variable">Variable that names it.</param>
    /// <param name="fallback">Folder below the home folder when the variable is unset.</param>
    public static string? Xdg(Func<string, string?> environment, string variable, string fallback)
    {
        // the specification says that a relative value is to be ignored
        string? named = environment(variable);
        return !string.IsNullOrEmpty(named) && Path.IsPathRooted(named) ? named
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, fallback)
            : null;
    }

    private static string? Of(Func<string, string?> environment, string windows, string[] mac, string xdg, string xdgFallback)
    {
        string? folder = OperatingSystem.IsWindows() ? environment(windows)
            : OperatingSystem.IsMacOS() ? (environment("HOME") is { Length: > 0 } home ? Path.Combine([home, .. mac]) : null)
            : Xdg(environment, xdg, xdgFallback);
        return string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, Tool);
    }
}

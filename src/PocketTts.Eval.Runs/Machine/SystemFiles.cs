namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads the small files in which Linux describes itself.</summary>
internal static class SystemFiles
{
    /// <summary>The whole text, or an empty one for a file that this kernel or sandbox does not show: that means unknown.</summary>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>The trimmed text, or null when there is none.</summary>
    public static string? Line(string path) => Text(path).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Folders inside a folder, sorted; none when it cannot be read.</summary>
    public static IReadOnlyList<string> Folders(string path, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(path, pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

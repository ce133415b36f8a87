using System.Text.RegularExpressions;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Takes folders of this computer out of text that is published: of a full path only the last part stays.</summary>
internal static partial class PathFreeText
{
    /// <summary>The text without folders.</summary>
    public static string Of(string text) => WindowsPath().Replace(UnixPath().Replace(text, "…/$1"), "…/$1");

    [GeneratedRegex("""(?<![\w.…/])~?/(?!/)(?:[^\s,;"'/]+/)*([^\s,;"'/]+)/?""")]
    private static partial Regex UnixPath();

    [GeneratedRegex("""(?<!\w)[A-Za-z]:\\(?:[^,;"'\\]+\\)*([^\s,;"'\\]+)\\?""")]
    private static partial Regex WindowsPath();
}

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Words of a command line that can be pasted into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The word, in single quotes where a shell would read it otherwise.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@' or '+' or '=' or ',')
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

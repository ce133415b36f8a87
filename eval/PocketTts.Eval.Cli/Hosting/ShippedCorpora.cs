namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Corpora that come with the tool: <c>corpora/everyday</c> works in any folder.</summary>
internal static class ShippedCorpora
{
    /// <summary>A path as given when it exists, else the shipped corpus of that name when there is one, else as given.</summary>
    public static string Resolve(string path)
    {
        string shipped = Path.Combine(AppContext.BaseDirectory, path);
        return !Path.Exists(path) && !Path.IsPathRooted(path) && Path.Exists(shipped) ? shipped : path;
    }
}

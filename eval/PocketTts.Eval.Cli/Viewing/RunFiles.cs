using System.Text.RegularExpressions;
using PocketTts.Eval.Reports;

namespace PocketTts.Eval.Cli.Viewing;

/// <summary>
/// The files of a run folder that may be looked at: the report, its tables and plots, and sounds by their hash. Whatever is not on this list is not
/// there, and nothing outside the folder is, links included.
/// </summary>
/// <param name="folder">The run folder.</param>
internal sealed partial class RunFiles(string folder)
{
    private const string Text = "; charset=utf-8";

    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        [ReportWriter.HtmlName] = "text/html" + Text,
        [ReportWriter.SummaryMarkdownName] = "text/markdown" + Text,
        [ReportWriter.SummaryJsonName] = "application/json" + Text,
        [ReportWriter.TakesCsvName] = "text/csv" + Text,
        [ReportWriter.WordsCsvName] = "text/csv" + Text,
        [ReportWriter.SystemsCsvName] = "text/csv" + Text,
    };

    private readonly string _root = Real(new DirectoryInfo(Path.GetFullPath(folder)));

    /// <summary>Finds what a path of the server stands for.</summary>
    /// <param name="path">Decoded path, beginning with a slash.</param>
    /// <returns>The file and its media type; null when there is none.</returns>
    public (string File, string MediaType)? Find(string path)
    {
        string name = path == "/" ? ReportWriter.HtmlName : path.TrimStart('/');
        string? type = s_names.GetValueOrDefault(name)
            ?? (Sound().IsMatch(name) ? "audio/wav"
            : Plot().IsMatch(name) ? name.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : "image/png"
            : null);
        if (type is null || (path != "/" && path != "/" + name))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(_root, name));
        return file.Exists && IsInside(file) ? (file.FullName, type) : null;
    }

    // a run that came from elsewhere may hold links to what is nobody's business
    private bool IsInside(FileInfo file)
    {
        string parent = Real(file.Directory!);
        return Real(new FileInfo(Path.Combine(parent, file.Name))).StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Real(FileSystemInfo entry) => Path.TrimEndingDirectorySeparator((entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry).FullName);

    [GeneratedRegex(@"^audio/[0-9a-f]{64}\.wav\z")]
    private static partial Regex Sound();

    [GeneratedRegex(@"^plots/[a-z0-9-]{1,64}\.(svg|png)\z")]
    private static partial Regex Plot();
}

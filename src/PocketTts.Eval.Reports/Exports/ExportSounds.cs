using System.Text.RegularExpressions;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>The sounds of a run as an export names and brings them. Equal sounds are one file.</summary>
/// <param name="source">Folder of the run's sounds.</param>
/// <param name="target">Folder of sounds beside the exported table.</param>
internal sealed partial class ExportSounds(string source, string target)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether the sounds are where an exported table looks for them without being brought there.</summary>
    public bool AreBeside { get; } = string.Equals(Path.GetFullPath(source), Path.GetFullPath(target), StringComparison.Ordinal);

    /// <summary>Whether the sound of a take is in the run folder.</summary>
    public bool Has(ScoredTake take) => HashOf(take) is { } hash && Has(hash);

    /// <summary>The take's <c>file_name</c>: relative to the table, with forward slashes; null without sound.</summary>
    public string? NameOf(ScoredTake take) => Has(take) ? "audio/" + HashOf(take) + ".wav" : null;

    /// <summary>Copies or links the sounds of the takes.</summary>
    /// <exception cref="InputException">A sound cannot be read, or the copy not be made.</exception>
    public void Bring(IEnumerable<ScoredTake> takes, ExportAudio how, CancellationToken cancellationToken)
    {
        if (AreBeside)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(target);
            foreach (string hash in takes.Where(Has).Select(t => HashOf(t)!).Distinct(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Bring(Path.Combine(source, hash + ".wav"), Path.Combine(target, hash + ".wav"), how);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"the sounds cannot be brought there: {problem.Message}", target, field: "--audio", remedy: how == ExportAudio.Link ? "use --audio copy, or another --out" : "choose another --out", innerException: problem);
        }
    }

    private static void Bring(string from, string to, ExportAudio how)
    {
        var there = new FileInfo(to);
        bool isLink = there.LinkTarget is not null;
        if (how == ExportAudio.Copy)
        {
            // named by content: what has the name and the size is the sound
            if (isLink)
            {
                there.Delete();
            }
            else if (there.Exists && there.Length == new FileInfo(from).Length)
            {
                return;
            }

            File.Copy(from, to + ".tmp", overwrite: true);
            File.Move(to + ".tmp", to, overwrite: true);
        }
        else if (isLink || !there.Exists)
        {
            if (isLink)
            {
                there.Delete();
            }

            File.CreateSymbolicLink(to, Path.GetRelativePath(RealFolder(to), Path.GetFullPath(from)));
        }
    }

    // a relative link counts from where its folder really is
    private static string RealFolder(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
    }

    private bool Has(string hash)
    {
        if (!_known.TryGetValue(hash, out bool isThere))
        {
            isThere = _known[hash] = File.Exists(Path.Combine(source, hash + ".wav"));
        }

        return isThere;
    }

    // a hash becomes a file name: what a damaged journal holds instead names no file
    private static string? HashOf(ScoredTake take) => take.Take.Synthesis?.AudioSha256 is { } hash && Hash().IsMatch(hash) ? hash : null;

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}

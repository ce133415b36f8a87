using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Reports.Model;

namespace PocketTts.Eval.Reports.Sounds;

/// <summary>Sounds in the folders <c>audio/</c> of runs.</summary>
/// <param name="page">Path of the page.</param>
/// <param name="embeddedBytes">Most bytes of sound that the page itself holds.</param>
internal sealed class FolderSounds(string page, long embeddedBytes) : IPageSounds
{
    /// <summary>Outlines that are drawn; reading the sounds of a very large run would take longer than all else.</summary>
    public const int OutlineLimit = 5000;

    private const string AudioFolderName = "audio";

    private readonly Dictionary<(int Run, string Sha256), string?> _outlines = [];
    private readonly Dictionary<string, byte[]> _embedded = new(StringComparer.Ordinal);
    private long _embeddedSize;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Embedded => _embedded;

    /// <inheritdoc/>
    public string? Base(ReportRun run)
    {
        if (run.Folder is null)
        {
            return null;
        }

        string from = Path.GetDirectoryName(Path.GetFullPath(page)) ?? string.Empty;
        string link = Path.GetRelativePath(from, Path.Combine(Path.GetFullPath(run.Folder), AudioFolderName));
        // on another drive there is no way that also works on another computer
        return Path.IsPathRooted(link)
            ? null
            : string.Concat(link.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Select(part => (part is "." or ".." ? part : Uri.EscapeDataString(part)) + "/"));
    }

    /// <inheritdoc/>
    public bool Has(ReportRun run, string sha256) => PathOf(run, sha256) is { } path && File.Exists(path);

    /// <inheritdoc/>
    public string? Outline(ReportRun run, string sha256)
    {
        if (_outlines.TryGetValue((run.Index, sha256), out string? outline))
        {
            return outline;
        }

        if (_outlines.Count >= OutlineLimit || PathOf(run, sha256) is not { } path || !File.Exists(path))
        {
            return null;
        }

        try
        {
            outline = Sounds.Outline.Of(WavReader.Read(path).Samples.Span);
        }
        catch (InputException)
        {
            // a damaged file is the run's business; the page shows no outline
            outline = null;
        }

        _outlines.Add((run.Index, sha256), outline);
        return outline;
    }

    /// <inheritdoc/>
    public bool IsEmbedded(ReportRun run, string sha256)
    {
        if (_embedded.ContainsKey(sha256))
        {
            return true;
        }

        if (PathOf(run, sha256) is not { } path || !File.Exists(path) || _embeddedSize + new FileInfo(path).Length > embeddedBytes)
        {
            return false;
        }

        byte[] sound = File.ReadAllBytes(path);
        _embedded.Add(sha256, sound);
        _embeddedSize += sound.Length;
        return true;
    }

    // the hash comes from a file that anybody may have written: it must not lead out of the folder
    private static string? PathOf(ReportRun run, string sha256) =>
        run.Folder is not null && sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit) ? Path.Combine(run.Folder, AudioFolderName, sha256 + ".wav") : null;
}

using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>Brings prompt recordings along: a corpus holds what it needs.</summary>
/// <param name="sourceFolder">Folder that the paths start from.</param>
internal sealed class PromptFiles(string sourceFolder)
{
    private const string Folder = "prompts/";

    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Recordings to copy.</summary>
    public int Count => _paths.Count;

    /// <summary>Checks a path of the source and gives the one in the corpus.</summary>
    /// <exception cref="InputException">The path leaves the source's folder, or there is no such file.</exception>
    public string Add(string path, string file, int line)
    {
        const string Remedy = "--no-prompts imports the texts alone";
        string plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (PromptPath.Problem(plain) is { } problem)
        {
            throw new InputException(problem, file, line, "promptAudio", "a path inside the folder of the list, with forward slashes", Remedy);
        }

        string full = Path.Combine(sourceFolder, plain);
        if (!File.Exists(full))
        {
            throw new InputException($"there is no file '{plain}' beside the list", file, line, "promptAudio", "the recording", Remedy);
        }

        // a link may lead out of the folder
        FileSystemInfo target = new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(full);
        string root = Path.GetFullPath(sourceFolder + Path.DirectorySeparatorChar);
        if (!target.FullName.StartsWith(root, StringComparison.Ordinal))
        {
            throw new InputException($"'{plain}' is a link that leads out of the folder", file, line, "promptAudio", remedy: Remedy);
        }

        _paths.Add(plain);
        return Folder + plain;
    }

    /// <summary>Copies the recordings into a corpus.</summary>
    /// <exception cref="InputException">A file cannot be copied.</exception>
    public void CopyTo(string corpusFolder)
    {
        foreach (string path in _paths)
        {
            string target = Path.Combine(corpusFolder, Folder + path);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(sourceFolder, path), target, overwrite: true);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"the recording cannot be copied ({problem.Message})", target, innerException: problem);
            }
        }
    }
}

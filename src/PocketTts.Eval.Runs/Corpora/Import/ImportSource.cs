using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>A file to import, as lines.</summary>
internal sealed class ImportSource
{
    private const string TranscriptPattern = "*.trans.txt";

    private ImportSource(string path, string folder, IReadOnlyList<(string File, int Number, string Text)> lines)
    {
        Path = path;
        Folder = folder;
        Lines = lines;
    }

    /// <summary>File or folder as named.</summary>
    public string Path { get; }

    /// <summary>Folder that relative paths in the source start from.</summary>
    public string Folder { get; }

    /// <summary>File name without folders.</summary>
    public string FileName => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Suffix in lower case with its full stop, or empty.</summary>
    public string Suffix => System.IO.Path.GetExtension(FileName).ToLowerInvariant();

    /// <summary>True when a folder was named.</summary>
    public bool IsFolder => Directory.Exists(Path);

    /// <summary>All lines with the file and number they have there.</summary>
    public IReadOnlyList<(string File, int Number, string Text)> Lines { get; }

    /// <summary>Lines that are not blank.</summary>
    public IEnumerable<(string File, int Number, string Text)> Filled => Lines.Where(l => !string.IsNullOrWhiteSpace(l.Text));

    /// <summary>The whole text with LF ends.</summary>
    public string Text => string.Join('\n', Lines.Select(l => l.Text));

    /// <summary>Reads a source.</summary>
    /// <param name="path">A file, or a folder with LibriSpeech transcripts.</param>
    /// <exception cref="InputException">It is not there, not UTF-8, or holds nothing.</exception>
    public static ImportSource Open(string path)
    {
        ImportSource source;
        if (Directory.Exists(path))
        {
            string[] files = [.. Directory.EnumerateFiles(path, TranscriptPattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            source = files.Length > 0
                ? new ImportSource(path, path, [.. files.SelectMany(Read)])
                : throw new InputException("the folder holds no *.trans.txt", path, expected: "a file, or a LibriSpeech folder");
        }
        else
        {
            source = new ImportSource(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, [.. Read(path)]);
        }

        return source.Filled.Any() ? source : throw new InputException("the file holds no text", path, expected: "at least one line");
    }

    private static IEnumerable<(string, int, string)> Read(string file) =>
        Utf8LineReader.Lines(Utf8LineReader.ReadFile(file), file).Select(l => (file, l.Number, l.Text));
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>The options of a system of existing sound, checked.</summary>
/// <param name="Path">Full path of the folder or of the list.</param>
/// <param name="IsList">True for a CSV list.</param>
/// <param name="First">Number that the first repeat has in names and lists, 0 or 1.</param>
internal sealed record WavFolderOptions(string Path, bool IsList, int First)
{
    /// <summary>Reads and checks all options; every problem is named.</summary>
    /// <exception cref="InputException">At least one option is wrong.</exception>
    public static WavFolderOptions Parse(SystemSpec spec)
    {
        var reader = new OptionReader(spec);
        string path = reader.Voice ?? string.Empty;
        bool isFile = File.Exists(path);
        if (path.Length == 0)
        {
            reader.AddProblem("folder", "found nothing", "a folder or a CSV list", "for example wav-folder:recordings or wav-folder:takes.csv");
        }
        else if (!isFile && !Directory.Exists(path))
        {
            reader.AddProblem("folder", $"no folder or list '{path}'", "a folder with WAV or FLAC files, or a CSV list of them");
        }
        else if (isFile && !System.IO.Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            reader.AddProblem("folder", $"'{path}' is a file, but no .csv", "a folder with WAV or FLAC files, or a CSV list of them");
        }

        int first = reader.WholeNumber("first", 0, 0, 1);
        reader.ThrowIfWrong();
        return new WavFolderOptions(System.IO.Path.GetFullPath(path), isFile, first);
    }
}

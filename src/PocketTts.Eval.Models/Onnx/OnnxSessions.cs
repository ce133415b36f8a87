using System.Globalization;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Onnx;

/// <summary>Opens ONNX files so that whatever is wrong with one becomes a line a user can act on.</summary>
public static class OnnxSessions
{
    private const int LongestReason = 300;

    /// <summary>Reads what a file says of itself and checks that its external files are there and inside its folder.</summary>
    /// <param name="path">Path of the .onnx file.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="InputException">The file is missing, no ONNX model, cut off, or names external files that are missing or elsewhere.</exception>
    public static OnnxFacts ReadFacts(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new InputException("no such file", path);
        }

        FileFingerprint.ThrowIfGitLfsPointer(path);
        OnnxFacts facts;
        try
        {
            using FileStream stream = File.OpenRead(path);
            facts = OnnxFactsReader.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw Unusable(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }

        foreach (string name in facts.ExternalFiles)
        {
            CheckExternalFile(path, name);
        }

        return facts;
    }

    /// <summary>Opens a session.</summary>
    /// <param name="path">Path of the .onnx file.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>A session; the caller disposes it.</returns>
    /// <exception cref="InputException">ONNX Runtime cannot use the file; the message has the file's size and hash.</exception>
    public static InferenceSession Open(string path, OnnxSessionSettings settings) => Open(path, settings, out _);

    /// <summary>Opens a session and says what the file says of itself.</summary>
    /// <param name="path">Path of the .onnx file.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="facts">The facts, as by <see cref="ReadFacts"/>.</param>
    /// <returns>A session; the caller disposes it.</returns>
    /// <exception cref="InputException">ONNX Runtime cannot use the file; the message has the file's size and hash.</exception>
    public static InferenceSession Open(string path, OnnxSessionSettings settings, out OnnxFacts facts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        facts = ReadFacts(path);
        try
        {
            using SessionOptions options = settings.Create();
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw Unusable(path, e.Message, e);
        }
    }

    private static void CheckExternalFile(string path, string name)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        bool isInside = name.Length > 0
            && !Path.IsPathRooted(name)
            && name.AsSpan().IndexOfAny('\\', ':', '\0') < 0
            && !name.Split('/').Contains("..", StringComparer.Ordinal);
        if (!isInside)
        {
            throw new InputException($"keeps weights in '{name}', which is outside its folder", path, expected: "external data beside the model", remedy: "do not use this file");
        }

        string full = Path.Combine(folder, name);
        if (LinkOutside(folder, name) is { } target)
        {
            throw new InputException($"keeps weights in '{name}', which is a link to {target}", path, expected: "external data beside the model", remedy: "do not use this file, or copy the weights beside it");
        }

        if (!File.Exists(full))
        {
            throw new InputException($"keeps weights in '{name}', which is missing", path, expected: full, remedy: "download that file too");
        }

        FileFingerprint.ThrowIfGitLfsPointer(full);
    }

    // a link may lie beside the model and lead anywhere; the cache of the Hugging Face libraries links to its own blobs
    private static string? LinkOutside(string folder, string name)
    {
        string marker = Path.DirectorySeparatorChar + "snapshots" + Path.DirectorySeparatorChar;
        int snapshot = folder.LastIndexOf(marker, StringComparison.Ordinal);
        string[] allowed = snapshot < 0 ? [folder] : [folder, Path.Combine(folder[..snapshot], "blobs")];
        string current = folder;
        foreach (string part in name.Split('/'))
        {
            current = Path.Combine(current, part);
            FileSystemInfo info = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true)?.FullName is var target
                && (target is null || !allowed.Any(a => target.StartsWith(a + Path.DirectorySeparatorChar, StringComparison.Ordinal))))
            {
                return target ?? "nothing";
            }
        }

        return null;
    }

    private static InputException Unusable(string path, string reason, Exception cause)
    {
        ModelFile file = FileFingerprint.Compute(path);
        var problem = new StringBuilder();
        problem.Append(CultureInfo.InvariantCulture, $"cannot be used as an ONNX model: {OneLine(reason)}");
        problem.Append(CultureInfo.InvariantCulture, $" ({file.SizeBytes} bytes, sha256 {file.Sha256})");
        return new InputException(problem.ToString(), path, expected: PublishedFiles.DescribeDifference(file), remedy: "download it again or name another file", innerException: cause);
    }

    private static string OneLine(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}

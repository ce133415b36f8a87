using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>
/// Files named <c>ID.wav</c>, <c>ID.REPEAT.wav</c> or the same with <c>.flac</c>, in the folder or in a subfolder named after the
/// corpus, which goes first. A name without a number is the first repeat.
/// </summary>
internal sealed class SoundFolder : ISoundIndex
{
    private readonly int _first;
    private readonly Dictionary<(string Folder, string Stem), string> _files = [];

    /// <summary>Lists a folder and its subfolders.</summary>
    /// <exception cref="InputException">It cannot be listed, holds no sound, or holds a WAV and a FLAC file of one name.</exception>
    public SoundFolder(string folder, int first)
    {
        Folder = folder;
        _first = first;
        var problems = new List<InputException>();
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles)).Order(StringComparer.Ordinal))
            {
                if (!IsSound(file))
                {
                    OtherFiles++;
                    continue;
                }

                string inside = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
                if (!_files.TryAdd((inside == "." ? string.Empty : inside, Path.GetFileNameWithoutExtension(file)), file))
                {
                    problems.Add(new InputException("there is a WAV and a FLAC file of this name", Path.GetRelativePath(folder, file), expected: "one of them"));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be listed ({problem.Message})", folder, innerException: problem);
        }

        if (problems.Count > 0)
        {
            throw problems.Count == 1 ? problems[0] : new InputException(problems);
        }

        Files = [.. _files.Values.Order(StringComparer.Ordinal)];
        if (Files.IsEmpty)
        {
            throw new InputException("holds no WAV or FLAC file", folder, expected: "files named ID.wav or ID.REPEAT.wav after the utterances");
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Files { get; }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <summary>Files of other kinds.</summary>
    public int OtherFiles { get; }

    /// <inheritdoc/>
    public string? Find(string? corpus, string utteranceId, int repeat) => (corpus is null ? null : FindIn(corpus, utteranceId, repeat)) ?? FindIn(string.Empty, utteranceId, repeat);

    /// <inheritdoc/>
    public string Describe(string? corpus, string utteranceId, int repeat)
    {
        string numbered = FormattableString.Invariant($"{utteranceId}.{repeat + _first}");
        return $"{(repeat == 0 ? $"{utteranceId} or {numbered}" : numbered)} with .wav or .flac in {Path.GetFileName(Folder)}";
    }

    private static bool IsSound(string file) => Path.GetExtension(file).ToLowerInvariant() is ".wav" or ".flac";

    private string? FindIn(string folder, string utteranceId, int repeat)
    {
        string? numbered = _files.GetValueOrDefault((folder, FormattableString.Invariant($"{utteranceId}.{repeat + _first}")));
        string? plain = repeat == 0 ? _files.GetValueOrDefault((folder, utteranceId)) : null;
        return numbered is null ? plain
            : plain is null ? numbered
            : throw new TakeFailedException("ambiguous-audio", $"{Path.GetFileName(plain)} and {Path.GetFileName(numbered)} are both the first take of {utteranceId}");
    }
}

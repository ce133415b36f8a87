using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>The folder an adapter writes its sound into. What lies outside of it is not read.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pocket-eval-adapter-");

    /// <summary>Full path.</summary>
    public string Path => _folder.FullName;

    /// <summary>Reads a take that the adapter wrote, and deletes the file.</summary>
    /// <param name="file">Path in this folder, relative or full.</param>
    /// <param name="sampleRateHz">The rate it should have, or null for any.</param>
    /// <param name="cancellationToken">Ends the waiting, e.g. for a pipe in place of a file.</param>
    /// <exception cref="TakeFailedException">The file is elsewhere, missing, not readable, or has another rate.</exception>
    public async Task<Waveform> ReadAsync(string file, int? sampleRateHz, CancellationToken cancellationToken)
    {
        string path = Resolve(file);
        Waveform audio = await Task.Run(() => Read(path, file), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        TryDelete(path);
        return sampleRateHz is null || audio.SampleRateHz == sampleRateHz
            ? audio
            : throw new TakeFailedException("wrong-sample-rate", FormattableString.Invariant($"the adapter announced {sampleRateHz} Hz, its file has {audio.SampleRateHz} Hz"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // the system's folder for temporary files is cleaned by others
        }
    }

    private string Resolve(string file)
    {
        if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal))
        {
            throw new TakeFailedException("missing-file", "the adapter named no file");
        }

        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, file));
        string inside = System.IO.Path.GetRelativePath(Path, full);
        bool isInside = !System.IO.Path.IsPathRooted(inside) && inside is not ("." or "..") && !inside.StartsWith(".." + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
        for (string? part = full; isInside && part is not null && part.Length > Path.Length; part = System.IO.Path.GetDirectoryName(part))
        {
            isInside = new FileInfo(part).LinkTarget is null;
        }

        if (!isInside)
        {
            throw new TakeFailedException("file-outside", $"the adapter named '{OneLine.Of(file)}', which leaves its work folder");
        }

        return File.Exists(full) ? full : throw new TakeFailedException("missing-file", $"the adapter named '{OneLine.Of(file)}', but there is no such file in its work folder");
    }

    private static Waveform Read(string path, string name)
    {
        try
        {
            return AudioFile.ReadTake(path);
        }
        catch (InputException problem)
        {
            throw new TakeFailedException("unreadable-audio", problem.Message.Replace(path, OneLine.Of(name), StringComparison.Ordinal), problem);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // goes with the folder
        }
    }
}

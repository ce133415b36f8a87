using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>Makes a folder ready for a run and holds its lock. A folder that was made for a run that never began is removed again.</summary>
internal sealed class RunFolderClaim : IDisposable
{
    // what a run may leave when it is killed before it has written run.json
    private static readonly string[] s_ownNames =
        [RunLock.LockFileName, RunLock.OwnerFileName, RunLock.OwnerFileName + ".tmp", RunFolder.RunFileName + ".tmp", RunFolder.CorpusFolderName];

    private readonly RunLock _lock;
    private readonly bool _isNew;

    private RunFolderClaim(string folder, RunLock runLock, bool isNew)
    {
        Folder = folder;
        _lock = runLock;
        _isNew = isNew;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>True when it holds a run that can be continued.</summary>
    public bool HoldsRun => File.Exists(Path.Combine(Folder, RunFolder.RunFileName));

    /// <summary>Claims a folder; creates it when it is not there.</summary>
    /// <exception cref="InputException">It is a file, holds something else, cannot be written, or another run works in it.</exception>
    public static RunFolderClaim Take(string folder)
    {
        if (File.Exists(folder))
        {
            throw new InputException("there is a file of that name", folder, field: "--out", expected: "a folder, new or of the same run", remedy: "name another folder");
        }

        bool isNew = !Directory.Exists(folder);
        try
        {
            if (!isNew && !File.Exists(Path.Combine(folder, RunFolder.RunFileName)))
            {
                string? stranger = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(n => !s_ownNames.Contains(n, StringComparer.Ordinal));
                if (stranger is not null)
                {
                    throw new InputException($"the folder is not empty and holds no run (found '{stranger}')", folder, field: "--out", expected: "a folder, new or of the same run", remedy: "name another folder");
                }
            }

            Directory.CreateDirectory(folder);
            return new RunFolderClaim(folder, RunLock.Acquire(folder), isNew);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(folder, problem);
        }
    }

    /// <summary>What a file system error means for the user.</summary>
    public static InputException Unwritable(string folder, Exception problem) => new(
        $"the run folder cannot be written ({problem.Message})", folder, field: "--out", remedy: "free space or change its permissions, then give the same command again; or name another folder", innerException: problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (_isNew && Directory.Exists(Folder) && !Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }
}

namespace PocketTts.Eval.Runs.Bench;

/// <summary>
/// Who uses this computer: one bench at a time, any number of runs. Locks on two files in the system's folder for temporary files, held by the operating
/// system and gone with the process, so that nothing is stale. Where files cannot be locked there is no protection.
/// </summary>
public sealed class MachineUse : IDisposable
{
    private const string BenchFile = "pocket-eval-bench.lock";
    private const string RunFile = "pocket-eval-runs.lock";

    private readonly string _folder;
    private readonly FileStream? _file;

    private MachineUse(string folder, FileStream? file, bool othersRun)
    {
        _folder = folder;
        _file = file;
        OthersRun = othersRun;
    }

    /// <summary>The folder of the locks: the same for all users.</summary>
    public static string DefaultFolder => OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp";

    /// <summary>True when runs were going on when a bench began or looked, or a bench when a run began.</summary>
    public bool OthersRun { get; private set; }

    /// <summary>Takes the computer for a bench.</summary>
    /// <param name="folder">Folder of the locks.</param>
    /// <returns>The use, or null while another bench has it.</returns>
    public static MachineUse? TryBench(string folder)
    {
        if (Open(folder, BenchFile, isShared: false, out bool isHeld) is not { } file)
        {
            return isHeld ? null : new MachineUse(folder, null, othersRun: false);
        }

        var use = new MachineUse(folder, file, othersRun: false);
        use.LookForRuns();
        return use;
    }

    /// <summary>Tells benches that a run is going on.</summary>
    /// <param name="folder">Folder of the locks.</param>
    public static MachineUse ForRun(string folder)
    {
        using FileStream? bench = Open(folder, BenchFile, isShared: true, out bool isMeasuring);
        return new MachineUse(folder, Open(folder, RunFile, isShared: true, out _), isMeasuring);
    }

    /// <summary>A bench looks whether a run is going on now.</summary>
    /// <returns><see cref="OthersRun"/>: true, too, when an earlier look saw one.</returns>
    public bool LookForRuns()
    {
        using FileStream? runs = Open(_folder, RunFile, isShared: false, out bool areRunning);
        return OthersRun |= areRunning;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static FileStream? Open(string folder, string name, bool isShared, out bool isHeld)
    {
        string path = Path.Combine(folder, name);
        isHeld = false;

        // a file of another user can be locked, but not written
        foreach (FileAccess access in (FileAccess[])[FileAccess.ReadWrite, FileAccess.Read])
        {
            try
            {
                return new FileStream(path, access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, isShared ? FileShare.ReadWrite : FileShare.None, bufferSize: 0);
            }
            catch (UnauthorizedAccessException)
            {
                // the next access, or no protection
            }
            catch (IOException) when (File.Exists(path))
            {
                isHeld = true;
                return null;
            }
            catch (IOException)
            {
                return null;
            }
        }

        return null;
    }
}

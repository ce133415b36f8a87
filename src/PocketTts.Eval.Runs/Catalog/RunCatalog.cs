using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Catalog;

/// <summary>Finds the runs below a folder and removes old ones.</summary>
public static class RunCatalog
{
    private const int SearchDepth = 3;

    /// <summary>The runs in a folder and up to three levels below it, the latest change first.</summary>
    /// <param name="parent">The folder.</param>
    /// <returns>The runs; empty when there are none.</returns>
    /// <exception cref="InputException">There is no such folder.</exception>
    public static IReadOnlyList<RunEntry> List(string parent)
    {
        ArgumentException.ThrowIfNullOrEmpty(parent);
        if (!Directory.Exists(parent))
        {
            throw new InputException("no such folder", parent, remedy: "name the folder that holds run folders");
        }

        return [.. FindFolders(parent).Select(Read).OrderByDescending(r => r.ChangedUtc).ThenBy(r => r.Folder, StringComparer.Ordinal)];
    }

    /// <summary>Folders of runs in a folder and below, without reading them.</summary>
    /// <param name="parent">The folder; need not be there.</param>
    /// <returns>Their paths in ordinal order.</returns>
    public static IReadOnlyList<string> FindFolders(string parent)
    {
        var found = new List<string>();
        if (Directory.Exists(parent))
        {
            Search(parent, 0, found);
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>One run folder.</summary>
    /// <param name="folder">The folder; a damaged one is described as such.</param>
    /// <returns>What is there.</returns>
    public static RunEntry Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        FileInfo[] files = Files(folder);
        var entry = new RunEntry
        {
            Folder = folder,
            IsRunning = RunLock.IsHeld(folder),
            ChangedUtc = new DateTimeOffset(files.Length == 0 ? DateTime.UnixEpoch : files.Max(f => f.LastWriteTimeUtc)),
            SizeBytes = files.Sum(f => f.Length),
        };
        try
        {
            (RunInfo info, RunPlan plan) = RunDocument.Read(folder);
            (int finished, int failed) = Count(folder, plan);
            return entry with
            {
                Status = info.Status,
                CreatedUtc = info.CreatedUtc,
                Systems = [.. info.Systems.Select(s => s.Id)],
                PlannedTakes = plan.TakeCount,
                FinishedTakes = finished,
                FailedTakes = failed,
            };
        }
        catch (InputException problem)
        {
            return entry with { Problem = problem.Message };
        }
    }

    /// <summary>In what a run differs from a plan.</summary>
    /// <param name="folder">A run folder.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The differences, one each; empty when the plan would continue the run, as far as can be said before loading models.</returns>
    /// <exception cref="InputException">The folder is damaged.</exception>
    public static IReadOnlyList<string> Differences(string folder, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. Execution.RunDifferences.Between(RunDocument.Read(folder).Plan, plan)];
    }

    /// <summary>Chooses runs to remove: those too old, then the oldest until the rest fits. Runs that are going on are never chosen.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="olderThan">Runs not changed since this time go; null keeps all.</param>
    /// <param name="maximumBytes">Size that the remaining runs may have together; null for any.</param>
    /// <returns>The runs to remove, oldest first.</returns>
    public static IReadOnlyList<RunEntry> ChooseForRemoval(IEnumerable<RunEntry> runs, DateTimeOffset? olderThan, long? maximumBytes)
    {
        ArgumentNullException.ThrowIfNull(runs);
        RunEntry[] oldestFirst = [.. runs.OrderBy(r => r.ChangedUtc).ThenBy(r => r.Folder, StringComparer.Ordinal)];
        long left = oldestFirst.Sum(r => r.SizeBytes);
        var chosen = new List<RunEntry>();
        foreach (RunEntry run in oldestFirst.Where(r => !r.IsRunning))
        {
            if (run.ChangedUtc < olderThan || left > maximumBytes)
            {
                chosen.Add(run);
                left -= run.SizeBytes;
            }
        }

        return chosen;
    }

    /// <summary>Removes a run folder. The sounds go first and <c>run.json</c> last, so that what a kill leaves is still seen as a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">A run works in it, or it cannot be removed.</exception>
    public static void Remove(RunEntry run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            using (RunLock.Acquire(run.Folder))
            {
                foreach (string folder in Directory.GetDirectories(run.Folder))
                {
                    Directory.Delete(folder, recursive: true);
                }

                foreach (string file in Directory.GetFiles(run.Folder).Where(f => Path.GetFileName(f) is not (RunFolder.RunFileName or RunLock.LockFileName or RunLock.OwnerFileName)))
                {
                    File.Delete(file);
                }

                File.Delete(Path.Combine(run.Folder, RunFolder.RunFileName));
            }

            Directory.Delete(run.Folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the run cannot be removed ({problem.Message})", run.Folder, innerException: problem);
        }
    }

    private static void Search(string folder, int depth, List<string> found)
    {
        if (File.Exists(Path.Combine(folder, RunFolder.RunFileName)))
        {
            found.Add(folder);
            return;
        }

        if (depth < SearchDepth)
        {
            foreach (DirectoryInfo below in new DirectoryInfo(folder).EnumerateDirectories("*", Readable()))
            {
                // a link could lead anywhere, also in a circle
                if (below.LinkTarget is null)
                {
                    Search(Path.Combine(folder, below.Name), depth + 1, found);
                }
            }
        }
    }

    private static FileInfo[] Files(string folder)
    {
        EnumerationOptions options = Readable();
        options.RecurseSubdirectories = true;
        return [.. new DirectoryInfo(folder).EnumerateFiles("*", options)];
    }

    private static EnumerationOptions Readable() => new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private static (int Finished, int Failed) Count(string folder, RunPlan plan)
    {
        var rows = new Dictionary<TakeKey, (int Attempt, bool IsFailed)>();
        foreach ((JournalHead line, _) in JournalReader.ReadHeads(folder, _ => { }))
        {
            if (line.Take is { } take && (!rows.TryGetValue(take, out (int Attempt, bool) known) || line.Attempt >= known.Attempt))
            {
                if (line.Kind == JournalKind.Retried)
                {
                    rows.Remove(take);
                }
                else
                {
                    rows[take] = (line.Attempt, line.Kind == JournalKind.SynthesisFailed);
                }
            }
        }

        return (Math.Min(rows.Count, plan.TakeCount), rows.Values.Count(r => r.IsFailed));
    }
}

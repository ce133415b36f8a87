using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Says what a run is, and holds what a folder says of itself against it.</summary>
internal static class RunDescription
{
    /// <summary>What the folder's run is, when the plan may continue it on this computer.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="machine">This computer.</param>
    /// <param name="grows">Whether the folder may hold an earlier part of the plan.</param>
    /// <exception cref="InputException">It is another run.</exception>
    public static RunInfo ReadStored(string folder, RunPlan plan, MachineRecord machine, bool grows = false)
    {
        (RunInfo info, RunPlan stored) = RunDocument.Read(folder);
        stored = grows ? GrowingPlan.Grown(stored, plan) : stored;
        string[] differences = [.. RunDifferences.Between(stored, plan), .. RunDifferences.Between(info.Machine, machine)];
        return differences.Length == 0 ? info : throw RunDifferences.Error(folder, differences);
    }

    /// <summary>What the run is with everything loaded.</summary>
    /// <exception cref="InputException">Something was loaded otherwise than in the folder's earlier sessions.</exception>
    public static RunInfo Of(string folder, RunPlan plan, LoadedRun loaded, RunInfo? stored, RunHost host, TimeProvider time)
    {
        if (stored is not null)
        {
            string[] differences =
            [
                .. stored.Systems.Zip(loaded.Systems).SelectMany(p => p.First.Info is { } then ? RunDifferences.Between(p.First.Id, then, p.Second.Info!) : []),
                .. stored.Recognizers.Zip(loaded.Recognizers).SelectMany(p => RunDifferences.Between(p.First.Id, p.First, p.Second)),
            ];
            if (differences.Length > 0)
            {
                throw RunDifferences.Error(folder, differences);
            }
        }

        return new RunInfo
        {
            SchemaVersion = RunDocument.SchemaVersion,
            Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
            CreatedUtc = stored?.CreatedUtc ?? time.GetUtcNow(),
            Status = RunStatus.Started,
            ToolVersion = host.ToolVersion,
            Packages = host.Packages,
            GitCommit = host.GitCommit,
            Machine = host.Machine,
            Systems = stored is null ? loaded.Systems : [.. loaded.Systems.Zip(stored.Systems, (now, then) => now with { LoadSeconds = then.LoadSeconds ?? now.LoadSeconds })],
            Recognizers = loaded.Recognizers,
            Corpora = [.. plan.Corpora.Select(c => new RunCorpus(c.Corpus.Name, c.Corpus.Sha256, c.Corpus.Utterances.Length, c.Used.Length))],
            Repeats = plan.Repeats,
            Seed = plan.Seed,
            Normalizer = TakeScorer.Normalizer,
        };
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Merging;

/// <summary>A run that is to be merged with others.</summary>
internal sealed class RunPart
{
    private RunFacts? _facts;

    private RunPart(string folder, RunInfo info, RunPlan plan)
    {
        Folder = folder;
        Info = info;
        Plan = plan;
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>What it is.</summary>
    public RunInfo Info { get; }

    /// <summary>What it was to do.</summary>
    public RunPlan Plan { get; }

    /// <summary>What it holds of all takes of the plan.</summary>
    public RunFacts Facts => _facts ?? throw new InvalidOperationException("the facts are not read yet");

    /// <summary>Reads what a folder says of itself.</summary>
    /// <exception cref="InputException">It is no run, or is going on.</exception>
    public static RunPart Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, RunFolder.RunFileName)))
        {
            throw new InputException($"no run here: the folder has no {RunFolder.RunFileName}", folder);
        }

        if (RunLock.IsHeld(folder))
        {
            throw new InputException("a run works in this folder", folder, remedy: "wait for it");
        }

        (RunInfo info, RunPlan plan) = RunDocument.Read(folder);
        return new RunPart(folder, info, plan);
    }

    /// <summary>Reads the journal.</summary>
    public void ReadFacts(ImmutableArray<PlannedTake> takes, Action<string> note, CancellationToken cancellationToken)
    {
        _facts = new RunFacts(takes, Info);
        foreach ((JournalHead head, JournalPlace place) in JournalReader.ReadHeads(Folder, p => note($"{Folder}: {p.File}:{p.Line}: {p.Message}; what it held is missing")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _facts.Add(head, place);
        }

        if (_facts.ForeignEntryCount > 0)
        {
            note(FormattableString.Invariant($"{Folder}: {_facts.ForeignEntryCount} journal lines belong to other takes or contents and do not count"));
        }
    }

    /// <summary>The journal's lines that count.</summary>
    public IEnumerable<JournalEntry> Entries()
    {
        var ours = new RunFacts(Facts.Takes, Info);
        foreach (JournalEntry entry in JournalReader.ReadAll(Folder, _ => { }))
        {
            if (ours.Add(entry, default))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Refuses a run of something else.</summary>
    /// <exception cref="InputException">It differs in more than the shard; every difference is named.</exception>
    public void ThrowIfForeignTo(RunPart other, bool withoutTimings)
    {
        string[] differences =
        [
            .. RunDifferences.Between(other.Plan with { Shard = null }, Plan with { Shard = null }),
            .. withoutTimings ? [] : RunDifferences.Between(other.Info.Machine, Info.Machine),
            .. Pairs(other.Info.Systems, Info.Systems, s => s.Id).SelectMany(p => p.Other.Info is { } theirs && p.Ours.Info is { } ours ? RunDifferences.Between(p.Ours.Id, theirs, ours) : []),
            .. Pairs(other.Info.Recognizers, Info.Recognizers, r => r.Id).SelectMany(p => RunDifferences.Between(p.Ours.Id, p.Other, p.Ours)),
        ];
        if (differences.Length > 0)
        {
            string? remedy = differences.Any(d => d.StartsWith("machine:", StringComparison.Ordinal)) ? "runs of several computers merge with --without-timings" : null;
            throw new InputException($"the runs do not belong together (there: {other.Folder}, now: {Folder}): {string.Join("; ", differences)}", remedy: remedy);
        }
    }

    private static IEnumerable<(T Other, T Ours)> Pairs<T>(ImmutableArray<T> others, ImmutableArray<T> ours, Func<T, string> id) =>
        others.Join(ours, id, id, (o, t) => (o, t), StringComparer.Ordinal);
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>A run on disk, read. The folder's form is described in <c>docs/run-format.md</c>.</summary>
public sealed class RunFolder
{
    /// <summary>Name of the file that says what the run is.</summary>
    public const string RunFileName = "run.json";

    /// <summary>Name of the journal of a run that one process wrote.</summary>
    public const string JournalFileName = "journal.jsonl";

    /// <summary>Name of the folder of sounds.</summary>
    public const string AudioFolderName = "audio";

    /// <summary>Name of the folder with copies of the used utterances.</summary>
    public const string CorpusFolderName = "corpora";

    private RunFolder(string folder, RunInfo info, RunPlan plan, ImmutableArray<Take> takes, ImmutableArray<JournalProblem> problems, int foreignEntryCount)
    {
        Folder = folder;
        Info = info;
        Plan = plan;
        Takes = takes;
        Problems = problems;
        ForeignEntryCount = foreignEntryCount;
    }

    /// <summary>The folder, as given.</summary>
    public string Folder { get; }

    /// <summary>What the run is.</summary>
    public RunInfo Info { get; }

    /// <summary>What it was to do. Its corpora hold the used utterances only.</summary>
    public RunPlan Plan { get; }

    /// <summary>All planned takes in plan order with the facts the journal holds; none is missing, some may be empty.</summary>
    public ImmutableArray<Take> Takes { get; }

    /// <summary>Journal lines that do not count, an unfinished last one among them.</summary>
    public ImmutableArray<JournalProblem> Problems { get; }

    /// <summary>Journal entries of takes or contents that the plan does not ask for.</summary>
    public int ForeignEntryCount { get; }

    /// <summary>Reads a run; it may be going on meanwhile.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The run with its takes.</returns>
    /// <exception cref="InputException">It is no run folder, or a file of it is damaged or from a newer tool.</exception>
    public static RunFolder Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!File.Exists(Path.Combine(folder, RunFileName)))
        {
            throw new InputException($"no run here: the folder has no {RunFileName}", folder, remedy: "name the folder that 'pocket-eval run --out' wrote");
        }

        (RunInfo info, RunPlan plan) = RunDocument.Read(folder);
        var problems = ImmutableArray.CreateBuilder<JournalProblem>();
        var facts = new RunFacts(PlanExpander.Expand(plan), [.. info.Systems.Select(s => s.Info)], info.Recognizers);
        foreach (JournalEntry entry in JournalReader.ReadAll(folder, problems.Add))
        {
            facts.Add(entry);
        }

        return new RunFolder(folder, info, plan, facts.ToTakes(), problems.ToImmutable(), facts.ForeignEntryCount);
    }

    /// <summary>Path of a take's sound.</summary>
    /// <param name="take">A take of this run.</param>
    /// <returns>The path below <see cref="Folder"/>, or null when the take has no sound.</returns>
    public string? AudioPath(Take take)
    {
        ArgumentNullException.ThrowIfNull(take);
        return take.Synthesis is null ? null : new AudioStore(Folder).PathOf(take.Synthesis.AudioSha256);
    }

    /// <summary>Scores the run from its facts.</summary>
    /// <param name="scoring">What to score with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <returns>The result.</returns>
    public RunResult Score(ScoringOptions? scoring = null) => TakeScorer.Score(Info, Takes, scoring);
}

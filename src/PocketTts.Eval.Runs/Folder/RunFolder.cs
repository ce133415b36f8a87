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

    /// <summary>Takes of a run that are held in memory at most while it is scored, given a sink for them.</summary>
    public const int MostHeldTakes = 20_000;

    /// <summary>Takes that the result of a larger run holds at most: what one page can show.</summary>
    private const int MostExcerptTakes = 5_000;

    // takes of one text and one sound share transcripts
    private const int MostKeptTranscripts = 256;

    private readonly RunFacts _facts;
    private readonly Lazy<ImmutableArray<Take>> _takes;

    private RunFolder(string folder, RunInfo info, RunPlan plan, RunFacts facts, ImmutableArray<JournalProblem> problems)
    {
        Folder = folder;
        Info = info;
        Plan = plan;
        _facts = facts;
        _takes = new Lazy<ImmutableArray<Take>>(facts.ToTakes);
        Problems = problems;
    }

    /// <summary>The folder, as given.</summary>
    public string Folder { get; }

    /// <summary>What the run is.</summary>
    public RunInfo Info { get; }

    /// <summary>What it was to do. Its corpora hold the used utterances only.</summary>
    public RunPlan Plan { get; }

    /// <summary>Number of planned takes.</summary>
    public int TakeCount => _facts.Takes.Length;

    /// <summary>Planned takes that neither were spoken nor failed: the run has not reached them.</summary>
    public int MissingTakeCount => Enumerable.Range(0, TakeCount).Count(i => _facts.State(i) == FactState.Missing);

    /// <summary>All planned takes in plan order with the facts the journal holds; none is missing, some may be empty. Read when first asked for.</summary>
    /// <exception cref="InputException">The journal changed since the folder was opened.</exception>
    public ImmutableArray<Take> Takes => _takes.Value;

    /// <summary>Journal lines that do not count, an unfinished last one among them.</summary>
    public ImmutableArray<JournalProblem> Problems { get; }

    /// <summary>Journal entries of takes or contents that the plan does not ask for.</summary>
    public int ForeignEntryCount => _facts.ForeignEntryCount;

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
        var facts = new RunFacts(PlanExpander.Expand(plan), info);
        foreach ((JournalHead head, JournalPlace place) in JournalReader.ReadHeads(folder, problems.Add))
        {
            facts.Add(head, place);
        }

        return new RunFolder(folder, info, plan, facts, problems.ToImmutable());
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
    /// <returns>The result, with all takes.</returns>
    public RunResult Score(ScoringOptions? scoring = null) => TakeScorer.Score(Info, Takes, scoring);

    /// <summary>Scores a run of any size from its facts.</summary>
    /// <param name="sink">Is given the scored takes text by text when there are more than <see cref="MostHeldTakes"/>; else the result has them.</param>
    /// <param name="scoring">What to score with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The result; of a larger run with a <see cref="RunResult.Digest"/> and an excerpt of its takes.</returns>
    /// <exception cref="InputException">The journal changed since the folder was opened.</exception>
    public RunResult Score(IScoredTakeSink sink, ScoringOptions? scoring = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Score(Info, _facts, sink, scoring, cancellationToken);
    }

    /// <summary>Scores a run from what is known of it.</summary>
    internal static RunResult Score(RunInfo info, RunFacts facts, IScoredTakeSink? sink, ScoringOptions? scoring, CancellationToken cancellationToken, int mostHeld = MostHeldTakes)
    {
        if (sink is null || facts.Takes.Length <= mostHeld)
        {
            return TakeScorer.Score(info, facts.ToTakes(), scoring);
        }

        using var takes = new JournalTakes(facts, MostKeptTranscripts);
        return TakeScorer.Score(info, takes, Math.Min(mostHeld, MostExcerptTakes), sink, scoring, cancellationToken);
    }

    /// <summary>The same with other limits, for tests.</summary>
    internal RunResult Score(IScoredTakeSink sink, int mostHeld) => Score(Info, _facts, sink, null, CancellationToken.None, mostHeld);
}

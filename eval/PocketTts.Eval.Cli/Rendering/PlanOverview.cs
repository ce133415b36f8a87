using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Catalog;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>What <c>plan</c> shows; with <c>--json</c> as it is.</summary>
internal sealed record PlanOverview
{
    /// <summary>Systems in plan order.</summary>
    public required PlanSystemRow[] Systems { get; init; }

    /// <summary>Corpora in plan order.</summary>
    public required PlanCorpusRow[] Corpora { get; init; }

    /// <summary>Recognizer ids.</summary>
    public required string[] Recognizers { get; init; }

    /// <summary>Takes per pair.</summary>
    public required int Repeats { get; init; }

    /// <summary>Takes per pair of texts with a tag.</summary>
    public required IReadOnlyDictionary<string, int> RepeatsByTag { get; init; }

    /// <summary>Plan seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Order of the takes.</summary>
    public required string Order { get; init; }

    /// <summary>Part of the plan, or null.</summary>
    public required string? Shard { get; init; }

    /// <summary>Takes in all.</summary>
    public required int Takes { get; init; }

    /// <summary>Expected seconds of speaking, or null.</summary>
    public required double? SynthesisSeconds { get; init; }

    /// <summary>Expected seconds of transcribing, or null.</summary>
    public required double? TranscriptionSeconds { get; init; }

    /// <summary>Earlier runs on this computer that the expectation rests on.</summary>
    public required int EarlierRuns { get; init; }

    /// <summary>Disk need in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Free bytes on that disk, or null.</summary>
    public required long? FreeBytes { get; init; }

    /// <summary>Folder of the run.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>What is in it.</summary>
    public required string OutputState { get; init; }

    /// <summary>Puts it together.</summary>
    public static PlanOverview Of(RunPlan plan, PlanForecast forecast, long? freeBytes) => new()
    {
        Systems = [.. plan.Systems.Zip(forecast.Systems, (s, f) => new PlanSystemRow(s.Id, s.Canonical(), f.Takes, f.WallSeconds, f.AudioSeconds, f.EarlierTakes, f.IsSameSystem))],
        Corpora = [.. CorpusRows(plan)],
        Recognizers = [.. plan.Recognizers],
        Repeats = plan.Repeats,
        RepeatsByTag = plan.RepeatsByTag,
        Seed = plan.Seed,
        Order = plan.Order.ToString().ToLowerInvariant(),
        Shard = plan.Shard?.ToString(),
        Takes = plan.TakeCount,
        SynthesisSeconds = forecast.SynthesisSeconds,
        TranscriptionSeconds = forecast.TranscriptionSeconds,
        EarlierRuns = forecast.EarlierRuns,
        DiskBytes = forecast.DiskBytes,
        FreeBytes = freeBytes,
        OutputFolder = plan.OutputFolder,
        OutputState = StateOf(plan),
    };

    private static IEnumerable<PlanCorpusRow> CorpusRows(RunPlan plan)
    {
        int place = 0;
        foreach (PlannedCorpus corpus in plan.Corpora)
        {
            Utterance[] ours = [.. corpus.Used.Where(_ => plan.Shard?.Holds(place++) ?? true)];
            yield return new PlanCorpusRow(
                corpus.Corpus.Name,
                corpus.Corpus.Utterances.Length,
                ours.Length,
                ours.Sum(u => (long)u.Text.Length),
                ours.Sum(plan.RepeatsOf),
                corpus.Filter.IsNone ? null : corpus.Filter.Describe());
        }
    }

    private static string StateOf(RunPlan plan)
    {
        if (!File.Exists(Path.Combine(plan.OutputFolder, "run.json")))
        {
            return "new";
        }

        try
        {
            IReadOnlyList<string> differences = RunCatalog.Differences(plan.OutputFolder, plan);
            RunEntry entry = RunCatalog.Read(plan.OutputFolder);
            return differences.Count == 0
                ? $"{entry.FinishedTakes} of {entry.PlannedTakes} takes spoken, {RunView.StatusOf(entry)}"
                : $"another run: {string.Join("; ", differences)}";
        }
        catch (InputException problem)
        {
            return $"damaged: {problem.Message}";
        }
    }
}

/// <summary>A system of a plan.</summary>
internal sealed record PlanSystemRow(string Id, string Spec, int Takes, double? WallSeconds, double AudioSeconds, int EarlierTakes, bool IsSameSystem);

/// <summary>A corpus of a plan.</summary>
internal sealed record PlanCorpusRow(string Name, int Texts, int UsedTexts, long UsedCharacters, int TakesPerSystem, string? Filter);

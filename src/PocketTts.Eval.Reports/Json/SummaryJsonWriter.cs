using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Json;

/// <summary><c>summary.json</c>: all numbers of a run per system, for machines. The fields are described in docs/report-files.md.</summary>
internal static class SummaryJsonWriter
{
    /// <summary>Raised whenever a field changes its meaning or goes away; new fields do not raise it.</summary>
    private const int SchemaVersion = 1;

    private const int WorstWordLimit = 50;

    // letters of all scripts stay readable; characters that matter in HTML stay escaped
    private static readonly SummaryJsonContext Context = new(new JsonSerializerOptions(SummaryJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static string Render(RunResult result) =>
        JsonSerializer.Serialize(Document(result), Context.SummaryDocument) + "\n";

    private static SummaryDocument Document(RunResult result)
    {
        RunInfo info = result.Info;
        var run = new RunDocument(
            info.Name, info.CreatedUtc.ToUniversalTime(), info.Status, info.ToolVersion, info.GitCommit, info.Packages, info.Normalizer, info.Seed, info.Repeats, info.Corpora,
            [.. info.Recognizers.Select(recognizer => recognizer.Id)],
            VerdictJson.Describe(result.Scoring));
        return new SummaryDocument(
            SchemaVersion,
            run,
            info.Machine,
            [.. result.Systems.Select(system => Describe(result, system, info.Systems.FirstOrDefault(s => s.Id == system.SystemId)))],
            [.. WorstWords.Of(result).Take(WorstWordLimit).Select(Describe)],
            [.. WordFaultText.Worst(result).Take(WorstWordLimit).Select(VerdictJson.Describe)],
            NotMeasured.Of(result));
    }

    private static SystemDocument Describe(RunResult result, SystemSummary system, RunSystem? asked) => new(
        system.SystemId,
        asked?.Spec ?? system.SystemId,
        asked?.LoadSeconds,
        system.PlannedTakes,
        system.FailedTakes,
        system.MissingTakes,
        system.DistinctTakes,
        system.IsDeterministic,
        [.. system.Accuracy.Select(accuracy => Describe(accuracy, ErrorProfiler.Of(result, system.SystemId, accuracy.RecognizerId)))],
        [.. system.Verdicts.Select(VerdictJson.Describe)],
        new SpeedDocument(
            system.Speed.EligibleTakes, system.Speed.RtfMedian, system.Speed.RtfP95, system.Speed.Rtfx, system.Speed.FirstAudioSecondsMedian,
            system.Speed.EligibleTakes == 0 ? null : system.Speed.AudioSeconds, system.Speed.EligibleTakes == 0 ? null : system.Speed.WallSeconds),
        [.. system.Warnings.Select(pair => new CodeDocument(pair.Key, pair.Value))],
        [.. system.Failures.Select(pair => new CodeDocument(pair.Key, pair.Value))]);

    private static AccuracyDocument Describe(AccuracySummary accuracy, ErrorProfile profile) => new(
        accuracy.RecognizerId,
        accuracy.CountedTakes,
        accuracy.TakesWithErrors,
        accuracy.Counts.ReferenceWords,
        accuracy.Counts.Hits,
        accuracy.Counts.Substitutions,
        accuracy.Counts.Deletions,
        accuracy.Counts.Insertions,
        accuracy.Counts.WordErrorRate,
        accuracy.Interval?.Low,
        accuracy.Interval?.High,
        accuracy.MacroWordErrorRate,
        VerdictJson.Describe(profile));

    private static WordDocument Describe(WorstWord word) => new(
        word.SystemId,
        word.RecognizerId,
        word.Trouble.Corpus,
        word.Trouble.UtteranceId,
        word.Trouble.WordIndex,
        word.Trouble.Word,
        word.Trouble.CountedTakes,
        word.Trouble.Deleted,
        word.Trouble.Substituted,
        [.. word.Trouble.HeardInstead.Select(pair => new HeardDocument(pair.Key, pair.Value))]);
}

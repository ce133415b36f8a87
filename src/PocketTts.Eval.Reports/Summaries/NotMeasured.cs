using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>Says what a run does not tell, and why: a number that is absent must not look like a good one.</summary>
internal static class NotMeasured
{
    /// <summary>Takes that a 95th percentile needs; below that <see cref="SpeedSummary.RtfP95"/> is null.</summary>
    private const int LeastTakesForP95 = 20;

    public static ImmutableArray<string> Of(RunResult result)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (result.TakeCount == 0)
        {
            lines.Add("Anything: the plan has no takes.");
            return lines.ToImmutable();
        }

        string? status = result.Info.Status switch
        {
            RunStatus.Started => "The run has not ended: it is running now or was killed.",
            RunStatus.Cancelled => "The run was cancelled; the same command continues it.",
            RunStatus.Failed => "The run ended by an error; the same command continues it.",
            _ => null,
        };
        if (status is not null)
        {
            lines.Add(status);
        }

        foreach (SystemSummary system in result.Systems)
        {
            AddSystem(lines, system, result.Info.Systems.Any(s => s.Info is { UsesExistingAudio: true } && string.Equals(s.Id, system.SystemId, StringComparison.Ordinal)));
        }

        foreach ((string system, string recognizer, int takes) in result.Digest?.Unread ?? Unread(result))
        {
            lines.Add($"Words of {Formatting.Count(takes, "take")} of {system}: {recognizer} could not read the audio; they are failed takes and are not in the WER.");
        }

        lines.Add("The recognizer's own errors: no recordings of people were transcribed in this run, so any single error may be the recognizer's; differences between systems are safer than levels.");
        return lines.ToImmutable();
    }

    private static ImmutableArray<(string SystemId, string RecognizerId, int Takes)> Unread(RunResult result) =>
    [
        .. result.Takes
            .SelectMany(take => take.Take.Recognitions, (take, recognition) => (take.Take.Key.SystemId, recognition))
            .Where(pair => pair.recognition.Failure is not null)
            .GroupBy(pair => (pair.SystemId, pair.recognition.RecognizerId))
            .Select(group => (group.Key.SystemId, group.Key.RecognizerId, group.Count())),
    ];

    private static void AddSystem(ImmutableArray<string>.Builder lines, SystemSummary system, bool usesExistingAudio)
    {
        string id = system.SystemId;
        if (system.MissingTakes > 0)
        {
            lines.Add($"{Formatting.Count(system.MissingTakes, "take")} of {id}: the run has not reached {(system.MissingTakes == 1 ? "it" : "them")}.");
        }

        foreach (AccuracySummary accuracy in system.Accuracy)
        {
            if (accuracy.Counts.WordErrorRate is null)
            {
                lines.Add($"WER of {id} by {accuracy.RecognizerId}: no take could be compared with its text.");
            }
            else if (accuracy.Interval is null)
            {
                lines.Add($"Interval of the WER of {id} by {accuracy.RecognizerId}: it needs at least 2 utterances.");
            }
        }

        SpeedSummary speed = system.Speed;
        if (speed.EligibleTakes == 0)
        {
            lines.Add(usesExistingAudio
                ? $"Speed of {id}: its sound was there before the run."
                : $"Speed of {id}: no take has a usable timing (failed, cached, warm-up, or other work ran at the same time).");
            return;
        }

        if (speed.RtfP95 is null)
        {
            lines.Add($"RTF p95 of {id}: {Formatting.Count(speed.EligibleTakes, "take")} with a usable timing, it needs {Formatting.Count(LeastTakesForP95)}.");
        }

        if (speed.FirstAudioSecondsMedian is null)
        {
            lines.Add($"Time to first audio of {id}: the engine gives its sound in one piece or was not observed while speaking.");
        }
    }
}

using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>Makes rows of takes.</summary>
internal static class ExportRows
{
    /// <summary>Makes the row of a take.</summary>
    public static ExportRow Of(ScoredTake scored, RunInfo info, string recognizer, string? fileName)
    {
        Take take = scored.Take;
        SynthesisFacts? facts = take.Synthesis;
        var row = new ExportRow
        {
            FileName = fileName,
            System = take.Key.SystemId,
            Corpus = take.Key.Corpus,
            Utterance = take.Key.UtteranceId,
            Repeat = take.Key.Repeat,
            Status = TakeFacts.Status(scored, info),
            FailureStage = scored.Failure?.Stage,
            FailureReason = scored.Failure?.Reason,
            FailureMessage = scored.Failure?.Message,
            Seed = take.Seed,
            Language = take.Utterance.Language,
            Tags = [.. take.Utterance.Tags],
            Text = take.Utterance.Text,
            AcceptedForms = [.. take.Utterance.AcceptedForms],
            AudioSha256 = facts?.AudioSha256,
            SampleRateHz = facts?.SampleRateHz,
            AudioSeconds = facts?.AudioSeconds,
            WallSeconds = facts?.WallSeconds,
            Rtf = TakeFacts.Rtf(facts),
            FirstAudioSeconds = facts?.FirstAudioSeconds,
            CpuSeconds = facts?.CpuSeconds,
            TimingEligible = facts?.IsTimingEligible,
            ProcessMemoryBytes = facts?.ProcessMemoryBytes,
            ProcessPeakMemoryBytes = facts?.ProcessPeakMemoryBytes,
            Units = facts?.UnitCount,
            Chunks = facts?.ChunkCount,
            Peak = facts?.Peak,
            LevelDbfs = facts?.LevelDbfs,
            Warnings = [.. TakeFacts.Warnings(take).Select(TakeFacts.Text)],
            RepeatsEarlierTake = facts is null ? null : scored.RepeatsEarlierTake,
            Recognizer = recognizer,
        };
        SetSound(row, facts?.Audio);
        SetHeard(row, take.Recognitions.FirstOrDefault(r => r.RecognizerId == recognizer)?.Transcript);
        SetScore(row, scored.Scores.FirstOrDefault(s => s.RecognizerId == recognizer));
        return row;
    }

    private static void SetSound(ExportRow row, AudioFacts? audio)
    {
        row.Lufs = audio?.IntegratedLufs;
        row.LeadingSilenceSeconds = audio?.LeadingSilenceSeconds;
        row.TrailingSilenceSeconds = audio?.TrailingSilenceSeconds;
        row.SpeechSeconds = audio?.SpeechSeconds;
        row.LongestPauseSeconds = audio?.Pauses.Max(p => (double?)p.DurationSeconds);
        row.Dropouts = audio?.DropoutCount;
        row.Clicks = audio?.ClickCount;
        row.NoiseBursts = audio?.NoiseBursts?.Length;
        row.ClippedSamples = audio?.ClippedSampleCount;
        row.DcOffset = audio?.DcOffset;
        row.SpeechLevelDbfs = audio?.SpeechLevelDbfs;
        row.EndLevel50MsDbfs = audio?.EndLevel50MsDbfs;
        row.LargestJoinJump = audio?.Joins.Max(j => j.Jump);
    }

    private static void SetHeard(ExportRow row, Transcript? transcript)
    {
        row.Transcript = transcript?.Text;
        row.AverageLogProbability = Formatting.Finite(transcript?.AverageLogProbability);
        row.NoSpeechProbability = transcript?.NoSpeechProbability;
        row.HeardWords = [.. (transcript?.Words ?? []).Select(w => new ExportHeardWord { Text = w.Text, StartSeconds = w.StartSeconds, EndSeconds = w.EndSeconds, Probability = w.Probability })];
    }

    private static void SetScore(ExportRow row, TakeScore? score)
    {
        if (score is null)
        {
            return;
        }

        TakeVerdict verdict = score.Verdict;
        int Count(WordVerdictKind kind) => verdict.Words.Count(w => w.Kind == kind);
        row.ReferenceWords = score.Counts.ReferenceWords;
        row.Hits = score.Counts.Hits;
        row.Substitutions = score.Counts.Substitutions;
        row.Deletions = score.Counts.Deletions;
        row.Insertions = score.Counts.Insertions;
        row.Wer = score.Counts.WordErrorRate;
        row.Severity = verdict.Severity.Name();
        row.Faults = [.. verdict.Faults.Select(TakeFacts.Text)];
        row.Skipped = Count(WordVerdictKind.Skipped);
        row.Mangled = Count(WordVerdictKind.Mangled);
        row.Replaced = Count(WordVerdictKind.Replaced);
        row.Repeated = Count(WordVerdictKind.Repeated);
        row.Merged = Count(WordVerdictKind.Merged);
        row.Split = Count(WordVerdictKind.Split);
        row.Unsure = Count(WordVerdictKind.Unsure);
        row.ExtraWords = verdict.Extras.Sum(e => e.Words.Length);
        row.ConfirmedFaults = verdict.Words.Count(w => w.IsConfirmedFault);
        row.Form = score.FormIndex;
        row.Words = [.. verdict.Words.Select(ExportWord.Of)];
        row.Extras = [.. verdict.Extras.Select(ExportExtra.Of)];
    }
}

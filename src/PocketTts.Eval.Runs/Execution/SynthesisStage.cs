using System.Collections.Immutable;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>
/// Speaks all missing takes, one after the other in plan order, and nothing else meanwhile: every timing taken here is clean.
/// </summary>
internal sealed class SynthesisStage(RunPlan plan, RunFacts facts, AudioStore audio, JournalWriter journal, TimeProvider time, IProcessMeter meter, ProgressTally progress)
{
    /// <summary>Spoken once by each system before its first take, untimed and not kept: first calls compile, allocate and fill caches.</summary>
    public const string WarmUpText = "This short sentence warms the engine up.";

    /// <summary>Speaks the takes that have no entry yet.</summary>
    /// <param name="synthesizers">The plan's systems, loaded.</param>
    /// <param name="cancellationToken">Ends the work; takes that are done are kept.</param>
    public async Task RunAsync(ImmutableArray<ISpeechSynthesizer> synthesizers, CancellationToken cancellationToken)
    {
        progress.StartSynthesis(facts);
        int[] missing = [.. Enumerable.Range(0, facts.Takes.Length).Where(i => facts.Entry(i) is null)];
        foreach (int system in missing.Select(i => facts.Takes[i].SystemIndex).Distinct().Order().Where(s => !synthesizers[s].Info.UsesExistingAudio))
        {
            await WarmUpAsync(synthesizers[system], plan.Systems[system].Id, cancellationToken).ConfigureAwait(false);
        }

        foreach (int index in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PlannedTake take = facts.Takes[index];
            TakeEntry entry = await SpeakAsync(synthesizers[take.SystemIndex], take, facts.NextAttempt(index), cancellationToken).ConfigureAwait(false);
            journal.Append(entry);
            facts.Add(entry);
            progress.Advance(take.SystemIndex, entry);
        }
    }

    private async Task WarmUpAsync(ISpeechSynthesizer synthesizer, string systemId, CancellationToken cancellationToken)
    {
        using var limit = new TakeTimer(plan.Limits.ForSynthesis(WarmUpText), time, cancellationToken);
        long? seed = synthesizer.Info.UsesSeed ? TakeSeed.Derive(plan.Seed, string.Empty, "warm-up", 0) : null;
        try
        {
            await synthesizer.SynthesizeAsync(new SynthesisRequest(WarmUpText, Seed: seed), null, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // the takes themselves will tell; a failed warm-up costs nothing but a cold first timing
            progress.Note($"{systemId}: the warm-up failed ({EngineFault.Describe(failure, limit).Message}); its first take is timed cold");
        }
    }

    private async Task<TakeEntry> SpeakAsync(ISpeechSynthesizer synthesizer, PlannedTake take, int attempt, CancellationToken cancellationToken)
    {
        using var limit = new TakeTimer(plan.Limits.ForSynthesis(take.Utterance.Text), time, cancellationToken);
        long? seed = facts.SeedOf(take);
        var request = new SynthesisRequest(take.Utterance.Text, take.Utterance.Language, seed, take.Key.Repeat, take.Key.Corpus, take.Utterance.Id);
        SynthesisFacts spoken;
        byte[] wav;
        try
        {
            TimeSpan cpuStart = meter.CpuTime;
            long start = time.GetTimestamp();
            var sink = new FirstSoundSink(time, start);
            SynthesisResult result = await synthesizer.SynthesizeAsync(request, sink, limit.Token).ConfigureAwait(false);
            double wallSeconds = time.GetElapsedTime(start).TotalSeconds;
            double cpuSeconds = (meter.CpuTime - cpuStart).TotalSeconds;
            SynthesisTiming timing = result.Timing ?? new SynthesisTiming { WallSeconds = wallSeconds, FirstAudioSeconds = sink.Seconds, CpuSeconds = cpuSeconds, ProcessMemoryBytes = meter.MemoryBytes };
            (spoken, wav) = Examine(result, take.Utterance.Text, timing);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // the one place where whatever an engine throws becomes a failed row (DESIGN rule 1)
            (string reason, string message) = EngineFault.Describe(failure, limit);
            return new SynthesisFailedEntry
            {
                Take = take.Key,
                Key = facts.KeyOf(take),
                Attempt = attempt,
                Seed = seed,
                Failure = new TakeFailure(TakeFailure.Synthesize, reason, message),
                AtUtc = time.GetUtcNow(),
            };
        }

        // outside the catch: a full disk is the run's trouble, not the take's
        return new SynthesizedEntry
        {
            Take = take.Key,
            Key = facts.KeyOf(take),
            Attempt = attempt,
            Seed = seed,
            Synthesis = spoken with { AudioSha256 = audio.Store(wav) },
            AtUtc = time.GetUtcNow(),
        };
    }

    private static (SynthesisFacts Facts, byte[] Wav) Examine(SynthesisResult result, string text, SynthesisTiming timing)
    {
        AudioLevels levels = LevelMeter.Measure(result.Audio);
        SoundCheck.ThrowIfUnusable(result.Audio, levels, text);
        byte[] wav = WavWriter.ToBytes(result.Audio, out int clipped);
        var facts = new SynthesisFacts
        {
            AudioSha256 = string.Empty,
            SampleRateHz = result.Audio.SampleRateHz,
            AudioSeconds = result.Audio.DurationSeconds,
            WallSeconds = timing.WallSeconds,
            CpuSeconds = timing.CpuSeconds,
            FirstAudioSeconds = timing.FirstAudioSeconds,
            IsTimingEligible = timing is { IsEligible: true, WallSeconds: not null },
            Peak = levels.Peak,
            LevelDbfs = levels.RmsDbfs,
            ProcessMemoryBytes = timing.ProcessMemoryBytes,
            Phonemes = result.Phonemes,
            UnitCount = result.UnitCount,
            ChunkCount = result.ChunkCount,
            Warnings = clipped == 0
                ? result.Warnings
                : result.Warnings.Add(new TakeWarning("clipped-audio", FormattableString.Invariant($"{clipped} of {result.Audio.Samples.Length} samples exceed 16 bits and are limited in the stored sound"))),
        };
        return (facts, wav);
    }
}

using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>A synthesizer that is timed.</summary>
internal sealed class SpeakerSubject(BenchChoice choice, WorkerSpeaker speaker, BenchPlan plan, int usableCpuCount) : IBenchSubject
{
    /// <inheritdoc/>
    public BenchSetup Setup { get; } = Describe(choice, speaker.Info, usableCpuCount);

    /// <inheritdoc/>
    public double LoadSeconds => speaker.LoadSeconds;

    /// <inheritdoc/>
    public int Starts => speaker.Starts;

    /// <inheritdoc/>
    public Task<string?> WarmUpAsync(BenchText text, CancellationToken cancellationToken) =>
        speaker.WarmUpAsync(Request(text), plan.Limits.ForSynthesis(text.Text), cancellationToken);

    /// <inheritdoc/>
    public async Task<BenchMeasurement> MeasureAsync(BenchText text, CancellationToken cancellationToken)
    {
        SpeakOutcome outcome = await speaker.SpeakAsync(Request(text), plan.Limits.ForSynthesis(text.Text), cancellationToken).ConfigureAwait(false);
        BenchTake take = BenchTakes.Of(Setup, text);
        if (outcome is FailedOutcome failed)
        {
            return new BenchMeasurement(take with { Outcome = BenchOutcome.Failed, Reason = failed.Reason }, null, failed.Message);
        }

        var spoken = (SpokenOutcome)outcome;
        SynthesisFacts facts = spoken.Facts;
        return new BenchMeasurement(
            take with
            {
                Outcome = facts.WallSeconds is null ? BenchOutcome.Excluded : BenchOutcome.Ok,
                Reason = facts.WallSeconds is null ? "not-timed" : null,
                WallSeconds = facts.WallSeconds,
                CpuSeconds = facts.CpuSeconds,
                AudioSeconds = facts.AudioSeconds,
                SpeechSeconds = facts.Audio?.SpeechSeconds,
                UnitCount = facts.UnitCount,

                // an engine that hands nothing on is heard when all is made
                FirstAudioSeconds = facts.FirstAudioSeconds ?? facts.WallSeconds,
                LeadingSilenceSeconds = facts.Audio?.LeadingSilenceSeconds,
                ChunkCount = Math.Max(1, spoken.Chunks.Length),
                Playback = spoken.Chunks.Length > 1 ? Playback.Of(spoken.Chunks, facts.SampleRateHz) : null,
                MemoryBytes = facts.ProcessMemoryBytes,
                PeakMemoryBytes = facts.ProcessPeakMemoryBytes,
                AudioSha256 = AudioHash.Sha256(spoken.Wav),
            },
            spoken.Wav,
            null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => speaker.DisposeAsync();

    private static BenchSetup Describe(BenchChoice choice, SynthesizerInfo info, int usableCpuCount) => new()
    {
        Id = PathFreeText.Of(choice.Id),
        SystemId = PathFreeText.Of(choice.SystemId),
        Spec = PathFreeText.Of(choice.Spec!.Canonical()),
        IsRecognizer = false,
        Engine = info.Engine,
        EngineVersion = info.EngineVersion,
        Voice = info.Voice is null ? null : PathFreeText.Of(info.Voice),
        ThreadCount = info.ThreadCount,
        IsOversubscribed = info.ThreadCount > usableCpuCount,
        Unit = BenchTakes.UnitOf(info.Engine),
        IsDeterministic = info.IsDeterministic,
        Files = info.Files,
    };

    private SynthesisRequest Request(BenchText text) =>
        new(text.Text, text.Language, speaker.Info.UsesSeed ? TakeSeed.Derive(plan.Seed, plan.Corpus, text.Id, 0) : null, 0, plan.Corpus, text.Id);
}

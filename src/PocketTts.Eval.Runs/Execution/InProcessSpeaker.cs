using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Speaks in this process: inside a worker, and in runs without workers.</summary>
internal sealed class InProcessSpeaker(ISpeechSynthesizer synthesizer, TimeProvider time, IProcessMeter meter, double loadSeconds = 0) : ITakeSpeaker
{
    private bool _isWarm;

    /// <inheritdoc/>
    public SynthesizerInfo Info => synthesizer.Info;

    /// <inheritdoc/>
    public double LoadSeconds => loadSeconds;

    /// <inheritdoc/>
    public async Task<string?> WarmUpAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new TakeTimer(limit, time, cancellationToken);
        try
        {
            await synthesizer.SynthesizeAsync(request, null, timer.Token).ConfigureAwait(false);
            _isWarm = true;
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // the takes themselves will tell
            return EngineFault.Describe(failure, timer).Message;
        }
    }

    /// <inheritdoc/>
    public async Task<SpeakOutcome> SpeakAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new TakeTimer(limit, time, cancellationToken);
        try
        {
            TimeSpan cpuStart = meter.CpuTime;
            long start = time.GetTimestamp();
            var sink = new ArrivalSink(time, start);
            SynthesisResult result = await synthesizer.SynthesizeAsync(request, sink, timer.Token).ConfigureAwait(false);
            double wallSeconds = time.GetElapsedTime(start).TotalSeconds;
            double cpuSeconds = (meter.CpuTime - cpuStart).TotalSeconds;
            SpokenOutcome spoken = TakeExaminer.Examine(result, request.Text);
            SynthesisTiming timing = result.Timing
                ?? new SynthesisTiming { WallSeconds = wallSeconds, FirstAudioSeconds = sink.FirstSeconds, CpuSeconds = cpuSeconds, ProcessMemoryBytes = meter.MemoryBytes };
            bool isWarm = _isWarm;
            _isWarm = true;
            return spoken with
            {
                Chunks = sink.Chunks,
                Facts = spoken.Facts with
                {
                    WallSeconds = timing.WallSeconds,
                    CpuSeconds = timing.CpuSeconds,
                    FirstAudioSeconds = timing.FirstAudioSeconds,
                    IsTimingEligible = isWarm && timing is { IsEligible: true, WallSeconds: not null },
                    ProcessMemoryBytes = timing.ProcessMemoryBytes,
                    ProcessPeakMemoryBytes = result.Timing is null ? meter.PeakMemoryBytes : null,
                },
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // the one place where whatever an engine throws becomes a failed row (DESIGN rule 1)
            (string reason, string message) = EngineFault.Describe(failure, timer);
            return new FailedOutcome(reason, message, timer.IsOver ? FailureKind.TimeOut : FailureKind.Answer);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        synthesizer.Dispose();
        return ValueTask.CompletedTask;
    }
}

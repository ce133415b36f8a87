using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Times what starting costs: new processes, each loaded and used twice.</summary>
internal static class StartTimer
{
    /// <summary>Starts a system or recognizer as often as asked; the last process stays for the rounds.</summary>
    /// <param name="load">Starts and loads a new process.</param>
    /// <param name="text">What is spoken or heard first.</param>
    /// <param name="count">Starts that are timed; 0 loads it once without a timing.</param>
    /// <param name="clock">Times takes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the bench.</param>
    public static async Task<(IBenchSubject Subject, BenchStart? Start)> StartAsync(
        Func<CancellationToken, Task<IBenchSubject>> load, BenchText text, int count, TakeClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return (await load(cancellationToken).ConfigureAwait(false), null);
        }

        var firstAudio = new List<double?>();
        var loads = new List<double?>();
        var first = new List<double?>();
        var second = new List<double?>();
        for (int i = 1; ; i++)
        {
            long start = time.GetTimestamp();
            IBenchSubject subject = await load(cancellationToken).ConfigureAwait(false);
            try
            {
                double ready = time.GetElapsedTime(start).TotalSeconds;
                BenchTake cold = (await clock.MeasureAsync(subject, text, -1, -1, cancellationToken).ConfigureAwait(false)).Take;
                BenchTake warm = (await clock.MeasureAsync(subject, text, -1, -1, cancellationToken).ConfigureAwait(false)).Take;
                loads.Add(subject.LoadSeconds);
                if (cold.Outcome == BenchOutcome.Ok)
                {
                    firstAudio.Add(ready + (cold.FirstAudioSeconds ?? cold.WallSeconds));
                    first.Add(cold.WallSeconds);
                }

                second.Add(warm.Outcome == BenchOutcome.Ok ? warm.WallSeconds : null);
                if (i == count)
                {
                    return (subject, new BenchStart(count, SpeedQuantity.Of(firstAudio), SpeedQuantity.Of(loads), SpeedQuantity.Of(first), SpeedQuantity.Of(second), warm.MemoryBytes ?? cold.MemoryBytes));
                }
            }
            catch
            {
                await subject.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            await subject.DisposeAsync().ConfigureAwait(false);
        }
    }
}

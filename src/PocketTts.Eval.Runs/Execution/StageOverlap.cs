namespace PocketTts.Eval.Runs.Execution;

/// <summary>Lets the recognizers begin while there is still something to speak.</summary>
internal static class StageOverlap
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Speaks, and meanwhile transcribes again and again what is there. Ends with the speaking; what is left is for the caller.</summary>
    /// <param name="speak">The whole of speaking.</param>
    /// <param name="transcribe">Transcribes what is there by now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends both.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> speak, Func<CancellationToken, Task> transcribe, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task speaking = Task.Run(() => speak(stop.Token), CancellationToken.None);
        try
        {
            while (!speaking.IsCompleted)
            {
                await transcribe(stop.Token).ConfigureAwait(false);
                await Task.WhenAny(speaking, Task.Delay(s_pause, time, stop.Token)).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await speaking.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await speaking.ConfigureAwait(false);
    }
}

using System.Threading.Channels;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>
/// Transcribes every distinct sound once per recognizer. Several instances of a recognizer work in parallel; one writer
/// journals what they give.
/// </summary>
internal sealed class TranscriptionStage(RunPlan plan, RunFacts facts, AudioStore audio, JournalWriter journal, TimeProvider time, ProgressTally progress)
{
    /// <summary>Transcribes what is missing.</summary>
    /// <param name="recognizers">The plan's recognizers: what they are, and how one more instance is loaded.</param>
    /// <param name="parallelism">Instances at work at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the work; transcripts that are done are kept.</param>
    public async Task RunAsync(
        IReadOnlyList<(RecognizerInfo Info, Func<CancellationToken, Task<ISpeechRecognizer>> Load)> recognizers,
        Func<RecognizerInfo, int> parallelism,
        CancellationToken cancellationToken)
    {
        Sound[] sounds = [.. Enumerable.Range(0, facts.Takes.Length)
            .Select(facts.Synthesis)
            .OfType<SynthesisFacts>()
            .DistinctBy(s => s.AudioSha256, StringComparer.Ordinal)
            .Select(s => new Sound(s.AudioSha256, s.AudioSeconds))];
        progress.Start(RunPhase.Transcribing, sounds.Length * recognizers.Count);
        for (int r = 0; r < recognizers.Count; r++)
        {
            var missing = new List<Sound>();
            foreach (Sound sound in sounds)
            {
                if (facts.Transcript(sound.Sha256, r) is { } known)
                {
                    progress.Advance(known is TranscriptionFailedEntry);
                }
                else
                {
                    missing.Add(sound);
                }
            }

            if (missing.Count > 0)
            {
                int workers = Math.Clamp(parallelism(recognizers[r].Info), 1, missing.Count);
                await RunAsync(recognizers[r].Info, recognizers[r].Load, missing, workers, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(
        RecognizerInfo info, Func<CancellationToken, Task<ISpeechRecognizer>> load, List<Sound> sounds, int workerCount, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Sound> jobs = Channel.CreateBounded<Sound>(new BoundedChannelOptions(2 * workerCount) { SingleWriter = true });
        Channel<TranscriptEntry> results = Channel.CreateBounded<TranscriptEntry>(new BoundedChannelOptions(2 * workerCount) { SingleReader = true });
        Task work = Task.WhenAll(
        [
            Guard(FeedAsync(sounds, jobs.Writer, stop.Token), stop),
            .. Enumerable.Range(0, workerCount).Select(_ => Guard(Task.Run(() => WorkAsync(info, load, jobs.Reader, results.Writer, stop.Token), CancellationToken.None), stop)),
        ]);
        Task closing = work.ContinueWith(_ => results.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            // not cancelled: what is finished is kept
            await foreach (TranscriptEntry entry in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                journal.Append(entry);
                facts.Add(entry);
                progress.Advance(entry is TranscriptionFailedEntry);
            }
        }
        catch
        {
            // nobody reads any more: closing the channel frees workers that wait to write
            results.Writer.TryComplete();
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        await closing.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await work.ConfigureAwait(false);
    }

    // The first fault stops all; its own exception stays the task's.
    private static async Task Guard(Task task, CancellationTokenSource stop)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop: whoever told knows why
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task FeedAsync(List<Sound> sounds, ChannelWriter<Sound> jobs, CancellationToken cancellationToken)
    {
        foreach (Sound sound in sounds)
        {
            await jobs.WriteAsync(sound, cancellationToken).ConfigureAwait(false);
        }

        jobs.Complete();
    }

    private async Task WorkAsync(
        RecognizerInfo info, Func<CancellationToken, Task<ISpeechRecognizer>> load, ChannelReader<Sound> jobs, ChannelWriter<TranscriptEntry> results, CancellationToken cancellationToken)
    {
        using ISpeechRecognizer recognizer = await load(cancellationToken).ConfigureAwait(false);
        await foreach (Sound sound in jobs.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            TranscriptEntry entry = await TranscribeAsync(recognizer, info, sound, cancellationToken).ConfigureAwait(false);
            await results.WriteAsync(entry, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<TranscriptEntry> TranscribeAsync(ISpeechRecognizer recognizer, RecognizerInfo info, Sound sound, CancellationToken cancellationToken)
    {
        using var limit = new TakeTimer(plan.Limits.ForTranscription(sound.Seconds), time, cancellationToken);
        Waveform heard;
        try
        {
            heard = audio.Read(sound.Sha256);
        }
        catch (TakeFailedException failure)
        {
            return Failed(info, sound, failure.Reason, failure.Message);
        }

        long start = time.GetTimestamp();
        try
        {
            Transcript transcript = await recognizer.TranscribeAsync(heard, limit.Token).ConfigureAwait(false);
            return new TranscribedEntry
            {
                AudioSha256 = sound.Sha256,
                Recognizer = info.Id,
                Key = ContentKey.ForTranscript(info, sound.Sha256),
                Attempt = 1,
                WallSeconds = time.GetElapsedTime(start).TotalSeconds,
                Transcript = transcript,
                AtUtc = time.GetUtcNow(),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // the other place where whatever an engine throws becomes a failed row (DESIGN rule 1)
            (string reason, string message) = EngineFault.Describe(failure, limit);
            return Failed(info, sound, reason, message);
        }
    }

    private TranscriptionFailedEntry Failed(RecognizerInfo info, Sound sound, string reason, string message) => new()
    {
        AudioSha256 = sound.Sha256,
        Recognizer = info.Id,
        Key = ContentKey.ForTranscript(info, sound.Sha256),
        Attempt = 1,
        Failure = new TakeFailure(TakeFailure.Transcribe, reason, message),
        AtUtc = time.GetUtcNow(),
    };

    private readonly record struct Sound(string Sha256, double Seconds);
}

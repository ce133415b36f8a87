using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Cache;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>
/// Transcribes every distinct sound once per recognizer and, where the recognizer gives evidence, weighs the texts spoken in it.
/// Several instances of a recognizer work in parallel; one writer journals what they give.
/// </summary>
internal sealed class TranscriptionStage(RunPlan plan, RunFacts facts, AudioStore audio, JournalWriter journal, TakeCache? cache, TimeProvider time, ProgressTally progress)
{
    private readonly AcceptedReadings _readings = new();

    /// <summary>Transcribes what is missing.</summary>
    /// <param name="recognizers">The plan's recognizers.</param>
    /// <param name="parallelism">Instances at work at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the work; transcripts that are done are kept.</param>
    public async Task RunAsync(
        IReadOnlyList<RecognizerPool> recognizers,
        Func<RecognizerInfo, int> parallelism,
        CancellationToken cancellationToken)
    {
        int sounds = Enumerable.Range(0, facts.Takes.Length).Where(i => facts.State(i) == FactState.Done).Select(facts.Audio).Distinct().Count();
        progress.Start(RunPhase.Transcribing, sounds * recognizers.Count);
        for (int r = 0; r < recognizers.Count; r++)
        {
            List<Job> missing = FindMissing(r);
            if (missing.Count > 0)
            {
                int workers = Math.Clamp(parallelism(recognizers[r].Info), 1, missing.Count);
                await RunAsync(recognizers[r], missing, workers, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // of what is done only the number is told: a run may have a million sounds
    private List<Job> FindMissing(int recognizer)
    {
        var seen = new HashSet<AudioKey>();
        var missing = new Dictionary<AudioKey, (int Take, List<string> Texts, List<Utterance> Utterances)>();
        int known = 0;
        int failures = 0;
        for (int i = 0; i < facts.Takes.Length; i++)
        {
            if (facts.State(i) != FactState.Done)
            {
                continue;
            }

            AudioKey audio = facts.Audio(i);
            FactState state = facts.Transcript(audio, recognizer);
            if (seen.Add(audio) && state != FactState.Missing)
            {
                known++;
                failures += state == FactState.Failed ? 1 : 0;
            }

            ImmutableArray<string> texts = plan.Evidence ? facts.TextsToWeigh(audio, RunFacts.ReferenceTexts(facts.Takes[i].Utterance), recognizer) : [];
            if (state == FactState.Missing || !texts.IsEmpty)
            {
                ref (int Take, List<string> Texts, List<Utterance> Utterances) job = ref CollectionsMarshal.GetValueRefOrAddDefault(missing, audio, out bool isOpen);
                job = isOpen ? job : (i, [], []);
                job.Texts.AddRange(texts.Except(job.Texts, StringComparer.Ordinal));
                if (!texts.IsEmpty && AcceptedReadings.Has(facts.Takes[i].Utterance) && !job.Utterances.Contains(facts.Takes[i].Utterance))
                {
                    job.Utterances.Add(facts.Takes[i].Utterance);
                }
            }
        }

        progress.Skip(known, failures);
        return [.. missing.Values.OrderBy(m => m.Take).Select(m => new Job(
            new Sound(facts.Audio(m.Take).ToString(), facts.Sound(m.Take)!.AudioSeconds),
            facts.Transcript(facts.Audio(m.Take), recognizer) == FactState.Done ? facts.TranscriptPlace(facts.Audio(m.Take), recognizer) : null,
            [.. m.Texts],
            [.. m.Utterances]))];
    }

    private async Task RunAsync(
        RecognizerPool pool, List<Job> missing, int workerCount, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Job> jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(2 * workerCount) { SingleWriter = true });
        Channel<JournalEntry> results = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(2 * workerCount) { SingleReader = true });
        Task work = Task.WhenAll(
        [
            Guard(FeedAsync(missing, jobs.Writer, stop.Token), stop),
            .. Enumerable.Range(0, workerCount).Select(_ => Guard(Task.Run(() => WorkAsync(pool, jobs.Reader, results.Writer, stop.Token), CancellationToken.None), stop)),
        ]);
        Task closing = work.ContinueWith(_ => results.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            // not cancelled: what is finished is kept
            await foreach (JournalEntry entry in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                facts.Add(entry, journal.Append(entry));
                Keep(entry);
                if (entry is TranscriptEntry)
                {
                    progress.Advance(entry is TranscriptionFailedEntry);
                }
                else if (entry is EvidenceEntry { Failure: { } failure } evidence)
                {
                    progress.Note($"{pool.Info.Id}: no evidence for '{evidence.Text}': {failure.Message}");
                }
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

    private void Keep(JournalEntry entry)
    {
        // what has no time came from there
        if (entry is TranscribedEntry { WallSeconds: not null } heard)
        {
            cache?.Put(heard.Key, heard.Transcript);
        }
        else if (entry is EvidenceEntry { WallSeconds: not null, Evidence: { } evidence } weighed)
        {
            cache?.Put(weighed.Key, evidence);
        }
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

    private static async Task FeedAsync(List<Job> missing, ChannelWriter<Job> jobs, CancellationToken cancellationToken)
    {
        foreach (Job job in missing)
        {
            await jobs.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        }

        jobs.Complete();
    }

    private async Task WorkAsync(
        RecognizerPool pool, ChannelReader<Job> jobs, ChannelWriter<JournalEntry> results, CancellationToken cancellationToken)
    {
        ISpeechRecognizer recognizer = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (Job job in jobs.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await DoAsync(job, recognizer, pool.Info, results, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            pool.Return(recognizer);
        }
    }

    private async Task DoAsync(Job job, ISpeechRecognizer recognizer, RecognizerInfo info, ChannelWriter<JournalEntry> results, CancellationToken cancellationToken)
    {
        Waveform heard;
        try
        {
            heard = audio.Read(job.Sound.Sha256);
        }
        catch (TakeFailedException failure)
        {
            if (job.Known is null)
            {
                await results.WriteAsync(Failed(info, job.Sound, failure.Reason, failure.Message), CancellationToken.None).ConfigureAwait(false);
            }

            return;
        }

        Transcript? transcript = job.Known is { } place ? Read(place) : null;
        if (transcript is null)
        {
            TranscriptEntry entry = FromCache(info, job.Sound) ?? await TranscribeAsync(recognizer, info, job.Sound, heard, cancellationToken).ConfigureAwait(false);
            await results.WriteAsync(entry, CancellationToken.None).ConfigureAwait(false);
            transcript = (entry as TranscribedEntry)?.Transcript;
        }

        if (transcript is not null && recognizer is IEvidenceRecognizer weigher)
        {
            // readings come first: where a session ends between them and the text, the next one weighs both
            IEnumerable<string> readings = job.Utterances.Select(u => _readings.Of(u, transcript.Text)).OfType<string>();
            foreach (string text in readings.Union(job.Texts, StringComparer.Ordinal))
            {
                EvidenceEntry entry = FromCache(info, job.Sound, text) ?? await WeighAsync(weigher, info, job.Sound, heard, transcript, text, cancellationToken).ConfigureAwait(false);
                await results.WriteAsync(entry, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private TranscribedEntry? FromCache(RecognizerInfo info, Sound sound)
    {
        string key = ContentKey.ForTranscript(info, sound.Sha256);
        return cache?.FindTranscript(key) is { } transcript
            ? new TranscribedEntry { AudioSha256 = sound.Sha256, Recognizer = info.Id, Key = key, Attempt = 1, WallSeconds = null, Transcript = transcript, AtUtc = time.GetUtcNow() }
            : null;
    }

    private EvidenceEntry? FromCache(RecognizerInfo info, Sound sound, string text)
    {
        string key = ContentKey.ForEvidence(info, sound.Sha256, text);
        return cache?.FindEvidence(key) is { } evidence
            ? new EvidenceEntry { AudioSha256 = sound.Sha256, Recognizer = info.Id, Key = key, Attempt = 1, WallSeconds = null, Text = text, Evidence = evidence, Failure = null, AtUtc = time.GetUtcNow() }
            : null;
    }

    private async Task<TranscriptEntry> TranscribeAsync(ISpeechRecognizer recognizer, RecognizerInfo info, Sound sound, Waveform heard, CancellationToken cancellationToken)
    {
        using var limit = new TakeTimer(plan.Limits.ForTranscription(sound.Seconds), time, cancellationToken);
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

    // evidence that cannot be had takes nothing from the transcript: it is recorded, so that it is not tried again, and no take fails by it
    private async Task<EvidenceEntry> WeighAsync(
        IEvidenceRecognizer recognizer, RecognizerInfo info, Sound sound, Waveform heard, Transcript transcript, string text, CancellationToken cancellationToken)
    {
        using var limit = new TakeTimer(plan.Limits.ForTranscription(sound.Seconds), time, cancellationToken);
        long start = time.GetTimestamp();
        TextEvidence? evidence = null;
        TakeFailure? failure = null;
        try
        {
            evidence = await recognizer.WeighAsync(heard, transcript, text, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            (string reason, string message) = EngineFault.Describe(fault, limit);
            failure = new TakeFailure(TakeFailure.Transcribe, reason, message);
        }

        return new EvidenceEntry
        {
            AudioSha256 = sound.Sha256,
            Recognizer = info.Id,
            Key = ContentKey.ForEvidence(info, sound.Sha256, text),
            Attempt = 1,
            WallSeconds = time.GetElapsedTime(start).TotalSeconds,
            Text = text,
            Evidence = evidence,
            Failure = failure,
            AtUtc = time.GetUtcNow(),
        };
    }

    private static Transcript? Read(JournalPlace place)
    {
        using var lines = new JournalLookup();
        return (lines.Read(place) as TranscribedEntry)?.Transcript;
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

    // what one sound still needs: a transcript unless it is known, and texts weighed
    private readonly record struct Job(Sound Sound, JournalPlace? Known, ImmutableArray<string> Texts, ImmutableArray<Utterance> Utterances);
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;
using Polly;
using Polly.Retry;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>
/// Fetches one file from the first source that has it. What arrives is kept across broken connections and processes; a file counts as
/// fetched only when its size and hash are right, and gets its name only then.
/// </summary>
internal sealed class FileDownloader(HttpSource http, HubAccess hub, DownloadSettings settings, TimeProvider time)
{
    // an attempt with progress starts the count of attempts anew; this is the end of a server that gives a byte each time
    private const int MostRounds = 1000;

    /// <summary>Fetches a file.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="target">Where progress goes.</param>
    /// <param name="cancellationToken">Ends the fetch; what has arrived is kept.</param>
    /// <returns>What was fetched.</returns>
    /// <exception cref="InputException">No source has the file; every source is named with its reason.</exception>
    public async Task<DownloadedFile> FetchAsync(DownloadRequest request, IDownloadTarget target, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (Uri uri in request.Urls.Select(hub.Resolve).Distinct())
        {
            using PartFile part = PartFile.Open(request.Target, request.Sha256, cancellationToken);
            try
            {
                return await FetchFromAsync(uri, request, part, target, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceFailedException e)
            {
                failures.Add(e.Message);
            }
            catch (AttemptFailedException e)
            {
                failures.Add(FormattableString.Invariant($"{e.Message}, {settings.Attempts} times in a row"));
            }
        }

        long kept = PartFile.KeptBytes(request.Target);
        throw new InputException(
            $"cannot be fetched: {string.Join("; ", failures)}",
            request.Key,
            remedy: kept > 0 ? FormattableString.Invariant($"{kept} bytes are kept, the same command goes on from there") : "try again later, or name a --mirror");
    }

    private async Task<DownloadedFile> FetchFromAsync(Uri uri, DownloadRequest request, PartFile part, IDownloadTarget target, CancellationToken cancellationToken)
    {
        var attempt = new DownloadAttempt(http, settings, time, uri, request, part, target);
        ResiliencePipeline<DownloadedFile> retries = Retries(target);
        for (int round = 0; ; round++)
        {
            try
            {
                return await retries.ExecuteAsync(async token => await attempt.RunAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (AttemptFailedException e) when (e.MadeProgress && round < MostRounds)
            {
                TimeSpan pause = Limited(e.Pause ?? settings.Pause);
                target.Retry(e.Message, pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private ResiliencePipeline<DownloadedFile> Retries(IDownloadTarget target) => settings.Attempts < 2
        ? ResiliencePipeline<DownloadedFile>.Empty
        : new ResiliencePipelineBuilder<DownloadedFile> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<DownloadedFile>
            {
                ShouldHandle = new PredicateBuilder<DownloadedFile>().Handle<AttemptFailedException>(e => !e.MadeProgress),
                MaxRetryAttempts = settings.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = settings.Pause,
                MaxDelay = settings.LongestPause,
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception is AttemptFailedException { Pause: { } pause } ? Limited(pause) : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    target.Retry(arguments.Outcome.Exception!.Message, arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private TimeSpan Limited(TimeSpan pause) => pause <= TimeSpan.Zero ? settings.Pause : pause < settings.LongestPause ? pause : settings.LongestPause;
}

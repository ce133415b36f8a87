using System.Net;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>One request after the other for one file from one source, each going on where the last one stopped.</summary>
internal sealed class DownloadAttempt(HttpSource http, DownloadSettings settings, TimeProvider time, Uri uri, DownloadRequest request, PartFile part, IDownloadTarget target)
{
    private const int BlockBytes = 1 << 17;
    private const int MostWrongHashes = 2;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly string _source = HttpSource.Show(uri);
    private string? _publishedSha256;
    private int _wrongHashes;
    private long? _total = request.Bytes;
    private bool _isRefused;

    /// <summary>Makes one attempt.</summary>
    /// <returns>The file, when it is whole and right.</returns>
    /// <exception cref="AttemptFailedException">It may work next time.</exception>
    /// <exception cref="SourceFailedException">This source does not have the file.</exception>
    public async Task<DownloadedFile> RunAsync(CancellationToken cancellationToken)
    {
        if (!CanContinue())
        {
            part.Restart();
        }

        if (part.Length > 0 && part.Length == request.Bytes && request.Sha256 is not null)
        {
            // everything had arrived when the process ended
            return Accept();
        }

        long before = part.Length;
        try
        {
            (HttpResponseMessage response, string? published) = await http.GetAsync(uri, part.Length, part.Length > 0 ? Condition() : null, cancellationToken).ConfigureAwait(false);
            using (response)
            {
                _publishedSha256 ??= published;
                if (await ReadAsync(response, cancellationToken).ConfigureAwait(false))
                {
                    return Accept();
                }

                throw new AttemptFailedException($"{_source} ended early, after {part.Length} bytes");
            }
        }
        catch (AttemptFailedException e) when (part.Length > before && !e.MadeProgress)
        {
            part.Flush();
            throw new AttemptFailedException(e.Message, e.Pause, e) { MadeProgress = true };
        }
        finally
        {
            target.Report(part.Length, _total);
        }
    }

    private static bool IsStrong(string? etag) => etag is not null && !etag.StartsWith("W/", StringComparison.Ordinal);

    // a known hash catches a mixture of two versions; without one, only the server's word that it is the same version does
    private bool CanContinue() => part.Length == 0
        || (!_isRefused && part.State is { } state && (request.Sha256 is not null || (state.Source == _source && Condition() is not null)));

    private string? Condition() => part.State?.Source != _source ? null
        : IsStrong(part.State.ETag) ? part.State.ETag
        : part.State.LastModified;

    /// <summary>Reads an answer into the part.</summary>
    /// <returns>True when the file is whole.</returns>
    private async Task<bool> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Length > 0)
        {
            long? total = response.Content.Headers.ContentRange?.Length;
            if (total == part.Length && (request.Bytes ?? total) == total)
            {
                return true;
            }

            Refuse();
            throw new AttemptFailedException($"{_source} has no byte {part.Length}: the file there is another one now");
        }

        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            throw HttpFailure.Of(response, uri, time);
        }

        ResponseBody body = ResponseBody.Of(response);
        string? etag = response.Headers.ETag?.ToString();
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            CheckContinuation(body, etag);
        }

        CheckTotal(body);
        CheckKind(response);
        _total = request.Bytes ?? body.Total;
        if (response.StatusCode == HttpStatusCode.OK && part.Length > 0)
        {
            part.Restart();
        }

        string? validator = etag ?? (response.StatusCode == HttpStatusCode.PartialContent ? part.State?.ETag : null);
        part.SetState(new PartState(_source, validator, response.Content.Headers.LastModified?.ToString("R", System.Globalization.CultureInfo.InvariantCulture), request.Sha256 ?? _publishedSha256));
        _isRefused = false;
        await CopyAsync(response, body, cancellationToken).ConfigureAwait(false);
        return request.Bytes is { } bytes ? part.Length == bytes : body.Total is not { } size || part.Length == size;
    }

    private void CheckContinuation(ResponseBody body, string? etag)
    {
        if (part.Length == 0 || body.Start != part.Length || body.IsPacked)
        {
            Refuse();
            throw new AttemptFailedException($"{_source} sent another part of the file than was asked for");
        }

        if (request.Sha256 is null && etag is not null && part.State?.ETag is { } old && etag != old)
        {
            Refuse();
            throw new AttemptFailedException($"{_source} changed while it was fetched");
        }
    }

    private void CheckTotal(ResponseBody body)
    {
        if (request.Bytes is { } bytes && body.Total is { } total && bytes != total)
        {
            throw new SourceFailedException($"{_source} has {total} bytes, expected {bytes}");
        }

        if (request.Bytes is null && body.Total is null && !body.HasKnownEnd && request.Sha256 is null)
        {
            throw new SourceFailedException($"{_source} does not say how long the file is, and neither size nor hash is known");
        }
    }

    // without a hash, a page that says "log in" would be taken for the model
    private void CheckKind(HttpResponseMessage response)
    {
        if (request.Sha256 is null && response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw new SourceFailedException($"{_source} answered with a web page, not with the file");
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, ResponseBody body, CancellationToken cancellationToken)
    {
        long most = request.Bytes ?? body.Total ?? settings.LargestUnknownFile;
        using var limit = new CancellationTokenSource(settings.StallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            Stream stream = await ResponseBody.OpenAsync(response, both.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                while ((read = await stream.ReadAsync(_block, both.Token).ConfigureAwait(false)) > 0)
                {
                    if (part.Length + read > most)
                    {
                        Refuse();
                        throw new SourceFailedException($"{_source} sends more than the {most} bytes the file has");
                    }

                    part.Append(_block.AsSpan(0, read));
                    target.Report(part.Length, _total);
                    limit.CancelAfter(settings.StallLimit);
                }
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken(body, FormattableString.Invariant($"{_source} sent nothing for {settings.StallLimit.TotalSeconds:0.###} s"), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw Broken(body, $"{_source} broke off after {part.Length} bytes", e);
        }
    }

    private AttemptFailedException Broken(ResponseBody body, string message, Exception cause)
    {
        if (body.IsPacked)
        {
            // what came out of a packed answer ends anywhere; a plain answer goes on from there only by luck
            Refuse();
        }

        return new AttemptFailedException(message, inner: cause);
    }

    // the bytes that are here are not to be built upon; they stay until better ones come
    private void Refuse() => _isRefused = true;

    private DownloadedFile Accept()
    {
        string found = part.Sha256();
        string? expected = request.Sha256 ?? _publishedSha256;
        if (expected is not null && found != expected)
        {
            Refuse();
            part.Restart();
            _wrongHashes++;
            string problem = $"{_source} gave other bytes: sha256 {found}, expected {expected}";
            throw _wrongHashes < MostWrongHashes ? new AttemptFailedException(problem) : new SourceFailedException(problem);
        }

        if (expected is null && part.IsGitLfsPointer())
        {
            part.Restart();
            throw new SourceFailedException($"{_source} gave a Git LFS pointer, not the file itself");
        }

        var file = new DownloadedFile(found, part.Length, _source);
        part.Complete();
        return file;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>
/// Asks a server for a file. Redirects are followed here, not by the client, so that the token goes to no other host and https
/// never turns into http.
/// </summary>
internal sealed class HttpSource(HttpMessageInvoker client, HubAccess hub, DownloadSettings settings, TimeProvider time)
{
    private const int MostRedirects = 10;

    /// <summary>Sends a request and follows redirects.</summary>
    /// <param name="uri">Address of the file.</param>
    /// <param name="offset">First byte wanted.</param>
    /// <param name="condition">Value of If-Range, or null.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer with its headers read, and the hash the hub names; the caller disposes the answer.</returns>
    /// <exception cref="AttemptFailedException">No answer came; it may come later.</exception>
    /// <exception cref="SourceFailedException">The redirects lead nowhere.</exception>
    public async Task<(HttpResponseMessage Response, string? PublishedSha256)> GetAsync(Uri uri, long offset, string? condition, CancellationToken cancellationToken)
    {
        string? published = null;
        Uri current = uri;
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            HttpResponseMessage response = await SendAsync(current, offset, condition, cancellationToken).ConfigureAwait(false);
            published ??= redirects == 0 ? LinkedHash(response) : null;
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return (response, published);
            }

            using (response)
            {
                Uri next = response.Headers.Location is { } location
                    ? new Uri(current, location)
                    : throw new SourceFailedException($"{Show(current)} redirects without saying where to");
                if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp)
                {
                    throw new SourceFailedException($"{Show(current)} redirects to something that is not http");
                }

                if (current.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
                {
                    throw new SourceFailedException($"{Show(current)} redirects from https to http");
                }

                current = next;
            }
        }

        throw new SourceFailedException(FormattableString.Invariant($"{Show(uri)} redirects more than {MostRedirects} times"));
    }

    /// <summary>An address as it may be shown: without query, which may hold a signature, and without user name.</summary>
    public static string Show(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string? LinkedHash(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Linked-ETag", out IEnumerable<string>? values) && values.FirstOrDefault()?.Trim('"') is { } hash && CatalogNames.IsSha256(hash)
            ? hash
            : null;

    private async Task<HttpResponseMessage> SendAsync(Uri uri, long offset, string? condition, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        // a packed answer cannot be continued, and its length is not the file's
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("pocket-eval", "0"));
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (condition is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Range", condition);
            }
        }

        if (hub.TokenFor(uri) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var limit = new CancellationTokenSource(settings.StallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await client.SendAsync(request, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AttemptFailedException(FormattableString.Invariant($"{Show(uri)} did not answer within {settings.StallLimit.TotalSeconds:0.###} s"), inner: e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError || e.InnerException is AuthenticationException)
        {
            throw new SourceFailedException($"{Show(uri)}: the certificate or the secure connection is not right ({Reason(e)})", e);
        }
        catch (HttpRequestException e)
        {
            throw new AttemptFailedException($"{Show(uri)} cannot be reached ({Reason(e)})", inner: e);
        }
    }

    private static string Reason(Exception e) => (e.InnerException ?? e).Message.ReplaceLineEndings(" ").TrimEnd('.');
}

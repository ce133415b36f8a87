using System.Net;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>What a status code means for a download.</summary>
internal static class HttpFailure
{
    /// <summary>The exception for an answer that is not the file.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="uri">Address that was asked first.</param>
    /// <param name="time">Clock, for a date in Retry-After.</param>
    /// <returns><see cref="AttemptFailedException"/> when the server may answer later, else <see cref="SourceFailedException"/>.</returns>
    public static Exception Of(HttpResponseMessage response, Uri uri, TimeProvider time)
    {
        string source = HttpSource.Show(uri);
        string answer = FormattableString.Invariant($"{source} answered {(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
        switch (response.StatusCode)
        {
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425
                or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout:
                return new AttemptFailedException(answer, RetryAfter.Of(response, time));
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                bool isHub = response.Headers.Contains("X-Error-Code") || uri.AbsolutePath.Contains("/resolve/", StringComparison.Ordinal);
                return new SourceFailedException(isHub ? $"{answer}: accept the model's terms on its page and set HF_TOKEN to a token that may read it" : answer);
            case HttpStatusCode.ProxyAuthenticationRequired:
                return new SourceFailedException($"{answer}: put the proxy's user name and password into HTTPS_PROXY");
            default:
                return new SourceFailedException(answer);
        }
    }
}

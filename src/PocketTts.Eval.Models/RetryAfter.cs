namespace PocketTts.Eval.Models;

/// <summary>How long a server asks to wait before the next request (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>Reads the header.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">Clock, for a date.</param>
    /// <returns>The wait, zero for a date that is past; null when the server asks for nothing.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}

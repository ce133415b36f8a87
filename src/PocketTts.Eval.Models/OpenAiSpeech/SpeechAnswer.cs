namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>A response whose headers are there and whose body still comes.</summary>
/// <param name="Response">The response, of any status.</param>
/// <param name="StartTimestamp">When the attempt that got it was sent.</param>
/// <param name="Retries">Attempts before it.</param>
/// <param name="Limit">Cancels when the attempt takes too long or the take is cancelled.</param>
/// <param name="Link">What joins <paramref name="Limit"/> to the take.</param>
internal sealed record SpeechAnswer(HttpResponseMessage Response, long StartTimestamp, int Retries, CancellationTokenSource Limit, CancellationTokenRegistration Link) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Link.Dispose();
        Response.Dispose();
        Limit.Dispose();
    }
}

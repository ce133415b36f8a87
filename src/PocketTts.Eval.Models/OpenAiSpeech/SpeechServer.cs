using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.Retry;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>Sends requests and waits when the server asks for it (429, 503) or cannot be reached.</summary>
internal sealed class SpeechServer : IDisposable
{
    private const int LongestError = 16 * 1024;

    // a server that asks for more has no use for a run
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(120);

    private readonly OpenAiSpeechOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<SpeechAnswer> _retries;

    // a redirected POST becomes a GET, and a key must not go elsewhere
    public SpeechServer(OpenAiSpeechOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _retries = Retries();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("pocket-eval");
        if (options.Key is { } key)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>Sends a text until the server takes it.</summary>
    /// <exception cref="TakeFailedException"><c>http-STATUS</c>, <c>http-unreachable</c> or <c>time-out</c>.</exception>
    public async Task<SpeechAnswer> SendAsync(string text, CancellationToken cancellationToken)
    {
        byte[] body = SpeechRequest.Write(_options, text);
        int attempts = 0;
        try
        {
            SpeechAnswer answer = await _retries.ExecuteAsync(
                async token =>
                {
                    attempts++;
                    return await AttemptAsync(body, attempts - 1, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            if (answer.Response.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                throw await RefusedAsync(answer).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException problem)
        {
            throw new TakeFailedException("http-unreachable", Clean($"{_options.Url} cannot be reached after {attempts} attempts ({problem.Message})"), problem);
        }
    }

    /// <summary>Makes a text of the server fit for a message: one line, short, without the key.</summary>
    public string Clean(string text) =>
        OneLine.Of(_options.Key is { Length: > 0 } key ? text.Replace(key, "***", StringComparison.Ordinal) : text, 400);

    /// <summary>The failure of an attempt that took too long.</summary>
    public TakeFailedException TimedOut(Exception cause) =>
        new("time-out", FormattableString.Invariant($"the server gave no whole answer within {_options.AttemptLimit.TotalSeconds:0.###} s"), cause);

    /// <summary>The beginning of a body, for messages.</summary>
    public async Task<string> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] start = new byte[LongestError];
        int count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Clean(Encoding.UTF8.GetString(start, 0, count));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<SpeechAnswer> AttemptAsync(byte[] body, int retries, CancellationToken cancellationToken)
    {
        var timeOut = new CancellationTokenSource(_options.AttemptLimit, _time);
        CancellationTokenRegistration link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeOut);
        long start = _time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{_options.Url}/audio/speech") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeOut.Token).ConfigureAwait(false);
            return new SpeechAnswer(response, start, retries, timeOut, link);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            timeOut.Dispose();
            throw TimedOut(late);
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            timeOut.Dispose();
            throw;
        }
    }

    private async Task<TakeFailedException> RefusedAsync(SpeechAnswer answer)
    {
        HttpResponseMessage response = answer.Response;
        string said;
        try
        {
            said = await ReadTextAsync(response, answer.Limit.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException or OperationCanceledException)
        {
            said = string.Empty;
        }

        string where = response.Headers.Location is { } location ? $"; it points to {Clean(location.ToString())}: name that address with url=" : string.Empty;
        string wait = RetryAfter.Of(response, _time) is { } asked && asked > s_longestWait ? FormattableString.Invariant($"; it asks to wait {asked.TotalSeconds:0} s") : string.Empty;
        string tries = answer.Retries > 0 ? FormattableString.Invariant($" after {answer.Retries + 1} attempts") : string.Empty;
        return new TakeFailedException(
            FormattableString.Invariant($"http-{(int)response.StatusCode}"),
            FormattableString.Invariant($"the server answered {(int)response.StatusCode} {OneLine.Of(response.ReasonPhrase ?? string.Empty, 40)}{tries}{where}{wait}{(said.Length == 0 ? string.Empty : $": {said}")}"));
    }

    private ResiliencePipeline<SpeechAnswer> Retries()
    {
        var builder = new ResiliencePipelineBuilder<SpeechAnswer> { TimeProvider = _time };
        if (_options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<SpeechAnswer>
            {
                MaxRetryAttempts = _options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is HttpRequestException
                    || (outcome.Outcome.Result?.Response is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } response
                        && (RetryAfter.Of(response, _time) ?? TimeSpan.Zero) <= s_longestWait)),
                // null leaves the back-off as it is
                DelayGenerator = outcome => ValueTask.FromResult(outcome.Outcome.Result is { } answer ? RetryAfter.Of(answer.Response, _time) : null),
                OnRetry = outcome =>
                {
                    outcome.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.Build();
    }
}

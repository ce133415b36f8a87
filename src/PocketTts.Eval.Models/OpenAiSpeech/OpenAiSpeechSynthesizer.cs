using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>Speaks through a server.</summary>
internal sealed class OpenAiSpeechSynthesizer : ISpeechSynthesizer
{
    private const string ProbeText = "Hello there.";
    private const int LargestWav = 512 << 20;

    private static readonly string[] s_wavTypes = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "application/octet-stream", "binary/octet-stream"];
    private static readonly string[] s_pcmTypes = ["audio/pcm", "audio/x-pcm", "audio/raw", "application/octet-stream", "binary/octet-stream"];

    private readonly OpenAiSpeechOptions _options;
    private readonly SpeechServer _server;
    private readonly TimeProvider _time;

    public OpenAiSpeechSynthesizer(OpenAiSpeechOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _server = new SpeechServer(options, time);
    }

    /// <inheritdoc/>
    public SynthesizerInfo Info
    {
        get => field ?? throw new InvalidOperationException("the server was not asked");
        private set;
    }

    /// <summary>Speaks one short text: address, key, model and voice are right before a run begins, and the rate is known.</summary>
    /// <exception cref="TakeFailedException">The server does not speak.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        SynthesisResult first = await SpeakAsync(new SynthesisRequest(ProbeText), null, _options.SampleRateHz, cancellationToken).ConfigureAwait(false);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = _options.IsPcm ? "pcm" : "wav",
            ["model"] = _options.Model,
            ["speed"] = _options.Speed?.ToString("R", CultureInfo.InvariantCulture) ?? "not sent",
            ["url"] = _options.Url,
        };
        foreach ((string name, string value) in _options.Handed)
        {
            settings[$"option-{name}"] = value;
        }

        Info = new SynthesizerInfo
        {
            Engine = OpenAiSpeechEngine.EngineName,
            EngineVersion = OpenAiSpeechEngine.EngineVersion,
            Voice = _options.Voice,
            SampleRateHz = first.Audio.SampleRateHz,
            IsDeterministic = false,
            UsesSeed = false,
            ThreadCount = 1,
            Settings = settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Warnings = [new TakeWarning("unknown-engine-version", "a server does not tell what it runs: equal requests may sound different after a change there")],
        };
    }

    /// <inheritdoc/>
    public Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return SpeakAsync(request, sink, Info.SampleRateHz, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private async Task<SynthesisResult> SpeakAsync(SynthesisRequest request, IAudioSink? sink, int? rate, CancellationToken cancellationToken)
    {
        using SpeechAnswer answer = await _server.SendAsync(request.Text, cancellationToken).ConfigureAwait(false);
        try
        {
            await CheckTypeAsync(answer).ConfigureAwait(false);
            (Waveform audio, long? first) = _options.IsPcm
                ? await ReadPcmAsync(answer, sink, rate!.Value).ConfigureAwait(false)
                : await ReadWavAsync(answer, sink, rate).ConfigureAwait(false);
            return new SynthesisResult
            {
                Audio = audio,
                Warnings = answer.Retries == 0 ? [] : [new TakeWarning("retried", FormattableString.Invariant($"the server asked to wait or was not there {answer.Retries} times; the attempt that worked is what was timed"))],
                Timing = new SynthesisTiming
                {
                    WallSeconds = _time.GetElapsedTime(answer.StartTimestamp).TotalSeconds,
                    FirstAudioSeconds = first is { } at ? _time.GetElapsedTime(answer.StartTimestamp, at).TotalSeconds : null,
                },
            };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw _server.TimedOut(late);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException)
        {
            throw new TakeFailedException("http-broken", _server.Clean($"the connection broke before the sound was whole ({problem.Message})"), problem);
        }
    }

    private async Task CheckTypeAsync(SpeechAnswer answer)
    {
        string? type = answer.Response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is not null && !(_options.IsPcm ? s_pcmTypes : s_wavTypes).Contains(type))
        {
            string said = type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal)
                ? ": " + await _server.ReadTextAsync(answer.Response, answer.Limit.Token).ConfigureAwait(false)
                : string.Empty;
            throw new TakeFailedException("wrong-content", $"the server sent '{OneLine.Of(type, 60)}' where {(_options.IsPcm ? "audio/pcm" : "audio/wav")} was asked for{said}");
        }
    }

    private async Task<(Waveform Audio, long? First)> ReadPcmAsync(SpeechAnswer answer, IAudioSink? sink, int rate)
    {
        var pcm = new PcmBuffer(isFloat: false);
        byte[] block = new byte[16 * 1024];
        long? first = null;
        long total = 0;
        Stream body = await answer.Response.Content.ReadAsStreamAsync(answer.Limit.Token).ConfigureAwait(false);
        int count;
        while ((count = await body.ReadAsync(block, answer.Limit.Token).ConfigureAwait(false)) > 0)
        {
            if (total == 0 && count >= 4 && block.AsSpan(0, 4).SequenceEqual("RIFF"u8))
            {
                throw new TakeFailedException("wrong-content", "the server sent a WAV file where pcm was asked for; use format=wav");
            }

            total += count;
            ReadOnlySpan<float> samples = pcm.Add(block.AsSpan(0, count));
            first ??= samples.IsEmpty ? null : _time.GetTimestamp();
            sink?.Write(samples);
        }

        return pcm.RestBytes == 0
            ? (new Waveform(pcm.Samples, rate), first)
            : throw new TakeFailedException("wrong-content", FormattableString.Invariant($"{total} bytes of 16-bit PCM end inside a sample"));
    }

    private async Task<(Waveform Audio, long? First)> ReadWavAsync(SpeechAnswer answer, IAudioSink? sink, int? rate)
    {
        using var whole = new MemoryStream();
        byte[] block = new byte[16 * 1024];
        long? first = null;
        Stream body = await answer.Response.Content.ReadAsStreamAsync(answer.Limit.Token).ConfigureAwait(false);
        int count;
        while ((count = await body.ReadAsync(block, answer.Limit.Token).ConfigureAwait(false)) > 0)
        {
            whole.Write(block, 0, count);
            if (whole.Length > LargestWav)
            {
                throw new TakeFailedException("audio-too-long", FormattableString.Invariant($"the server sent more than {LargestWav >> 20} MiB"));
            }

            if (first is null && WavStart.Find(whole.GetBuffer().AsSpan(0, (int)whole.Length)) is { } start && whole.Length > start)
            {
                first = _time.GetTimestamp();
            }
        }

        Waveform audio;
        try
        {
            audio = AudioFile.ReadTake(whole.GetBuffer().AsSpan(0, (int)whole.Length), "the answer");
        }
        catch (InputException problem)
        {
            throw new TakeFailedException("unreadable-audio", problem.Message, problem);
        }

        if (rate is { } expected && audio.SampleRateHz != expected)
        {
            throw new TakeFailedException("wrong-sample-rate", FormattableString.Invariant($"the answer has {audio.SampleRateHz} Hz, expected {expected} Hz as before"));
        }

        sink?.Write(audio.Samples.Span);
        return (audio, first);
    }
}

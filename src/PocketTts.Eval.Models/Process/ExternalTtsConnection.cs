using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>
/// Speaks the convention of Kyutai's tts_longeval: a line with a list of requests to stdin, and for it one line on stdout that starts with
/// <c>external_tts:</c> and a JSON object with its status; every other line is a log. There is no greeting.
/// </summary>
internal sealed class ExternalTtsConnection(ChildProcess process, WorkFolder work, ProcessOptions options) : IAdapterConnection
{
    private const string ProbeText = "Hello there.";

    private int? _sampleRateHz = options.SampleRateHz;
    private int _count;

    private static ReadOnlySpan<byte> Prefix => "external_tts:"u8;

    /// <inheritdoc/>
    public async Task<AdapterHello> GreetAsync(CancellationToken cancellationToken)
    {
        try
        {
            // only a first sound tells the rate
            _sampleRateHz ??= (await SpeakAsync(new SynthesisRequest(ProbeText), null, cancellationToken).ConfigureAwait(false)).Audio.SampleRateHz;
        }
        catch (TakeFailedException failure)
        {
            throw new AdapterFaultException(AdapterFaultException.Start, $"it could not say '{ProbeText}' ({failure.Reason}): {failure.Message}");
        }

        return new AdapterHello { Name = "external_tts", Version = "unknown", SampleRateHz = _sampleRateHz.Value };
    }

    /// <inheritdoc/>
    public async Task<SpokenAudio> SpeakAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        string file = Path.Combine(work.Path, FormattableString.Invariant($"{++_count}.wav"));
        await process.WriteLineAsync(AdapterWriter.ExternalTts(request, options.Voice, file, options.Handed), cancellationToken).ConfigureAwait(false);
        string status = await ReadStatusAsync(cancellationToken).ConfigureAwait(false);
        return status switch
        {
            "ok" => new SpokenAudio(await work.ReadAsync(file, _sampleRateHz, cancellationToken).ConfigureAwait(false)),
            "failed" => throw new TakeFailedException("adapter-error", $"the adapter says that it failed{(process.ErrorText is { Length: > 0 } text ? $"; the end of its stderr: {text}" : string.Empty)}"),
            _ => throw AdapterMessage.Broken($"status: found '{OneLine.Of(status, 40)}'; expected ok or failed"),
        };
    }

    /// <summary>Has no word for good-bye: the end of its input is the sign.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string> ReadStatusAsync(CancellationToken cancellationToken)
    {
        while (await process.Output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Span.StartsWith(Prefix))
            {
                return Status(line[Prefix.Length..]);
            }
        }

        throw await process.EndedAsync("closed its standard output while speaking").ConfigureAwait(false);
    }

    private static string Status(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("status", out JsonElement status)
                && status.ValueKind == JsonValueKind.String)
            {
                return status.GetString()!;
            }
        }
        catch (JsonException)
        {
            // said below
        }

        throw AdapterMessage.Broken($"the adapter wrote 'external_tts:{OneLine.Of(json.Span, 60)}'; expected external_tts:{{\"status\": \"ok\"}} or \"failed\"");
    }
}

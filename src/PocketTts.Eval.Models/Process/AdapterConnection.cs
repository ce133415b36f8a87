using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>Speaks docs/process-protocol.md with an adapter.</summary>
internal sealed partial class AdapterConnection(ChildProcess process, WorkFolder work, ProcessOptions options, TimeProvider time) : IAdapterConnection
{
    private const int MostListed = 10_000;

    private AdapterHello? _hello;
    private long _id;

    /// <inheritdoc/>
    public async Task<AdapterHello> GreetAsync(CancellationToken cancellationToken)
    {
        await SendAsync(AdapterWriter.Hello(work.Path, options.Voice, options.Handed), cancellationToken).ConfigureAwait(false);
        using AdapterMessage message = await ReadAsync("before its hello", cancellationToken).ConfigureAwait(false);
        switch (message.Type)
        {
            case "hello":
                return _hello = ReadHello(message);
            case "error":
                throw Refused(message);
            default:
                throw AdapterMessage.Broken($"the adapter sent '{OneLine.Of(message.Type, 40)}' before its hello");
        }
    }

    /// <inheritdoc/>
    public async Task<SpokenAudio> SpeakAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        AdapterHello hello = _hello ?? throw new InvalidOperationException("greet first");
        long id = ++_id;
        await SendAsync(AdapterWriter.Speak(id, request, options.Voice, options.Handed), cancellationToken).ConfigureAwait(false);
        var pcm = new PcmBuffer(hello.IsFloat);
        int chunks = 0;
        long? first = null;
        while (true)
        {
            using AdapterMessage message = await ReadAsync("while speaking", cancellationToken).ConfigureAwait(false);
            CheckId(message, id);
            switch (message.Type)
            {
                case "chunk":
                    chunks++;
                    ReadOnlySpan<float> samples = pcm.Add(message.Bytes("pcm") ?? throw AdapterMessage.Broken("chunk.pcm: found nothing; expected base64"));
                    first ??= samples.IsEmpty ? null : time.GetTimestamp();
                    sink?.Write(samples);
                    break;
                case "done":
                    return await FinishAsync(message, hello, pcm, chunks, first, cancellationToken).ConfigureAwait(false);
                case "error":
                    string reason = message.Text("reason") ?? string.Empty;
                    throw new TakeFailedException(Reason().IsMatch(reason) ? reason : "adapter-error", $"the adapter says: {OneLine.Of(message.Text("message") ?? reason, 400)}");
                default:
                    throw AdapterMessage.Broken($"the adapter sent '{OneLine.Of(message.Type, 40)}'; expected chunk, done or error");
            }
        }
    }

    /// <inheritdoc/>
    public Task LeaveAsync(CancellationToken cancellationToken) => process.WriteLineAsync(AdapterWriter.Shutdown(), cancellationToken);

    private static void CheckId(AdapterMessage message, long id)
    {
        long? answered = message.WholeNumber("id", 0, long.MaxValue);
        if (answered != id)
        {
            throw AdapterMessage.Broken(FormattableString.Invariant($"{OneLine.Of(message.Type, 40)}.id: found {(answered is null ? "nothing" : answered)}; expected {id}, the request under way"));
        }
    }

    private static AdapterHello ReadHello(AdapterMessage message)
    {
        if (message.WholeNumber("protocol", 0, int.MaxValue) is var version && version != AdapterWriter.ProtocolVersion)
        {
            throw AdapterMessage.Broken(FormattableString.Invariant($"hello.protocol: found {(version is null ? "nothing" : version)}; expected {AdapterWriter.ProtocolVersion}"));
        }

        if (message.Text("pcm") is { } pcm && pcm is not ("s16le" or "f32le"))
        {
            throw AdapterMessage.Broken($"hello.pcm: found '{OneLine.Of(pcm, 40)}'; expected s16le or f32le");
        }

        return new AdapterHello
        {
            Name = OneLine.Of(message.RequiredText("name")),
            Version = OneLine.Of(message.RequiredText("version")),
            SampleRateHz = (int)(message.WholeNumber("sampleRateHz", 1_000, 768_000) ?? throw AdapterMessage.Broken("hello.sampleRateHz: found nothing; expected a whole number from 1000 to 768000")),
            IsStreaming = message.Flag("streaming"),
            UsesSeed = message.Flag("seed"),
            IsDeterministic = message.Flag("deterministic"),
            ThreadCount = (int)(message.WholeNumber("threads", 1, 1024) ?? 1),
            IsFloat = message.Text("pcm") == "f32le",
            Voice = message.Text("voice") is { Length: > 0 } voice ? OneLine.Of(voice) : null,
            Voices = Listed(message.Texts("voices"), "voices"),
            Settings = message.Map("settings").ToImmutableSortedDictionary(m => OneLine.Of(m.Key), m => OneLine.Of(m.Value), StringComparer.Ordinal),
            Files = Listed(message.Texts("files"), "files"),
            Warnings = Warnings(message),
        };
    }

    private static ImmutableArray<string> Listed(string[] texts, string name) =>
        texts.Length <= MostListed ? [.. texts] : throw AdapterMessage.Broken(FormattableString.Invariant($"hello.{name}: found {texts.Length} entries; expected at most {MostListed}"));

    private static ImmutableArray<TakeWarning> Warnings(AdapterMessage message) =>
        [.. message.Rows("warnings", "code", "message").Select(w => new TakeWarning(Reason().IsMatch(w[0]) ? w[0] : "adapter-warning", OneLine.Of(w[1], 400)))];

    private async Task<SpokenAudio> FinishAsync(AdapterMessage message, AdapterHello hello, PcmBuffer pcm, int chunks, long? first, CancellationToken cancellationToken)
    {
        string? file = message.Text("file");
        if (file is not null && chunks > 0)
        {
            throw AdapterMessage.Broken("the adapter sent chunks and a file for one request; expected one of them");
        }

        if (pcm.RestBytes > 0)
        {
            throw AdapterMessage.Broken("the chunks end inside a sample");
        }

        SpokenAudio spoken = new(
            new Waveform(pcm.Samples, hello.SampleRateHz), first, Math.Max(1, chunks), message.Text("phonemes") is { } phonemes ? OneLine.Of(phonemes, 100_000) : null, message.Seconds("seconds"), Warnings(message));
        return file is null ? spoken : spoken with { Audio = await work.ReadAsync(file, hello.SampleRateHz, cancellationToken).ConfigureAwait(false) };
    }

    private static AdapterFaultException Refused(AdapterMessage message) =>
        new(AdapterFaultException.Start, $"the adapter says: {OneLine.Of(message.Text("message") ?? "nothing", 400)}");

    private async Task SendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        try
        {
            await process.WriteLineAsync(line, cancellationToken).ConfigureAwait(false);
        }
        catch (AdapterFaultException) when (_id <= 1)
        {
            // one that ended at once may have said why
            if (await process.Output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } words)
            {
                throw;
            }

            using AdapterMessage message = AdapterMessage.Parse(words);
            if (message.Type == "error")
            {
                throw Refused(message);
            }

            throw;
        }
    }

    private async Task<AdapterMessage> ReadAsync(string when, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? line = await process.Output.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return line is { } bytes ? AdapterMessage.Parse(bytes) : throw await process.EndedAsync($"closed its standard output {when}").ConfigureAwait(false);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Reason();
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>Writes the messages to an adapter: one line, no blanks between members, always in this order, letters of every script as they are.</summary>
internal static class AdapterWriter
{
    /// <summary>Version of the protocol (docs/process-protocol.md).</summary>
    public const int ProtocolVersion = 1;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The greeting.</summary>
    public static ReadOnlyMemory<byte> Hello(string workFolder, string? voice, IReadOnlyDictionary<string, string> options) => Write(json =>
    {
        json.WriteString("type", "hello");
        json.WriteNumber("protocol", ProtocolVersion);
        json.WriteString("workFolder", workFolder);
        json.WriteString("voice", voice);
        WriteMap(json, "options", options);
    });

    /// <summary>A request.</summary>
    public static ReadOnlyMemory<byte> Speak(long id, SynthesisRequest request, string? voice, IReadOnlyDictionary<string, string> options) => Write(json =>
    {
        json.WriteString("type", "speak");
        json.WriteNumber("id", id);
        json.WriteString("text", request.Text);
        json.WriteString("language", request.Language);
        json.WriteString("voice", voice);
        if (request.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }
        else
        {
            json.WriteNull("seed");
        }

        WriteMap(json, "options", options);
    });

    /// <summary>The good-bye.</summary>
    public static ReadOnlyMemory<byte> Shutdown() => Write(json => json.WriteString("type", "shutdown"));

    /// <summary>A request of the <c>external_tts</c> convention: a list with one entry.</summary>
    public static ReadOnlyMemory<byte> ExternalTts(SynthesisRequest request, string? voice, string outputFile, IReadOnlyDictionary<string, string> options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteStartArray("turns");
            json.WriteStringValue(request.Text);
            json.WriteEndArray();
            json.WriteStartArray("speaker_audios");
            if (voice is not null)
            {
                json.WriteStringValue(voice);
            }

            json.WriteEndArray();

            // its data sets have plain language codes
            json.WriteString("language", (request.Language ?? "en").Split('-')[0].ToLowerInvariant());
            json.WriteString("output_file", outputFile);
            WriteMap(json, "extra", options);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in map.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}

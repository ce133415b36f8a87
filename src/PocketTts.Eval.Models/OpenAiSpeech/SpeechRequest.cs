using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>Writes the body of a request.</summary>
internal static class SpeechRequest
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body as UTF-8.</summary>
    public static byte[] Write(OpenAiSpeechOptions options, string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("model", options.Model);
            json.WriteString("input", text);
            if (options.Voice is not null)
            {
                json.WriteString("voice", options.Voice);
            }

            json.WriteString("response_format", options.IsPcm ? "pcm" : "wav");
            if (options.Speed is { } speed)
            {
                json.WriteNumber("speed", speed);
            }

            foreach ((string name, string value) in options.Handed)
            {
                json.WritePropertyName(name);
                WriteValue(json, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // numbers, true and false are themselves; whatever else is a text
    private static void WriteValue(Utf8JsonWriter json, string value)
    {
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(value);
            if (parsed.RootElement.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                parsed.RootElement.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // a text
        }

        json.WriteStringValue(value);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>Writes times as UTC with <c>Z</c>; the <c>+00:00</c> of the default form would be escaped.</summary>
internal sealed class UtcConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

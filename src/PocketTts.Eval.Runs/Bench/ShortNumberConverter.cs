using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Writes six significant digits: more is never measured, and a file that people read and compare stays small.</summary>
internal sealed class ShortNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}

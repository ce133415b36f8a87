using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Reads parts of a line of JSON.</summary>
internal static class JsonLine
{
    /// <summary>Parses a line.</summary>
    /// <exception cref="InputException">It is not JSON.</exception>
    public static JsonDocument Parse(string line, string file, int number)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException problem)
        {
            string reason = problem.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new InputException($"the line is not JSON ({reason})", file, number, expected: "one object a line", innerException: problem, column: (int?)problem.BytePositionInLine + 1);
        }
    }

    /// <summary>A field by its name or its path (<c>meta.lang</c>), or null when it is not there or null.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        if (root.TryGetProperty(path, out JsonElement whole))
        {
            return NullIfNull(whole);
        }

        JsonElement current = root;
        foreach (string part in path.Split('.'))
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(part, out current))
            {
                return null;
            }
        }

        return NullIfNull(current);
    }

    /// <summary>A field by its name in any case, or null.</summary>
    public static JsonElement? FindIgnoringCase(JsonElement root, string name)
    {
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return NullIfNull(property.Value);
            }
        }

        return null;
    }

    /// <summary>A string.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public static string Text(JsonElement value, string field, string file, int number)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new InputException($"found {value.ValueKind.ToString().ToLowerInvariant()}", file, number, field, "a string");
        }
        catch (InvalidOperationException problem)
        {
            throw new InputException("the string holds half a surrogate pair", file, number, field, "Unicode text", innerException: problem);
        }
    }

    /// <summary>A string or a number.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public static string Scalar(JsonElement value, string field, string file, int number) =>
        value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value, field, file, number);

    /// <summary>A list of strings, or one string; null is empty.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public static ImmutableArray<string> List(JsonElement? value, string field, string file, int number) => value switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => Text(item, field, file, number))],
        { } one => [Text(one, field, file, number)],
    };

    private static JsonElement? NullIfNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;
}

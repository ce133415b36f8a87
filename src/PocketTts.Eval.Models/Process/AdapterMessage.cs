using System.Text.Json;

namespace PocketTts.Eval.Models.Process;

/// <summary>One message of an adapter. Members that are missing or null are null; a member of the wrong type breaks the protocol.</summary>
internal sealed class AdapterMessage : IDisposable
{
    private readonly JsonDocument _json;

    private AdapterMessage(JsonDocument json, string type)
    {
        _json = json;
        Type = type;
    }

    /// <summary>Kind of message.</summary>
    public string Type { get; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="AdapterFaultException">It is no JSON object with a type.</exception>
    public static AdapterMessage Parse(ReadOnlyMemory<byte> line)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw Broken(line.IsEmpty
                ? "the adapter wrote an empty line to stdout, where only messages may stand"
                : $"the adapter wrote '{OneLine.Of(line.Span, 80)}' to stdout, where only messages may stand; what it has to tell goes to stderr");
        }

        string? type = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
        if (type is null)
        {
            json.Dispose();
            throw Broken($"the adapter sent '{OneLine.Of(line.Span, 80)}', expected an object with a type");
        }

        return new AdapterMessage(json, type);
    }

    /// <summary>A fault of the protocol.</summary>
    public static AdapterFaultException Broken(string message) => new(AdapterFaultException.Protocol, message);

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Find(name, JsonValueKind.String, "a text") is { } member ? member.GetString() : null;

    /// <summary>A text that must be there and not be empty.</summary>
    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw Wrong(name, "nothing", "a text");

    /// <summary>A whole number in a range, or null.</summary>
    public long? WholeNumber(string name, long minimum, long maximum)
    {
        string expected = FormattableString.Invariant($"a whole number from {minimum} to {maximum}");
        return Find(name, JsonValueKind.Number, expected) is not { } member ? null
            : member.TryGetInt64(out long value) && value >= minimum && value <= maximum ? value
            : throw Wrong(name, member.GetRawText(), expected);
    }

    /// <summary>A number that is not negative, or null.</summary>
    public double? Seconds(string name) =>
        Find(name, JsonValueKind.Number, "seconds") is not { } member ? null
        : member.TryGetDouble(out double value) && value >= 0 && double.IsFinite(value) ? value
        : throw Wrong(name, member.GetRawText(), "seconds, 0 or more");

    /// <summary>True or false; false when it is missing.</summary>
    public bool Flag(string name) =>
        _json.RootElement.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
        && (member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : throw Wrong(name, member.GetRawText(), "true or false"));

    /// <summary>Bytes in base64, or null.</summary>
    public byte[]? Bytes(string name) =>
        Find(name, JsonValueKind.String, "base64") is not { } member ? null
        : member.TryGetBytesFromBase64(out byte[]? bytes) ? bytes
        : throw Wrong(name, member.GetRawText(), "base64");

    /// <summary>A list of texts; empty when it is missing.</summary>
    public string[] Texts(string name)
    {
        if (Find(name, JsonValueKind.Array, "a list of texts") is not { } member)
        {
            return [];
        }

        return [.. member.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw Wrong(name, e.GetRawText(), "texts only"))];
    }

    /// <summary>A list of objects, as texts by the names given; empty when it is missing.</summary>
    public string[][] Rows(string name, params string[] members)
    {
        if (Find(name, JsonValueKind.Array, "a list") is not { } list)
        {
            return [];
        }

        return [.. list.EnumerateArray().Select(row => members.Select(m =>
            row.ValueKind == JsonValueKind.Object && row.TryGetProperty(m, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Wrong(name, row.GetRawText(), $"objects with {string.Join(" and ", members)}")).ToArray())];
    }

    /// <summary>An object of texts, numbers and flags, by name; empty when it is missing.</summary>
    public IEnumerable<KeyValuePair<string, string>> Map(string name)
    {
        if (Find(name, JsonValueKind.Object, "an object") is not { } map)
        {
            yield break;
        }

        foreach (JsonProperty entry in map.EnumerateObject())
        {
            yield return new(entry.Name, entry.Value.ValueKind switch
            {
                JsonValueKind.String => entry.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => entry.Value.GetRawText(),
                _ => throw Wrong($"{name}.{entry.Name}", entry.Value.GetRawText(), "a text, a number, true or false"),
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private JsonElement? Find(string name, JsonValueKind kind, string expected) =>
        !_json.RootElement.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == kind ? member
        : throw Wrong(name, member.GetRawText(), expected);

    private AdapterFaultException Wrong(string name, string found, string expected) => Broken($"{Type}.{name}: found {OneLine.Of(found, 60)}; expected {expected}");
}

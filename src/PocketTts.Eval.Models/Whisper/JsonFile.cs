using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>One of a model's JSON files, with errors that name file, line and field.</summary>
internal sealed class JsonFile
{
    private readonly JsonElement _root;

    private JsonFile(string path, JsonElement root)
    {
        Path = path;
        _root = root;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Reads a file, or gives null when it is not there.</summary>
    /// <exception cref="InputException">It is no JSON object or cannot be read.</exception>
    public static JsonFile? TryRead(string folder, string name)
    {
        string path = System.IO.Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonFile(path, document.RootElement.Clone())
                : throw new InputException($"holds a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}", path, expected: "an object");
        }
        catch (JsonException e)
        {
            int? line = e.LineNumber is { } zeroBased ? (int)zeroBased + 1 : null;
            throw new InputException("is no valid JSON (cut off or damaged)", path, line, remedy: "download it again", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }

    /// <summary>The value of a field, or null when it is absent or JSON null.</summary>
    public JsonElement? Get(string field) =>
        _root.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A whole number, or null when the field is absent.</summary>
    public int? Integer(string field) => Get(field) is { } value ? ToInteger(value, field) : null;

    /// <summary>A truth value, or null when the field is absent.</summary>
    public bool? Boolean(string field) => Get(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw Wrong(other, field, "true or false"),
    };

    /// <summary>A list of whole numbers, or null when the field is absent.</summary>
    public int[]? Integers(string field) => Get(field) is { } value
        ? [.. Items(value, field).Select(item => ToInteger(item, field))]
        : null;

    /// <summary>A list of pairs of whole numbers, or null when the field is absent.</summary>
    public (int First, int Second)[]? Pairs(string field) => Get(field) is { } value
        ? [.. Items(value, field).Select(item => ToPair(item, field))]
        : null;

    /// <summary>Names and whole numbers of an object, or nothing when the field is absent.</summary>
    public IEnumerable<KeyValuePair<string, int>> Map(string field) => Get(field) is { } value ? Map(value, field) : [];

    /// <summary>Names and whole numbers of the file itself.</summary>
    public IEnumerable<KeyValuePair<string, int>> Map() => Map(_root, "(whole file)");

    /// <summary>Names and whole numbers of an object.</summary>
    public IEnumerable<KeyValuePair<string, int>> Map(JsonElement value, string field) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ToInteger(p.Value, $"{field}.{p.Name}")))
        : throw Wrong(value, field, "an object of whole numbers");

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonElement> Items(JsonElement value, string field) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : throw Wrong(value, field, "a list");

    /// <summary>The error for a value of another form.</summary>
    public InputException Wrong(JsonElement value, string field, string expected)
    {
        string text = value.GetRawText();
        return new InputException($"has {(text.Length > 40 ? text[..40] + "…" : text)}", Path, field: field, expected: expected);
    }

    private int ToInteger(JsonElement value, string field) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
        ? number
        : throw Wrong(value, field, "a whole number");

    private (int First, int Second) ToPair(JsonElement value, string field)
    {
        int[] items = [.. Items(value, field).Select(item => ToInteger(item, field))];
        return items.Length == 2 ? (items[0], items[1]) : throw Wrong(value, field, "pairs of whole numbers");
    }
}

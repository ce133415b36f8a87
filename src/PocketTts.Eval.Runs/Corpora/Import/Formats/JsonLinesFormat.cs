using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>An object a line with any names, or a string a line.</summary>
internal sealed class JsonLinesFormat : ICorpusFormat
{
    public string Name => "jsonl";

    public string Shape => "a JSON object a line; --map says which field is what (meta.lang for a nested one)";

    public string? Recognize(ImportSource source) => source.Suffix is ".jsonl" or ".ndjson" or ".json" && source.Filled.First().Text.TrimStart() is ['{' or '"', ..]
        ? "each line is JSON" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        FieldMap.CheckParts(options.Map);
        foreach ((string file, int number, string line) in source.Filled)
        {
            using JsonDocument document = JsonLine.Parse(line, file, number);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.String)
            {
                yield return new ImportedText(number, JsonLine.Text(root, "text", file, number));
                continue;
            }

            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InputException("the line is neither an object nor a string", file, number, expected: "{\"text\": \"\u2026\"}");
            }

            yield return ToText(root, options.Map, file, number);
        }
    }

    private static ImportedText ToText(JsonElement root, ImmutableSortedDictionary<string, string> map, string file, int number)
    {
        JsonElement? text = Find("text");
        string written = text is { } found
            ? JsonLine.Text(found, "text", file, number)
            : throw new InputException(
                $"there is no field '{map.GetValueOrDefault("text", "text")}'", file, number, "text",
                string.Join(", ", root.EnumerateObject().Select(p => p.Name).Take(20)), "say which one with --map text=FIELD");
        return string.IsNullOrWhiteSpace(written)
            ? throw new InputException("the text is empty", file, number, "text", "at least one word")
            : new ImportedText(number, written)
            {
                Id = Find("id") is { } id ? JsonLine.Scalar(id, "id", file, number) : null,
                Language = Find("language") is { } language ? JsonLine.Scalar(language, "language", file, number) : null,
                Tags = JsonLine.List(Find("tags"), "tags", file, number),
                Accepted = JsonLine.List(Find("accepted"), "accepted", file, number),
                PromptAudio = Find("promptAudio") is { } audio ? JsonLine.Text(audio, "promptAudio", file, number) : null,
                PromptText = Find("promptText") is { } said ? JsonLine.Text(said, "promptText", file, number) : null,
            };

        JsonElement? Find(string part)
        {
            if (map.TryGetValue(part, out string? name))
            {
                return JsonLine.Find(root, name);
            }

            string[] names = FieldMap.Parts.First(p => p.Part == part).Names;
            return names.Select(n => JsonLine.FindIgnoringCase(root, n)).FirstOrDefault(e => e is not null);
        }
    }
}

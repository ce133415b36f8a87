using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>
/// Reads one line of an utterance file: a JSON object with <c>id</c>, <c>text</c>, <c>language</c>, <c>tags</c>, <c>accepted</c>,
/// <c>promptAudio</c>, <c>promptText</c>.
/// </summary>
internal static class UtteranceLine
{
    private static readonly string[] s_keys = ["accepted", "id", "language", "promptAudio", "promptText", "tags", "text"];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line's text.</param>
    /// <param name="number">Its one-based number.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="defaultLanguage">Language of a line that names none.</param>
    /// <exception cref="InputException">The line is not such an object.</exception>
    public static Utterance Parse(string line, int number, string path, string defaultLanguage)
    {
        using JsonDocument document = ParseObject(line, number, path);
        string? id = null, text = null, language = null, promptAudio = null, promptText = null;
        ImmutableArray<string> tags = [], accepted = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            string key = property.Name;
            if (!seen.Add(key))
            {
                throw new InputException("the key occurs twice", path, number, key, "each key once");
            }

            switch (key)
            {
                case "id":
                    id = String(property.Value, path, number, key);
                    break;
                case "text":
                    text = String(property.Value, path, number, key);
                    break;
                case "language":
                    language = String(property.Value, path, number, key);
                    break;
                case "tags":
                    tags = Strings(property.Value, path, number, key);
                    break;
                case "accepted":
                    accepted = Strings(property.Value, path, number, key);
                    break;
                case "promptAudio":
                    promptAudio = String(property.Value, path, number, key);
                    break;
                case "promptText":
                    promptText = String(property.Value, path, number, key);
                    break;
                default:
                    throw new InputException("unknown key", path, number, key, string.Join(", ", s_keys), NearestName.Suggest(key, s_keys));
            }
        }

        if (id is null)
        {
            throw new InputException("the key is missing", path, number, "id", "a name, for example \"id\": \"greeting-01\"");
        }

        if (text is null)
        {
            throw new InputException("the key is missing", path, number, "text", "the text to speak");
        }

        return Check(new Utterance(id, text, language ?? defaultLanguage, tags, accepted, promptAudio, promptText), number, path);
    }

    /// <summary>Checks the fields of an utterance.</summary>
    /// <param name="utterance">The utterance as found.</param>
    /// <param name="number">One-based line it stands in.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <returns>The utterance with its tags sorted, each once.</returns>
    /// <exception cref="InputException">A field is not allowed.</exception>
    public static Utterance Check(Utterance utterance, int number, string path)
    {
        if (!CorpusNames.IsValid(utterance.Id))
        {
            throw new InputException($"'{utterance.Id}' is not an id", path, number, "id", CorpusNames.Rule);
        }

        CheckText(utterance.Text, "text", number, path);
        foreach (string form in utterance.AcceptedForms)
        {
            CheckForm(form, number, path);
        }

        CorpusNames.CheckLanguage(utterance.Language, path, number);
        foreach (string tag in utterance.Tags)
        {
            if (!CorpusNames.IsValid(tag))
            {
                throw new InputException($"'{tag}' is not a tag", path, number, "tags", CorpusNames.Rule);
            }
        }

        if (utterance.PromptAudio is { } audio && PromptPath.Problem(audio) is { } problem)
        {
            throw new InputException(problem, path, number, "promptAudio", PromptPath.Rule);
        }

        if (utterance.PromptText is { } said)
        {
            CheckText(said, "promptText", number, path);
            if (utterance.PromptAudio is null)
            {
                throw new InputException("there is no promptAudio", path, number, "promptText", "both, or promptAudio alone");
            }
        }

        return utterance with { Tags = [.. utterance.Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    private static void CheckForm(string form, int number, string path)
    {
        CheckText(form, "accepted", number, path);
        try
        {
            Alternatives.Count(form);
        }
        catch (InputException problem)
        {
            throw new InputException(problem.Message, path, number, "accepted", innerException: problem);
        }
    }

    private static void CheckText(string text, string field, int number, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InputException("the text is empty", path, number, field, "at least one word");
        }

        if (!text.EnumerateRunes().Any(Rune.IsLetterOrDigit))
        {
            throw new InputException("the text has symbols only", path, number, field, "at least one letter or digit: without a word there is nothing to check");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InputException("the text holds a NUL character", path, number, field);
        }

        if (UnicodeForm.IsComposed(text) is not { } isComposed)
        {
            throw new InputException("the text holds a code point that is no character (a lone surrogate, U+FFFE or its like)", path, number, field, "Unicode text");
        }

        if (!isComposed)
        {
            throw new InputException(
                "the text is not in Unicode normalization form C (a letter and its accent are separate characters)",
                path,
                number,
                field,
                remedy: "normalize the file to NFC, so that equal texts are equal everywhere");
        }
    }

    private static JsonDocument ParseObject(string line, int number, string path)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException problem)
        {
            throw new InputException(
                $"the line is not JSON ({Reason(problem)})",
                path,
                number,
                expected: "one object a line, for example {\"id\": \"a-1\", \"text\": \"Good morning.\"}",
                innerException: problem,
                column: (int?)problem.BytePositionInLine + 1);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        using (document)
        {
            throw new InputException($"the line is {Describe(document.RootElement)}", path, number, expected: "one JSON object");
        }
    }

    // the parser's text ends with its own position, which we print as file:line:column
    private static string Reason(JsonException problem)
    {
        int position = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? problem.Message : problem.Message[..position]).TrimEnd('.');
    }

    private static string String(JsonElement value, string path, int number, string key)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new InputException($"found {Describe(value)}", path, number, key, "a string");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException problem)
        {
            // an escaped lone surrogate is valid JSON but no text
            throw new InputException("the string holds half a surrogate pair", path, number, key, "Unicode text", innerException: problem);
        }
    }

    private static ImmutableArray<string> Strings(JsonElement value, string path, int number, string key) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => String(item, path, number, key))]
            : throw new InputException($"found {Describe(value)}", path, number, key, "a list of strings");

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Which column or field of a table holds what.</summary>
internal sealed class FieldMap
{
    /// <summary>What a column may hold, each with the names it goes by when none is given.</summary>
    public static readonly ImmutableArray<(string Part, string[] Names)> Parts =
    [
        ("text", ["text", "sentence", "utterance", "infer_text", "target_text", "content", "transcript", "prompt"]),
        ("id", ["id", "utt", "utterance_id", "uid", "key", "name", "item_id"]),
        ("language", ["language", "lang", "locale"]),
        ("tags", ["tags", "tag", "category", "categories", "kind"]),
        ("accepted", ["accepted", "references", "reference", "accepted_transcripts", "normalized_text"]),
        ("promptAudio", ["promptaudio", "prompt_audio", "prompt_wav", "reference_audio_path", "context_audio_filepath", "speaker_audio"]),
        ("promptText", ["prompttext", "prompt_text", "reference_text", "context_text"]),
    ];

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <summary>Finds the columns.</summary>
    /// <param name="header">Their names.</param>
    /// <param name="given">Names that the user gave, by part.</param>
    /// <param name="path">The file for messages.</param>
    /// <param name="notes">Is told what was guessed.</param>
    /// <exception cref="InputException">A part or a column is not known, or no column holds the text.</exception>
    public static FieldMap OfColumns(string[] header, ImmutableSortedDictionary<string, string> given, string path, ImportNotes notes)
    {
        var map = new FieldMap();
        string[] names = [.. header.Select(h => h.Trim())];
        CheckParts(given);
        foreach ((string part, string[] candidates) in Parts)
        {
            int column = given.TryGetValue(part, out string? name)
                ? Array.FindIndex(names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))
                : candidates.Select(c => Array.FindIndex(names, n => string.Equals(n, c, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(i => i >= 0, -1);
            if (column < 0 && (name is not null || part == "text"))
            {
                throw new InputException($"there is no column '{name ?? "text"}'", path, 1, part, string.Join(", ", names.Take(20)), name is null ? "say which one with --map text=COLUMN" : NearestName.Suggest(name, names));
            }

            if (column >= 0 && !map._columns.ContainsValue(column))
            {
                map._columns[part] = column;
            }
        }

        notes.Add("columns: " + string.Join(", ", map._columns.Select(c => $"{c.Key} = {names[c.Value]}")));
        return map;
    }

    /// <summary>Checks what the user gave.</summary>
    public static void CheckParts(ImmutableSortedDictionary<string, string> given)
    {
        foreach (string part in given.Keys.Where(p => !Parts.Any(k => k.Part == p)))
        {
            throw new InputException($"'{part}' is nothing that a column holds", field: "--map", expected: string.Join(", ", Parts.Select(p => p.Part)), remedy: NearestName.Suggest(part, Parts.Select(p => p.Part)));
        }
    }

    /// <summary>Makes a text of a row.</summary>
    public ImportedText ToText(int line, Func<int, string> value, string path)
    {
        string text = value(_columns["text"]);
        return string.IsNullOrWhiteSpace(text)
            ? throw new InputException("the text is empty", path, line, "text", "at least one word")
            : new ImportedText(line, text.Trim())
            {
                Id = Optional("id"),
                Language = Optional("language"),
                Tags = Split(Optional("tags"), ',', ';', '|', ' '),
                Accepted = Split(Optional("accepted"), '|'),
                PromptAudio = Optional("promptAudio"),
                PromptText = Optional("promptText"),
            };

        string? Optional(string part) => _columns.TryGetValue(part, out int column) && value(column).Trim() is { Length: > 0 } found ? found : null;
    }

    private static ImmutableArray<string> Split(string? list, params char[] signs) =>
        list is null ? [] : [.. list.Split(signs, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Reads <c>corpus.yaml</c>.</summary>
internal sealed class CardReader
{
    private const string MeasuredKey = "measured";

    private static readonly string[] s_required = ["name", "title", "language", "licence"];
    private static readonly string[] s_keys = [.. s_required, "purpose", "audience", "source", "tags", MeasuredKey];
    private static readonly string[] s_measures = ["utterances", "words", "minutes", "sha256", "phonemes"];

    private readonly string _path;
    private readonly List<InputException> _problems = [];

    private CardReader(string path) => _path = path;

    /// <summary>Reads a card.</summary>
    /// <exception cref="InputException">It cannot be read, a key is missing or unknown, or a value is not allowed; all problems at once.</exception>
    public static CorpusCard Read(string path) => new CardReader(path).Read();

    private CorpusCard Read()
    {
        YamlNode root = YamlTree.Read(_path);
        if (root is not YamlMapping card)
        {
            throw new InputException("the file is not a mapping", _path, root.Line, expected: "key: value lines", column: root.Column);
        }

        CheckKeys(card, s_keys);
        string[] values = [.. s_required.Select(key => Required(card, key))];
        var result = new CorpusCard(values[0], values[1], values[2], values[3])
        {
            Purpose = Optional(card, "purpose"),
            Audience = Optional(card, "audience"),
            Source = Optional(card, "source"),
            Tags = Tags(card),
            Measured = Measures(card),
        };
        if (_problems.Count == 0 && !CorpusNames.IsValid(result.Name))
        {
            _problems.Add(new InputException($"'{result.Name}' is not a name", _path, card.Find("name")!.Line, "name", CorpusNames.Rule));
        }

        if (_problems.Count > 0)
        {
            throw _problems.Count == 1 ? _problems[0] : new InputException(_problems);
        }

        CorpusNames.CheckLanguage(result.Language, _path, card.Find("language")!.Line);
        return result;
    }

    private void CheckKeys(YamlMapping mapping, string[] known)
    {
        foreach (YamlEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            _problems.Add(new InputException("unknown key", _path, entry.Line, entry.Key, string.Join(", ", known), NearestName.Suggest(entry.Key, known), column: entry.Column));
        }
    }

    private string Required(YamlMapping mapping, string key)
    {
        if (mapping.Find(key) is null)
        {
            _problems.Add(new InputException("the key is missing", _path, field: key, remedy: $"add a line '{key}: \u2026'"));
        }

        return Optional(mapping, key) ?? string.Empty;
    }

    private string? Optional(YamlMapping mapping, string key)
    {
        switch (mapping.Find(key)?.Value)
        {
            case null:
                return null;
            case YamlScalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            case { } other:
                _problems.Add(new InputException($"found {other.Describe()}", _path, other.Line, key, "text", column: other.Column));
                return null;
        }
    }

    private ImmutableSortedDictionary<string, string> Tags(YamlMapping card)
    {
        ImmutableSortedDictionary<string, string>.Builder tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Mapping(card, "tags") is { } mapping)
        {
            foreach (YamlEntry entry in mapping.Entries)
            {
                if (!CorpusNames.IsValid(entry.Key))
                {
                    _problems.Add(new InputException($"'{entry.Key}' is not a tag", _path, entry.Line, "tags", CorpusNames.Rule, column: entry.Column));
                }

                tags[entry.Key] = Optional(mapping, entry.Key) ?? string.Empty;
            }
        }

        return tags.ToImmutable();
    }

    private CardMeasures? Measures(YamlMapping card)
    {
        if (Mapping(card, MeasuredKey) is not { } mapping)
        {
            return null;
        }

        CheckKeys(mapping, s_measures);
        return new CardMeasures(
            Number(mapping, "utterances"), Number(mapping, "words"), Required(mapping, "minutes"), Required(mapping, "sha256"), Optional(mapping, "phonemes"));
    }

    private int Number(YamlMapping mapping, string key)
    {
        string text = Required(mapping, key);
        if (text.Length > 0 && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            YamlEntry entry = mapping.Find(key)!;
            _problems.Add(new InputException($"found '{text}'", _path, entry.Line, key, "a whole number", column: entry.Column));
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
    }

    private YamlMapping? Mapping(YamlMapping parent, string key)
    {
        switch (parent.Find(key)?.Value)
        {
            case null:
                return null;
            case YamlMapping mapping:
                return mapping;
            case { } other:
                _problems.Add(new InputException($"found {other.Describe()}", _path, other.Line, key, "key: value lines", column: other.Column));
                return null;
        }
    }
}

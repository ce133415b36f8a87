using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Json;

/// <summary>
/// Takes the fields out of an object and collects everything that is wrong with them, so that a user sees all errors of a file at once.
/// </summary>
internal sealed class FieldReader
{
    private readonly PlacedObject _object;
    private readonly List<string> _known = [];

    /// <summary>Starts on an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="path">File it comes from, for messages.</param>
    /// <param name="field">Name of the object for messages, e.g. <c>models.kokoro-82m</c>.</param>
    /// <param name="problems">Where errors are collected.</param>
    public FieldReader(PlacedObject value, string path, string field, ICollection<InputException> problems)
    {
        _object = value;
        Path = path;
        Field = field;
        Problems = problems;
    }

    /// <summary>File the object comes from.</summary>
    public string Path { get; }

    /// <summary>Name of the object.</summary>
    public string Field { get; }

    /// <summary>Errors found so far.</summary>
    public ICollection<InputException> Problems { get; }

    /// <summary>A text that must be there.</summary>
    /// <returns>The text; empty after an error.</returns>
    public string Text(string key)
    {
        if (Take(key) is not { } value)
        {
            Report(key, _object, "is missing", "a text");
            return string.Empty;
        }

        return value is PlacedText { Text.Length: > 0 } text ? text.Text : Wrong(key, value, "a text", string.Empty);
    }

    /// <summary>A text that may be missing or null.</summary>
    public string? OptionalText(string key) => Take(key) switch
    {
        null or PlacedNull => null,
        PlacedText { Text.Length: > 0 } text => text.Text,
        { } other => Wrong<string?>(key, other, "a text or null", null),
    };

    /// <summary>A text of a given form that may be missing or null.</summary>
    public string? OptionalText(string key, Func<string, bool> isRight, string expected)
    {
        string? text = OptionalText(key);
        if (text is null || isRight(text))
        {
            return text;
        }

        Report(key, _object.Find(key)!, $"'{text}'", expected);
        return null;
    }

    /// <summary>A list of texts that may be missing.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case PlacedList list:
                foreach (PlacedValue item in list.Items.Where(i => i is not PlacedText { Text.Length: > 0 }))
                {
                    Report(key, item, item.Describe(), "a text");
                }

                return [.. list.Items.OfType<PlacedText>().Select(t => t.Text)];
            case { } other:
                return Wrong<ImmutableArray<string>>(key, other, "a list of texts", []);
        }
    }

    /// <summary>A whole number that may be missing or null.</summary>
    public long? OptionalInteger(string key, long minimum, long maximum)
    {
        switch (Take(key))
        {
            case null or PlacedNull:
                return null;
            case PlacedNumber number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum:
                return value;
            case { } other:
                return Wrong<long?>(key, other, FormattableString.Invariant($"a whole number from {minimum} to {maximum}, or null"), null);
        }
    }

    /// <summary>A truth value; false when it is missing.</summary>
    public bool Flag(string key) => Take(key) switch
    {
        null => false,
        PlacedTruth truth => truth.IsTrue,
        { } other => Wrong(key, other, "true or false", false),
    };

    /// <summary>An object that may be missing.</summary>
    public FieldReader? Object(string key) => Take(key) switch
    {
        null => null,
        PlacedObject value => new FieldReader(value, Path, $"{Field}.{key}", Problems),
        { } other => Wrong<FieldReader?>(key, other, "an object", null),
    };

    /// <summary>A list of objects that may be missing.</summary>
    public IReadOnlyList<FieldReader> Objects(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case PlacedList list:
                var readers = new List<FieldReader>();
                foreach (PlacedValue item in list.Items)
                {
                    if (item is PlacedObject value)
                    {
                        readers.Add(new FieldReader(value, Path, FormattableString.Invariant($"{Field}.{key}[{readers.Count}]"), Problems));
                    }
                    else
                    {
                        Report(key, item, item.Describe(), "an object");
                    }
                }

                return readers;
            case { } other:
                return Wrong<IReadOnlyList<FieldReader>>(key, other, "a list of objects", []);
        }
    }

    /// <summary>The members of an object whose keys are names, not fields.</summary>
    public IReadOnlyList<PlacedMember> Members(string key) => Take(key) switch
    {
        null => [],
        PlacedObject value => value.Members,
        { } other => Wrong<IReadOnlyList<PlacedMember>>(key, other, "an object", []),
    };

    /// <summary>Reports an error in a field.</summary>
    public void Report(string key, string problem, string? expected = null) => Report(key, _object.Find(key) ?? _object, problem, expected);

    /// <summary>Reports every key that was not asked for: it is misspelled.</summary>
    public void RejectUnknown()
    {
        foreach (PlacedMember member in _object.Members.Where(m => !_known.Contains(m.Key) && m.Key[..Math.Min(1, m.Key.Length)] != "$"))
        {
            Problems.Add(new InputException($"there is no field '{member.Key}'", Path, member.Line, Field, remedy: NearestName.Suggest(member.Key, _known), column: member.Column));
        }
    }

    private PlacedValue? Take(string key)
    {
        _known.Add(key);
        return _object.Find(key);
    }

    private T Wrong<T>(string key, PlacedValue value, string expected, T otherwise)
    {
        Report(key, value, value.Describe(), expected);
        return otherwise;
    }

    private void Report(string key, PlacedValue at, string problem, string? expected) =>
        Problems.Add(new InputException(problem, Path, at.Line, $"{Field}.{key}", expected, column: at.Column));
}

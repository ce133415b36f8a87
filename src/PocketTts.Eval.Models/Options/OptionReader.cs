using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Options;

/// <summary>
/// Reads the options of a system or recognizer. Every engine says the same thing about the same mistake, and all mistakes at once.
/// A value in double quotes is read without them; a quote inside is written twice.
/// </summary>
internal sealed class OptionReader
{
    private readonly string _owner;
    private readonly IReadOnlyDictionary<string, string> _options;
    private readonly List<InputException> _problems = [];
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];

    /// <summary>Reads the options of a system.</summary>
    public OptionReader(SystemSpec spec)
        : this($"system '{spec.Id}'", spec.Options, spec.Voice)
    {
    }

    /// <summary>Reads any options.</summary>
    /// <param name="owner">Who has them, in messages, e.g. <c>recognizer 'whisper-base'</c>.</param>
    /// <param name="options">The options by name.</param>
    /// <param name="voice">The voice as written, or null.</param>
    public OptionReader(string owner, IReadOnlyDictionary<string, string> options, string? voice = null)
    {
        _owner = owner;
        _options = options;
        Voice = voice is null ? null : Unquote(voice);
    }

    /// <summary>The voice without quotes, or null.</summary>
    public string? Voice { get; }

    /// <summary>Adds a problem.</summary>
    /// <param name="option">Option it is about.</param>
    /// <param name="problem">What is wrong, with the value found.</param>
    /// <param name="expected">What would be right, or null.</param>
    /// <param name="remedy">What to do, or null.</param>
    public void AddProblem(string option, string problem, string? expected = null, string? remedy = null) =>
        _problems.Add(new InputException(problem, field: $"{_owner}: {option}", expected: expected, remedy: remedy));

    /// <summary>True when the option was given.</summary>
    public bool Has(string name) => _options.ContainsKey(name);

    /// <summary>An option of any text, or null when it is not given.</summary>
    public string? Text(string name) => Raw(name) is { } value ? Unquote(value) : null;

    /// <summary>An option of any text with the quotes it was written with, or null when it is not given.</summary>
    public string? Raw(string name)
    {
        string? value = Find(name);
        if (value is { Length: 0 })
        {
            AddProblem(name, "found nothing", "a value");
        }

        return value;
    }

    /// <summary>A number in a range; null when it is not given or wrong.</summary>
    public double? OptionalNumber(string name, double minimum, double maximum)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            && value >= minimum
            && value <= maximum)
        {
            return value;
        }

        Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"));
        return null;
    }

    /// <summary>A number in a range.</summary>
    public double Number(string name, double otherwise, double minimum, double maximum) => OptionalNumber(name, minimum, maximum) ?? otherwise;

    /// <summary>A whole number in a range; null when it is not given or wrong.</summary>
    public int? OptionalWholeNumber(string name, int minimum, int maximum)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public int WholeNumber(string name, int otherwise, int minimum, int maximum) => OptionalWholeNumber(name, minimum, maximum) ?? otherwise;

    /// <summary>One of some words, case ignored; null when it is not given or wrong.</summary>
    public string? OptionalChoice(string name, params IReadOnlyList<string> choices)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        // a few words are seen at a glance
        IReadOnlyList<string> near = choices.Count > 4 ? NearestName.Find(text, choices, 1) : [];
        AddProblem(name, $"found '{text}'", string.Join(" or ", choices), near.Count > 0 ? $"did you mean '{near[0]}'?" : null);
        return null;
    }

    /// <summary>One of some words, case ignored.</summary>
    public string Choice(string name, string otherwise, params IReadOnlyList<string> choices) => OptionalChoice(name, choices) ?? otherwise;

    /// <summary>All options whose names start alike, by the rest of their names: what an engine hands on without knowing it.</summary>
    public ImmutableSortedDictionary<string, string> Prefixed(string prefix)
    {
        _prefixes.Add(prefix);
        return _options
            .Where(o => IsPrefixed(o.Key, prefix))
            .ToImmutableSortedDictionary(o => o.Key[prefix.Length..], o => Unquote(o.Value), StringComparer.Ordinal);
    }

    /// <summary>Adds that a value is wrong.</summary>
    public void Wrong(string name, string value, string expected) => AddProblem(name, value.Length == 0 ? "found nothing" : $"found '{value}'", expected);

    /// <summary>Ends the reading: unknown options are problems too.</summary>
    /// <exception cref="InputException">There is a problem; <see cref="InputException.Problems"/> has each.</exception>
    public void ThrowIfWrong()
    {
        foreach (string name in _options.Keys.Where(k => !_known.Contains(k) && !_prefixes.Exists(p => IsPrefixed(k, p))))
        {
            AddProblem(name, "no such option", remedy: NearestName.Suggest(name, _known) ?? $"there is {string.Join(", ", _known)}");
        }

        if (_problems.Count > 0)
        {
            throw _problems.Count == 1 ? _problems[0] : new InputException(_problems);
        }
    }

    /// <summary>Takes the double quotes around a whole value away.</summary>
    public static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
        {
            return value;
        }

        string inner = value[1..^1].Replace("\"\"", "\0", StringComparison.Ordinal);
        return inner.Contains('"', StringComparison.Ordinal) ? value : inner.Replace('\0', '"');
    }

    private static bool IsPrefixed(string name, string prefix) => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal);

    private string? Find(string name)
    {
        _known.Add(name);
        return _options.GetValueOrDefault(name);
    }
}

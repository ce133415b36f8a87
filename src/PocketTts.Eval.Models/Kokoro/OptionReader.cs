using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>Reads the options of a system and collects every problem, so that a user sees all of them at once.</summary>
internal sealed class OptionReader(SystemSpec spec)
{
    private readonly List<string> _problems = [];
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Adds a problem.</summary>
    public void AddProblem(string problem) => _problems.Add(problem);

    /// <summary>True when the option was given.</summary>
    public bool Has(string name) => spec.Options.ContainsKey(name);

    /// <summary>An option of any text, or null when it is not given.</summary>
    public string? Text(string name)
    {
        string? value = Find(name);
        if (value is { Length: 0 })
        {
            _problems.Add($"{name}: nothing is given");
        }

        return value;
    }

    /// <summary>A number in a range.</summary>
    public double Number(string name, double otherwise, double minimum, double maximum)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: '{text}', expected a number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary>A whole number in a range.</summary>
    public int WholeNumber(string name, int otherwise, int minimum, int maximum)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: '{text}', expected a whole number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary>One of some words, case ignored.</summary>
    public string Choice(string name, string otherwise, params string[] choices)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        if (Array.Find(choices, c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        _problems.Add($"{name}: '{text}', expected {string.Join(" or ", choices)}");
        return otherwise;
    }

    /// <summary>Ends the reading: unknown options are problems too.</summary>
    /// <exception cref="InputException">There is a problem.</exception>
    public void ThrowIfWrong()
    {
        foreach (string name in spec.Options.Keys.Where(k => !_known.Contains(k)))
        {
            _problems.Add($"{name}: there is no such option ({NearestName.Suggest(name, _known) ?? string.Join(", ", _known)})");
        }

        if (_problems.Count > 0)
        {
            throw new InputException(string.Join("; ", _problems), field: $"system '{spec.Id}'");
        }
    }

    private string? Find(string name)
    {
        _known.Add(name);
        return spec.Options.GetValueOrDefault(name);
    }
}

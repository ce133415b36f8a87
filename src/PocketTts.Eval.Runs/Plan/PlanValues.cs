using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads values of a plan file; what is wrong with one is gathered with its place, and the reading goes on.</summary>
internal sealed class PlanValues(string path, List<InputException> problems)
{
    private const int MaximumTextLength = 4096;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>A place in the file.</summary>
    public Origin At(YamlNode node, string field) => new(path, node.Line, node.Column, field);

    /// <summary>Gathers a problem.</summary>
    public void Add(InputException problem) => problems.Add(problem);

    /// <summary>Gathers a wrong value.</summary>
    public void Add(YamlNode node, string field, string expected) => problems.Add(At(node, field).Error($"found {node.Describe()}", expected));

    /// <summary>Names every key that does not belong into a mapping.</summary>
    public void CheckKeys(YamlMapping mapping, string[] known)
    {
        foreach (YamlEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            problems.Add(new InputException($"unknown key '{YamlScalar.Shorten(entry.Key)}'", path, entry.Line, expected: string.Join(", ", known), remedy: NearestName.Suggest(entry.Key, known), column: entry.Column));
        }
    }

    /// <summary>The items of a list; one value without the dash is a list of one; null when there is none.</summary>
    public static IReadOnlyList<YamlNode>? List(YamlMapping mapping, string key) => mapping.Find(key)?.Value switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlSequence list => list.Items,
        { } single => [single],
    };

    /// <summary>A list of texts, or null when there is none.</summary>
    public Sourced<string>[]? Texts(YamlMapping mapping, string key) =>
        List(mapping, key)?.Select(node => Text(node, key)).OfType<Sourced<string>>().ToArray();

    /// <summary>A mapping below a key, its keys checked; null when there is none.</summary>
    public YamlMapping? Mapping(YamlMapping parent, string key, string[] known)
    {
        switch (parent.Find(key)?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlMapping mapping:
                CheckKeys(mapping, known);
                return mapping;
            case { } other:
                Add(other, key, $"a mapping with {string.Join(", ", known)}");
                return null;
        }
    }

    /// <summary>A text below a key, or null.</summary>
    public Sourced<string>? Text(YamlMapping mapping, string key) => mapping.Find(key) is { } entry ? Text(entry.Value, key) : null;

    /// <summary>A text.</summary>
    public Sourced<string>? Text(YamlNode node, string field)
    {
        if (node is YamlScalar { IsNull: false, Text.Length: > 0 and <= MaximumTextLength } scalar)
        {
            return new Sourced<string>(scalar.Text, At(node, field));
        }

        problems.Add(At(node, field).Error($"found {(node is YamlScalar { Text.Length: 0 } or YamlScalar { IsNull: true } ? "nothing" : node.Describe())}", $"a text of at most {MaximumTextLength} characters"));
        return null;
    }

    /// <summary>A whole number below a key, or null.</summary>
    public Sourced<long>? Integer(YamlMapping mapping, string key) =>
        mapping.Find(key) is { } entry && entry.Value is not YamlScalar { IsNull: true } ? Integer(entry.Value, key) : null;

    /// <summary>A whole number.</summary>
    public Sourced<long>? Integer(YamlNode node, string field)
    {
        if (node is YamlScalar scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            return new Sourced<long>(value, At(node, field));
        }

        Add(node, field, "a whole number");
        return null;
    }

    /// <summary>A whole number in a range, or null.</summary>
    public long? Integer(YamlMapping mapping, string key, long minimum, long maximum)
    {
        if (Integer(mapping, key) is not { } found)
        {
            return null;
        }

        if (found.Value >= minimum && found.Value <= maximum)
        {
            return found.Value;
        }

        Add(mapping.Find(key)!.Value, key, maximum >= int.MaxValue ? FormattableString.Invariant($"{minimum} or more") : FormattableString.Invariant($"{minimum} to {maximum}"));
        return null;
    }

    /// <summary>A number in a range, or another value when there is none.</summary>
    public double Number(YamlMapping mapping, string key, double minimum, double maximum, double otherwise)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return otherwise;
        }

        if (entry.Value is YamlScalar scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= minimum
            && value <= maximum)
        {
            return value;
        }

        Add(entry.Value, key, FormattableString.Invariant($"a number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary>Which of some words stands below a key, or null when there is none.</summary>
    public int? Choice(YamlMapping mapping, string key, string[] words)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return null;
        }

        int index = entry.Value is YamlScalar scalar ? Array.IndexOf(words, scalar.Text) : -1;
        if (index >= 0)
        {
            return index;
        }

        string? near = entry.Value is YamlScalar { IsNull: false } wrong ? NearestName.Suggest(wrong.Text, words) : null;
        problems.Add(At(entry.Value, key).Error($"found {entry.Value.Describe()}", string.Join(" or ", words), near?.StartsWith("did", StringComparison.Ordinal) == true ? near : null));
        return null;
    }
}

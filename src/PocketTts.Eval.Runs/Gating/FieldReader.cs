using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Reads the values of a YAML mapping and gathers what is wrong with them.</summary>
internal sealed class FieldReader(string path)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong so far.</summary>
    public List<InputException> Problems { get; } = [];

    /// <summary>Notes a problem.</summary>
    public void Add(YamlNode node, string field, string problem, string? expected = null, string? remedy = null) =>
        Problems.Add(new InputException(problem, Path, node.Line, field, expected, remedy, column: node.Column));

    /// <summary>Notes keys that are none.</summary>
    public void CheckKeys(YamlMapping mapping, string[] known)
    {
        foreach (YamlEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            Problems.Add(new InputException(
                $"unknown key '{entry.Key}'", Path, entry.Line, expected: string.Join(", ", known), remedy: NearestName.Suggest(entry.Key, known), column: entry.Column));
        }
    }

    /// <summary>The nodes of a list; one value without the dash is a list of one; nothing is an empty list.</summary>
    public static IEnumerable<YamlNode> List(YamlMapping mapping, string key) => mapping.Find(key)?.Value switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence list => list.Items,
        { } single => [single],
    };

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(YamlMapping mapping, string key) => List(mapping, key).Select(n => Text(n, key)).OfType<string>();

    /// <summary>A text, or null when the key is absent.</summary>
    public string? Text(YamlMapping mapping, string key) => mapping.Find(key) is { } entry ? Text(entry.Value, key) : null;

    /// <summary>A text that must be there.</summary>
    public string? RequiredText(YamlMapping mapping, string key, string expected)
    {
        if (mapping.Find(key) is { } entry)
        {
            return Text(entry.Value, key);
        }

        Add(mapping, key, "missing", expected);
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public long Integer(YamlMapping mapping, string key, long minimum, long maximum, long otherwise)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return otherwise;
        }

        if (entry.Value is YamlScalar scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Add(entry.Value, key, $"found {entry.Value.Describe()}", FormattableString.Invariant($"a whole number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary>A number in a range.</summary>
    public double Number(YamlMapping mapping, string key, double minimum, double maximum, double otherwise)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return otherwise;
        }

        if (entry.Value is YamlScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Add(entry.Value, key, $"found {entry.Value.Describe()}", FormattableString.Invariant($"a number from {minimum} to {maximum}"));
        return otherwise;
    }

    /// <summary>One of a few words: its index, or <paramref name="otherwise"/>.</summary>
    public int Choice(YamlMapping mapping, string key, string[] words, int otherwise)
    {
        if (mapping.Find(key) is not { } entry)
        {
            return otherwise;
        }

        int index = entry.Value is YamlScalar scalar ? Array.IndexOf(words, scalar.Text) : -1;
        if (index < 0)
        {
            Add(entry.Value, key, $"found {entry.Value.Describe()}", string.Join(" or ", words));
        }

        return index < 0 ? otherwise : index;
    }

    /// <summary>The text of a node, or null after a note.</summary>
    public string? Text(YamlNode node, string field)
    {
        if (node is YamlScalar { IsNull: false, Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        Add(node, field, $"found {(node is YamlScalar ? "nothing" : node.Describe())}", "a text");
        return null;
    }
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>What <c>corpus.yaml</c> says of a corpus.</summary>
/// <param name="Name">Name of the corpus.</param>
/// <param name="Title">One line that says what it holds.</param>
/// <param name="Language">BCP 47 tag of its texts.</param>
/// <param name="Licence">SPDX identifier.</param>
internal sealed record CorpusCard(string Name, string Title, string Language, string Licence)
{
    private static readonly string[] s_required = ["name", "title", "language", "licence"];
    private static readonly string[] s_keys = [.. s_required, "purpose", "audience", "source", "tags"];

    /// <summary>Reads a card.</summary>
    /// <exception cref="InputException">It cannot be read, a key is missing or unknown, or a value is not allowed; all problems at once.</exception>
    public static CorpusCard Read(string path)
    {
        var problems = new List<InputException>();
        YamlNode root = YamlTree.Read(path);
        if (root is not YamlMapping card)
        {
            throw new InputException("the file is not a mapping", path, root.Line, expected: "key: value lines", column: root.Column);
        }

        foreach (YamlEntry entry in card.Entries)
        {
            if (!s_keys.Contains(entry.Key, StringComparer.Ordinal))
            {
                problems.Add(new InputException("unknown key", path, entry.Line, entry.Key, string.Join(", ", s_keys), NearestName.Suggest(entry.Key, s_keys), column: entry.Column));
            }
        }

        string[] values = [.. s_required.Select(key => Text(card, key, path, problems))];
        if (problems.Count == 0 && !CorpusNames.IsValid(values[0]))
        {
            problems.Add(new InputException($"'{values[0]}' is not a name", path, card.Find("name")!.Line, "name", CorpusNames.Rule));
        }

        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }

        CorpusNames.CheckLanguage(values[2], path, card.Find("language")!.Line);
        return new CorpusCard(values[0], values[1], values[2], values[3]);
    }

    private static string Text(YamlMapping card, string key, string path, List<InputException> problems)
    {
        switch (card.Find(key)?.Value)
        {
            case YamlScalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            case null:
                problems.Add(new InputException("the key is missing", path, field: key, remedy: $"add a line '{key}: …'"));
                break;
            case { } other:
                problems.Add(new InputException($"found {other.Describe()}", path, other.Line, key, "text", column: other.Column));
                break;
        }

        return string.Empty;
    }
}

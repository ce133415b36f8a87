using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Reads a file of gate rules: YAML with the keys of docs/ci-gate.md. Every problem is gathered with its line and column.</summary>
public static class GateRulesReader
{
    private static readonly string[] s_keys = ["alpha", "recognizer", "minimum-texts", "minimum-takes", "rules", "quarantine"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="InputException">It cannot be read, or something in it is wrong; all problems together.</exception>
    public static GateRules Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(YamlTree.Read(path), path);
    }

    internal static GateRules Read(YamlNode root, string path)
    {
        if (root is not YamlMapping file)
        {
            throw new InputException($"the rules are {root.Describe()}", path, root.Line, expected: "a mapping with rules: …", column: root.Column);
        }

        var fields = new FieldReader(path);
        fields.CheckKeys(file, s_keys);
        double alpha = fields.Number(file, "alpha", .000_1, .49, .05);
        var defaults = new RuleReader.Defaults(
            fields.Text(file, "recognizer"), (int)fields.Integer(file, "minimum-texts", 1, 1_000_000, 2), (int)fields.Integer(file, "minimum-takes", 1, 100_000_000, 2));
        ImmutableArray<GateRule> rules = ReadRules(file, fields, defaults);
        ImmutableArray<QuarantineEntry> quarantine = [.. FieldReader.List(file, "quarantine").Select(n => QuarantineReader.Read(n, fields)).OfType<QuarantineEntry>()];
        return fields.Problems.Count switch
        {
            0 => new GateRules { Name = path, Rules = rules, Quarantine = quarantine, Alpha = alpha },
            1 => throw fields.Problems[0],
            _ => throw new InputException(fields.Problems),
        };
    }

    private static ImmutableArray<GateRule> ReadRules(YamlMapping file, FieldReader fields, RuleReader.Defaults defaults)
    {
        YamlNode[] nodes = [.. FieldReader.List(file, "rules")];
        if (nodes.Length == 0)
        {
            fields.Add(file.Find("rules")?.Value ?? file, "rules", "no rules: a gate without rules decides nothing", "a list of rules");
            return [];
        }

        var reader = new RuleReader(fields, defaults);
        var rules = ImmutableArray.CreateBuilder<GateRule>(nodes.Length);
        var lineOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (YamlNode node in nodes)
        {
            if (reader.Read(node) is not { } rule)
            {
                continue;
            }

            if (!lineOfName.TryAdd(rule.Name, node.Line))
            {
                fields.Add(node, "name", FormattableString.Invariant($"the rule of line {lineOfName[rule.Name]} is called '{rule.Name}' too"), "each name once");
            }

            rules.Add(rule);
        }

        foreach ((GateRule dead, GateRule by) in GateRuleAudit.Implied(rules))
        {
            fields.Problems.Add(new InputException(
                $"rule '{dead.Name}' can never fail before rule '{by.Name}' does, which is stricter in everything", fields.Path, dead.Source?.Line, remedy: "remove it, or give it another scope"));
        }

        return rules.ToImmutable();
    }
}

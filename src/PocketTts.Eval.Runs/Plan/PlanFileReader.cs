using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads a plan file: YAML with the keys of docs/run-format.md. Every problem is gathered with its line and column.</summary>
internal sealed class PlanFileReader(string path, List<InputException> problems)
{
    private static readonly string[] s_keys = ["systems", "corpora", "repeats", "recognizers", "seed", "limit", "order", "evidence", "timeout", "out"];
    private static readonly string[] s_systemKeys = ["id", "engine", "voice", "options"];
    private static readonly string[] s_timeoutKeys = ["base-seconds", "seconds-per-character", "seconds-per-audio-second"];
    private static readonly string[] s_orders = ["interleaved", "shuffled"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">The file cannot be read or is not YAML.</exception>
    public PlanDraft Read()
    {
        YamlNode root = YamlTree.Read(path);
        if (root is not YamlMapping plan)
        {
            throw new InputException($"the plan is {root.Describe()}", path, root.Line, expected: "a mapping with systems, corpora, repeats, …", column: root.Column);
        }

        CheckKeys(plan, s_keys);
        return new PlanDraft
        {
            Systems = List(plan, "systems")?.Select(System).OfType<Sourced<SystemSpec>>().ToArray(),
            Corpora = Texts(plan, "corpora"),
            Recognizers = Texts(plan, "recognizers"),
            Repeats = Integer(plan, "repeats"),
            Seed = Integer(plan, "seed"),
            Limit = Integer(plan, "limit"),
            Order = Order(plan),
            Evidence = Evidence(plan),
            Limits = Limits(plan),
            Out = plan.Find("out") is { } entry ? Text(entry.Value, "out") : null,
        };
    }

    private Origin At(YamlNode node, string field) => new(path, node.Line, node.Column, field);

    private void CheckKeys(YamlMapping mapping, string[] known)
    {
        foreach (YamlEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key, StringComparer.Ordinal)))
        {
            problems.Add(new InputException($"unknown key '{entry.Key}'", path, entry.Line, expected: string.Join(", ", known), remedy: NearestName.Suggest(entry.Key, known), column: entry.Column));
        }
    }

    private static IReadOnlyList<YamlNode>? List(YamlMapping plan, string key)
    {
        switch (plan.Find(key)?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlSequence list:
                return list.Items;
            case { } single:
                // one value without the dash means a list of one
                return [single];
        }
    }

    private Sourced<string>[]? Texts(YamlMapping plan, string key) =>
        List(plan, key)?.Select(node => Text(node, key)).OfType<Sourced<string>>().ToArray();

    private Sourced<string>? Text(YamlNode node, string field)
    {
        if (node is YamlScalar { IsNull: false, Text.Length: > 0 } scalar)
        {
            return new Sourced<string>(scalar.Text, At(node, field));
        }

        problems.Add(At(node, field).Error($"found {(node is YamlScalar ? "nothing" : node.Describe())}", "a text"));
        return null;
    }

    private Sourced<long>? Integer(YamlMapping plan, string key)
    {
        if (plan.Find(key) is not { } entry || entry.Value is YamlScalar { IsNull: true })
        {
            return null;
        }

        if (entry.Value is YamlScalar scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            return new Sourced<long>(value, At(entry.Value, key));
        }

        problems.Add(At(entry.Value, key).Error($"found {entry.Value.Describe()}", "a whole number"));
        return null;
    }

    private double Number(YamlMapping mapping, string key, double minimum, double maximum, double otherwise)
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

        problems.Add(At(entry.Value, key).Error($"found {entry.Value.Describe()}", FormattableString.Invariant($"a number from {minimum} to {maximum}")));
        return otherwise;
    }

    private TakeOrder? Order(YamlMapping plan)
    {
        if (plan.Find("order") is not { } entry)
        {
            return null;
        }

        int index = entry.Value is YamlScalar scalar ? Array.IndexOf(s_orders, scalar.Text) : -1;
        if (index >= 0)
        {
            return (TakeOrder)index;
        }

        problems.Add(At(entry.Value, "order").Error($"found {entry.Value.Describe()}", string.Join(" or ", s_orders)));
        return null;
    }

    private bool? Evidence(YamlMapping plan)
    {
        if (plan.Find("evidence") is not { } entry)
        {
            return null;
        }

        if (entry.Value is YamlScalar { Text: "on" or "off" } scalar)
        {
            return scalar.Text == "on";
        }

        problems.Add(At(entry.Value, "evidence").Error($"found {entry.Value.Describe()}", "on or off"));
        return null;
    }

    private TakeLimits? Limits(YamlMapping plan)
    {
        if (plan.Find("timeout") is not { } entry)
        {
            return null;
        }

        if (entry.Value is not YamlMapping limits)
        {
            problems.Add(At(entry.Value, "timeout").Error($"found {entry.Value.Describe()}", $"a mapping with {string.Join(", ", s_timeoutKeys)}"));
            return null;
        }

        CheckKeys(limits, s_timeoutKeys);
        TakeLimits standard = TakeLimits.Default;
        return new TakeLimits(
            Number(limits, s_timeoutKeys[0], 0.001, 86_400, standard.BaseSeconds),
            Number(limits, s_timeoutKeys[1], 0, 3_600, standard.SecondsPerCharacter),
            Number(limits, s_timeoutKeys[2], 0, 3_600, standard.SecondsPerAudioSecond));
    }

    private Sourced<SystemSpec>? System(YamlNode node)
    {
        Origin origin = At(node, "systems");
        try
        {
            switch (node)
            {
                case YamlScalar { IsNull: false } scalar:
                    return new Sourced<SystemSpec>(SystemSpec.Parse(scalar.Text), origin);
                case YamlMapping mapping:
                    return SystemMapping(mapping, origin);
                default:
                    problems.Add(origin.Error($"found {node.Describe()}", "engine[:voice][,option=value]…, or a mapping with id, engine, voice, options"));
                    return null;
            }
        }
        catch (InputException problem)
        {
            problems.Add(origin.Error(problem));
            return null;
        }
    }

    private Sourced<SystemSpec>? SystemMapping(YamlMapping mapping, Origin origin)
    {
        CheckKeys(mapping, s_systemKeys);
        string?[] texts = [.. s_systemKeys[..3].Select(key => mapping.Find(key) is { } entry ? Text(entry.Value, key)?.Value : null)];
        if (texts[1] is not { } engine)
        {
            problems.Add(origin.Error("a system has no engine", "engine: NAME", "for example engine: kokoro"));
            return null;
        }

        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (mapping.Find("options")?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlMapping given:
                foreach (YamlEntry entry in given.Entries)
                {
                    options[entry.Key] = Text(entry.Value, entry.Key)?.Value ?? string.Empty;
                }

                break;
            case { } other:
                problems.Add(At(other, "options").Error($"found {other.Describe()}", "a mapping of option: value"));
                return null;
        }

        // going through the written form holds both ways of writing to the same rules
        var spec = new SystemSpec(engine, engine.ToLowerInvariant(), texts[2], options.ToImmutable());
        string written = spec.Canonical();
        SystemSpec parsed = SystemSpec.Parse(written);
        if (!string.Equals(parsed.Canonical(), written, StringComparison.Ordinal))
        {
            problems.Add(origin.Error($"the system cannot be written as one line ('{written}' reads as '{parsed.Canonical()}')", "values with ',' in double quotes, names without '='"));
            return null;
        }

        return new Sourced<SystemSpec>(parsed with { Id = texts[0] ?? parsed.Id }, origin);
    }
}

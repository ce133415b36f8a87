using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads a system of a plan file: its written form, or a mapping.</summary>
internal sealed class PlanSystemReader(PlanValues values)
{
    /// <summary>Reads one; null when it is wrong.</summary>
    public Sourced<SystemSpec>? Read(YamlNode node)
    {
        Origin origin = values.At(node, "systems");
        try
        {
            switch (node)
            {
                case YamlScalar { IsNull: false } scalar:
                    return new Sourced<SystemSpec>(SystemSpec.Parse(scalar.Text), origin);
                case YamlMapping mapping:
                    return ReadMapping(mapping, origin);
                default:
                    values.Add(node, "systems", "engine[:voice][,option=value]…, or a mapping with id, engine, voice, options");
                    return null;
            }
        }
        catch (InputException problem)
        {
            values.Add(origin.Error(problem));
            return null;
        }
    }

    private Sourced<SystemSpec>? ReadMapping(YamlMapping mapping, Origin origin)
    {
        values.CheckKeys(mapping, PlanKeys.System);
        string? id = values.Text(mapping, "id")?.Value;
        string? voice = values.Text(mapping, "voice")?.Value;
        ImmutableSortedDictionary<string, string>? options = Options(mapping);
        if (mapping.Find("engine") is null)
        {
            values.Add(origin.Error("a system has no engine", "engine: NAME", "for example engine: kokoro"));
            return null;
        }

        if (values.Text(mapping, "engine")?.Value is not { } engine || options is null)
        {
            return null;
        }

        // going through the written form holds both ways of writing to the same rules
        var spec = new SystemSpec(engine, engine.ToLowerInvariant(), voice, options);
        string written = spec.Canonical();
        SystemSpec parsed = SystemSpec.Parse(written);
        if (!string.Equals(parsed.Canonical(), written, StringComparison.Ordinal))
        {
            values.Add(origin.Error($"the system cannot be written as one line ('{written}' reads as '{parsed.Canonical()}')", "names and values without ',' or '='"));
            return null;
        }

        return new Sourced<SystemSpec>(parsed with { Id = id ?? parsed.Id }, origin);
    }

    private ImmutableSortedDictionary<string, string>? Options(YamlMapping mapping)
    {
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (mapping.Find("options")?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlMapping given:
                foreach (YamlEntry entry in given.Entries)
                {
                    options[entry.Key] = values.Text(entry.Value, entry.Key)?.Value ?? string.Empty;
                }

                break;
            case { } other:
                values.Add(other, "options", "a mapping of option: value");
                return null;
        }

        // what nearly every engine has may stand beside the engine
        foreach (string common in new[] { "model", "threads" })
        {
            string? value = common == "threads"
                ? values.Integer(mapping, common, 1, 1024) is { } count ? FormattableString.Invariant($"{count}") : null
                : values.Text(mapping, common)?.Value;
            if (value is not null && !options.TryAdd(common, value))
            {
                values.Add(values.At(mapping.Find(common)!.Value, common).Error("the same is given under options", "it once"));
            }
        }

        return options.ToImmutable();
    }
}

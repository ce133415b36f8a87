using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Reads one rule.</summary>
internal sealed class RuleReader(FieldReader fields, RuleReader.Defaults defaults)
{
    private static readonly string[] s_limits = ["max", "min", "max-increase", "max-decrease"];
    private static readonly string[] s_keys =
    [
        "name", "metric", .. s_limits, "severity", "systems", "corpora", "tags", "recognizer", "minimum-texts", "minimum-takes", "fail-when", "judge", "advisory", "separate-runs",
    ];

    private static readonly string[] s_severities = ["minor", "major", "catastrophic"];
    private static readonly string[] s_failWhen = ["worse", "beyond-margin"];
    private static readonly string[] s_judge = ["interval", "observed"];
    private static readonly string[] s_yesNo = ["false", "true"];
    private static readonly string[] s_separateRuns = ["refuse", "allow"];

    /// <summary>Reads it; null after a note when it cannot be one.</summary>
    public GateRule? Read(YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            fields.Add(node, "rules", $"found {node.Describe()}", "a mapping with name, metric and a limit");
            return null;
        }

        fields.CheckKeys(mapping, s_keys);
        string? name = fields.RequiredText(mapping, "name", "a name for the rule");
        if (fields.RequiredText(mapping, "metric", "the name of a metric") is not { } written)
        {
            return null;
        }

        if (BySeverity(mapping, written) is not { } id)
        {
            return null;
        }

        if (!MetricCatalog.TryFind(id, out Metric? metric))
        {
            YamlNode at = mapping.Find("metric")!.Value;
            fields.Add(at, "metric", $"no metric '{written}'", remedy: NearestName.Suggest(written, MetricCatalog.Names.Append("faulty-takes")) ?? $"there are {string.Join(", ", MetricCatalog.Names)}");
            return null;
        }

        bool isObserved = fields.Choice(mapping, "judge", s_judge, metric.HasInterval ? 0 : 1) == 1;
        ImmutableArray<GateLimit> limits = ReadLimits(mapping, metric, isObserved);
        if (limits.IsEmpty || name is null)
        {
            return null;
        }

        return new GateRule
        {
            Name = name,
            Metric = metric,
            Limits = limits,
            Systems = [.. fields.Texts(mapping, "systems")],
            Scope = new FigureScope([.. fields.Texts(mapping, "corpora")], [.. fields.Texts(mapping, "tags")]),
            RecognizerId = fields.Text(mapping, "recognizer") ?? defaults.RecognizerId,
            MinimumTexts = (int)fields.Integer(mapping, "minimum-texts", 1, 1_000_000, defaults.MinimumTexts),
            MinimumTakes = (int)fields.Integer(mapping, "minimum-takes", 1, 100_000_000, defaults.MinimumTakes),
            FailWhen = (FailWhen)fields.Choice(mapping, "fail-when", s_failWhen, 0),
            IsObserved = isObserved,
            IsAdvisory = fields.Choice(mapping, "advisory", s_yesNo, 0) == 1,
            AllowsSeparateRuns = fields.Choice(mapping, "separate-runs", s_separateRuns, 0) == 1,
            Source = new RuleSource(fields.Path, mapping.Line),
        };
    }

    // takes of a severity are metrics of their own
    private string? BySeverity(YamlMapping mapping, string written)
    {
        const string Takes = "faulty-takes";
        bool isConfirmed = string.Equals(written, Quantities.Confirmed(Takes), StringComparison.Ordinal);
        if (!isConfirmed && !string.Equals(written, Takes, StringComparison.Ordinal))
        {
            if (mapping.Find("severity") is { } entry)
            {
                fields.Add(entry.Value, "severity", $"{written} has no severity", remedy: $"use metric: {Takes}");
                return null;
            }

            return written;
        }

        if (mapping.Find("severity") is null)
        {
            fields.Add(mapping, "severity", "missing", string.Join(" or ", s_severities));
            return null;
        }

        int severity = fields.Choice(mapping, "severity", s_severities, -1);
        string name = severity < 0 ? string.Empty : $"{s_severities[severity]}-takes";
        return severity < 0 ? null : isConfirmed ? Quantities.Confirmed(name) : name;
    }

    private ImmutableArray<GateLimit> ReadLimits(YamlMapping mapping, Metric metric, bool isObserved)
    {
        var limits = ImmutableArray.CreateBuilder<GateLimit>();
        bool isGiven = false;
        foreach (YamlEntry entry in mapping.Entries.Where(e => s_limits.Contains(e.Key, StringComparer.Ordinal)))
        {
            isGiven = true;
            if (IsWrongWay(metric, entry.Key, out string? instead))
            {
                fields.Add(entry.Value, entry.Key, $"{(metric.IsHigherBetter ? "more" : "less")} is better in {metric.Id}: '{entry.Key}' would stop improvements", remedy: $"use {instead}");
                continue;
            }

            if (fields.Text(entry.Value, entry.Key) is not { } text)
            {
                continue;
            }

            (GateLimit? limit, string? problem, string? expected) = LimitText.Parse(metric, entry.Key, text);
            if (limit is null)
            {
                fields.Add(entry.Value, entry.Key, problem!, expected);
            }
            else if (GateRuleAudit.Check(metric, limit, isObserved) is { } useless)
            {
                fields.Add(entry.Value, entry.Key, useless.Problem, remedy: useless.Remedy);
            }
            else if (limit.IsRelative && metric.Kind == MetricKind.Worst)
            {
                fields.Add(entry.Value, entry.Key, $"{metric.Id} is the worst of all takes: more takes make it worse, so it is not compared", remedy: "use max");
            }
            else
            {
                limits.Add(limit);
            }
        }

        if (!isGiven)
        {
            fields.Add(mapping, "rules", "a rule without a limit can never fail", metric.IsHigherBetter ? "min or max-decrease" : "max or max-increase");
        }

        return limits.ToImmutable();
    }

    private static bool IsWrongWay(Metric metric, string key, out string? instead)
    {
        instead = key switch
        {
            "max" when metric.IsHigherBetter => "min",
            "min" when !metric.IsHigherBetter => "max",
            "max-increase" when metric.IsHigherBetter => "max-decrease",
            "max-decrease" when !metric.IsHigherBetter => "max-increase",
            _ => null,
        };
        return instead is not null;
    }

    /// <summary>Values of the file that rules take over.</summary>
    internal sealed record Defaults(string? RecognizerId, int MinimumTexts, int MinimumTakes);
}

using System.Text;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>What makes two plans the same run: everything but the folder and the time limits.</summary>
internal static class PlanIdentity
{
    /// <summary>One line a field; equal for equal plans.</summary>
    public static string Describe(RunPlan plan)
    {
        var text = new StringBuilder();
        foreach ((string field, string value) in Fields(plan))
        {
            text.Append(field).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The fields that must be equal, by name.</summary>
    public static IEnumerable<(string Field, string Value)> Fields(RunPlan plan) =>
    [
        ("systems", string.Join(" ", plan.Systems.Select(s => s.Id == s.Canonical() ? s.Id : $"{s.Id}={s.Canonical()}"))),
        ("corpora", string.Join(" ", plan.Corpora.Select(c => $"{c.Corpus.Name}@{c.Corpus.Sha256[..12]}{(c.Filter.IsNone ? string.Empty : $"[{c.Filter.Describe()}]")}"))),
        ("repeats", FormattableString.Invariant($"{plan.Repeats}") + string.Concat(plan.RepeatsByTag.Select(t => FormattableString.Invariant($" {t.Key}:{t.Value}")))),
        ("recognizers", string.Join(" ", plan.Recognizers)),
        ("seed", FormattableString.Invariant($"{plan.Seed}")),
        ("seeds", plan.Seeds.IsEmpty ? "derived" : string.Join(" ", plan.Seeds.Select(s => FormattableString.Invariant($"{s}")))),
        ("warm-up", FormattableString.Invariant($"{plan.WarmUps}")),
        ("shard", plan.Shard?.ToString() ?? "none"),
        ("limit", plan.Limit is { } limit ? FormattableString.Invariant($"{limit}") : "none"),
        ("order", plan.Order.ToString().ToLowerInvariant()),
    ];
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Watches the quarantined texts: worse than their band fails, better or expired is said.</summary>
internal static class QuarantineJudge
{
    /// <summary>Decisions about texts that left their band for the worse, and notes about the others.</summary>
    public static (ImmutableArray<RuleDecision> Decisions, ImmutableArray<string> Notes) Judge(GateContext context)
    {
        var decisions = ImmutableArray.CreateBuilder<RuleDecision>();
        var notes = ImmutableArray.CreateBuilder<string>();
        string? recognizer = context.Head.Info.Recognizers.FirstOrDefault()?.Id;
        foreach (QuarantineEntry entry in context.Rules.Quarantine)
        {
            if (entry.Until < context.Options.Today)
            {
                notes.Add($"quarantine of {entry.Text} expired on {entry.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}: it is excused no longer; renew or remove the entry ({entry.Why})");
                continue;
            }

            foreach (string system in context.SystemIds.Where(s => recognizer is not null && (entry.Systems.IsEmpty || entry.Systems.Contains(s, StringComparer.Ordinal))))
            {
                Judge(entry, system, recognizer!, context, decisions, notes);
            }
        }

        return (decisions.ToImmutable(), notes.ToImmutable());
    }

    private static void Judge(
        QuarantineEntry entry, string system, string recognizer, GateContext context, ImmutableArray<RuleDecision>.Builder decisions, ImmutableArray<string>.Builder notes)
    {
        if (!TextFailures.Count(context.Head, system, recognizer).TryGetValue(entry.Text, out TextFailures.Tally? tally))
        {
            notes.Add($"quarantine names {entry.Text}, of which {system} has no take here");
            return;
        }

        string found = FormattableString.Invariant($"{tally.Wrong} of {tally.Takes} takes wrong");
        string band = FormattableString.Invariant($"{entry.LowShare * 100:0.#}–{entry.HighShare * 100:0.#} %");
        double alpha = context.Rules.Alpha;
        if (BinomialTest.Of(tally.Wrong, tally.Takes, entry.LowShare).Less < alpha)
        {
            notes.Add($"quarantined {entry.Text} by {system} is better than its band {band} ({found}): take it off the list");
        }

        double worse = BinomialTest.Of(tally.Wrong, tally.Takes, entry.HighShare).Greater;
        if (worse >= alpha)
        {
            return;
        }

        var limit = new GateLimit(GateLimitKind.AtMost, entry.HighShare, $"failing: {band}");
        MetricCatalog.TryFind("wrong-takes", out Metric? metric);
        var rule = new GateRule { Name = $"quarantine {entry.Text}", Metric = metric!, Limits = [limit], Systems = entry.Systems, Source = entry.Source };
        decisions.Add(new RuleDecision
        {
            Rule = rule,
            SystemId = system,
            RecognizerId = recognizer,
            State = GateState.Fail,
            Head = new MetricValue((double)tally.Wrong / tally.Takes, null, 1, tally.Takes, null, 0),
            Checks =
            [
                new GateCheck
                {
                    Limit = limit,
                    State = GateState.Fail,
                    Value = (double)tally.Wrong / tally.Takes,
                    Probability = worse,
                    Reason = $"{found}: worse than the band {band} in which it is excused ({entry.Why})",
                    WouldChange = "fewer wrong takes, or a wider band",
                },
            ],
            Command = context.CommandFor(rule, system),
        });
    }
}

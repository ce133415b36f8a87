using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>What all rules of a gate are decided with.</summary>
internal sealed class GateContext(ScoreTable head, ScoreTable? baseline, GateRules rules, GateOptions options, IReadOnlyList<SystemPair> pairs)
{
    private readonly Dictionary<string, IReadOnlyList<Incomparability>> _incomparable = new(StringComparer.Ordinal);

    public ScoreTable Head { get; } = head;

    public ScoreTable? Baseline { get; } = baseline;

    public GateRules Rules { get; } = rules;

    public GateOptions Options { get; } = options;

    /// <summary>Confidence of all intervals: each end holds with 1 - α.</summary>
    public double Confidence { get; } = 1 - (2 * rules.Alpha);

    /// <summary>Ids of head's systems.</summary>
    public IReadOnlyList<string> SystemIds { get; } = [.. head.Info.Systems.Select(s => s.Id)];

    /// <summary>The recognizer of a rule; null when head has none at all.</summary>
    public string? RecognizerOf(GateRule rule) => rule.RecognizerId ?? Head.Info.Recognizers.FirstOrDefault()?.Id;

    /// <summary>The partner of a system of head, or null.</summary>
    public SystemPair? PairOf(string systemId) => pairs.FirstOrDefault(p => string.Equals(p.HeadSystemId, systemId, StringComparison.Ordinal));

    /// <summary>What stands against comparing head and baseline by a recognizer.</summary>
    public IReadOnlyList<Incomparability> Incomparable(string recognizerId)
    {
        if (!_incomparable.TryGetValue(recognizerId, out IReadOnlyList<Incomparability>? found))
        {
            found = Baseline is null ? [] : Comparability.Between(Baseline, Head, recognizerId);
            _incomparable.Add(recognizerId, found);
        }

        return found;
    }

    /// <summary>Texts of a system that are quarantined today.</summary>
    public IReadOnlySet<TextKey> Quarantined(string systemId) =>
        Rules.Quarantine.Where(q => q.Until >= Options.Today && (q.Systems.IsEmpty || q.Systems.Contains(systemId, StringComparer.Ordinal))).Select(q => q.Text).ToHashSet();

    /// <summary>The command that gives a decision again.</summary>
    public string CommandFor(GateRule rule, string systemId) =>
        Options.Command + $" --rule {Quoted(rule.Name)}" + (SystemIds.Count > 1 ? $" --system {Quoted(systemId)}" : string.Empty);

    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@') ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

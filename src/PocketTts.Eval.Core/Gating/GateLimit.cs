namespace PocketTts.Eval.Core.Gating;

/// <summary>A limit of a rule.</summary>
/// <param name="Kind">What it is held against.</param>
/// <param name="Value">Natural value: a fraction, seconds, bytes; for shares a fraction.</param>
/// <param name="Written">As the user wrote it, with its key, e.g. <c>max-increase: 0.5 points</c>.</param>
public sealed record GateLimit(GateLimitKind Kind, double Value, string Written)
{
    /// <summary>True when a baseline is needed.</summary>
    public bool IsRelative => Kind is GateLimitKind.Worsening or GateLimitKind.WorseningShare;
}

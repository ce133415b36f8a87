namespace PocketTts.Eval.Core.Gating;

/// <summary>How a gate is run.</summary>
public sealed record GateOptions
{
    /// <summary>The day, for quarantines that expire.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The command that was given; a rule's and a system's name are added to reproduce one decision.</summary>
    public required string Command { get; init; }

    /// <summary>How to renew the baseline, for messages; null without one.</summary>
    public string? RenewCommand { get; init; }

    /// <summary>True when an inconclusive whole shall not stop a pipeline: it is then shown as a warning. It never becomes a pass.</summary>
    public bool InconclusiveIsWarning { get; init; }

    /// <summary>
    /// True when the data may be looked at again after more takes: p-values and limits then hold over all looks together (<see cref="Statistics.AlwaysValid"/>) and are wider.
    /// </summary>
    public bool IsSequential { get; init; }
}

namespace PocketTts.Eval.Core.Statistics;

/// <summary>What a sequential test says so far.</summary>
public enum SprtDecision
{
    /// <summary>Not decided: go on.</summary>
    Continue,

    /// <summary>The tolerable rate is accepted.</summary>
    AcceptTolerable,

    /// <summary>The tolerable rate is rejected for the intolerable one.</summary>
    RejectTolerable,
}

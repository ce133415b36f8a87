namespace PocketTts.Eval.Core.Gating;

/// <summary>What a gate says, of a rule or as a whole. Ordered by what wins over what in the whole.</summary>
public enum GateState
{
    /// <summary>It is shown to be within the limit.</summary>
    Pass,

    /// <summary>The data do not say on which side of the limit it is.</summary>
    Inconclusive,

    /// <summary>The numbers must not be compared.</summary>
    NotComparable,

    /// <summary>It is shown to be beyond the limit.</summary>
    Fail,
}

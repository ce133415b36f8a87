namespace PocketTts.Eval.Models.Process;

/// <summary>Verdict of the conformance check on one point.</summary>
public enum AdapterVerdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Allowed, but worth knowing.</summary>
    Note,

    /// <summary>Against the protocol: takes will fail.</summary>
    Wrong,
}

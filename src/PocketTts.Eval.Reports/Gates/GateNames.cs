using PocketTts.Eval.Core.Gating;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>How states are written.</summary>
public static class GateNames
{
    /// <summary>In files.</summary>
    /// <param name="state">The state.</param>
    /// <returns>E.g. <c>not-comparable</c>.</returns>
    public static string Name(this GateState state) => state switch
    {
        GateState.Pass => "pass",
        GateState.Fail => "fail",
        GateState.Inconclusive => "inconclusive",
        _ => "not-comparable",
    };

    /// <summary>For people.</summary>
    /// <param name="state">The state.</param>
    /// <returns>E.g. <c>NOT COMPARABLE</c>.</returns>
    public static string Heading(this GateState state) => state switch
    {
        GateState.Pass => "PASS",
        GateState.Fail => "FAIL",
        GateState.Inconclusive => "INCONCLUSIVE",
        _ => "NOT COMPARABLE",
    };

    /// <summary>One sign, for tables.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The sign.</returns>
    public static string Sign(this GateState state) => state switch
    {
        GateState.Pass => "✓",
        GateState.Fail => "✗",
        GateState.Inconclusive => "?",
        _ => "≠",
    };
}

namespace PocketTts.Eval.Models.Process;

/// <summary>What the conformance check found at one point.</summary>
/// <param name="Verdict">Whether it is as it should be.</param>
/// <param name="Check">Short name of the point, e.g. <c>hello</c>, <c>long text</c>.</param>
/// <param name="Message">One sentence.</param>
public sealed record AdapterFinding(AdapterVerdict Verdict, string Check, string Message);

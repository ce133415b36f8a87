namespace PocketTts.Eval.Core.Gating;

/// <summary>Where sequential limits are made closest: fixed before any data are seen, from the rule alone.</summary>
internal static class SequentialPlan
{
    /// <summary>Standard error ÷ margin at which an equal release can just be passed: 1 ÷ (z of .95 + z of .8), rounded.</summary>
    public const double ErrorOfMargin = .4;

    /// <summary>Standard error ÷ absolute limit.</summary>
    public const double ErrorOfLimit = .2;
}

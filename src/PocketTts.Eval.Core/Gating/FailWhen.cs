namespace PocketTts.Eval.Core.Gating;

/// <summary>When a rule against a baseline fails. Both keep the chance of failing an equal release; they differ for releases that are a little worse.</summary>
public enum FailWhen
{
    /// <summary>Shown to be worse at all, and the estimate is beyond the margin: sees harm with less data; a release just within the margin may fail.</summary>
    Worse,

    /// <summary>Shown to be worse than the margin: hardly ever fails a release within the margin; needs more data to see harm.</summary>
    BeyondMargin,
}

namespace PocketTts.Eval.Core.Speed;

/// <summary>What a long session says of one quantity.</summary>
public enum SoakVerdict
{
    /// <summary>The whole interval of the trend is below the limit.</summary>
    Stable,

    /// <summary>The whole interval is above the limit: memory leaks, or takes become slower.</summary>
    Growing,

    /// <summary>The interval holds the limit, or there are too few takes.</summary>
    Inconclusive,
}

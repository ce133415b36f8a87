namespace PocketTts.Eval.Runs.Calibration;

/// <summary>What became of a known fault.</summary>
internal enum Finding
{
    /// <summary>Nothing was said of it.</summary>
    Missed,

    /// <summary>Something was said of the right place, but not what it is.</summary>
    OtherName,

    /// <summary>It was found, and called what it is.</summary>
    Found,
}

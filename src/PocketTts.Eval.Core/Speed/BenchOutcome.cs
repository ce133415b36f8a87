namespace PocketTts.Eval.Core.Speed;

/// <summary>What a timing is worth.</summary>
public enum BenchOutcome
{
    /// <summary>It counts.</summary>
    Ok,

    /// <summary>The take failed: it has no timing and counts as a failure.</summary>
    Failed,

    /// <summary>There is less sound, or fewer words, than the text needs: such a take is never fast, it counts as a failure.</summary>
    Incomplete,

    /// <summary>The clock cannot be believed: the timing does not count, and it is nobody's failure.</summary>
    Excluded,
}

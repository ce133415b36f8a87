namespace PocketTts.Eval.Runs.Plan;

/// <summary>Names of everything that may stand in a plan file. <c>eval/plans/plan.schema.json</c> has the same; a test holds them together.</summary>
internal static class PlanKeys
{
    /// <summary>Keys of a plan.</summary>
    public static readonly string[] Plan = ["include", "systems", "corpora", "repeats", "recognizers", "seed", "seeds", "limit", "order", "evidence", "timing", "limits", "out"];

    /// <summary>Keys of a system.</summary>
    public static readonly string[] System = ["id", "engine", "model", "voice", "threads", "options"];

    /// <summary>Keys of a corpus.</summary>
    public static readonly string[] Corpus = ["path", "tags", "without", "length", "sample", "limit"];

    /// <summary>Keys of a range of lengths.</summary>
    public static readonly string[] Length = ["min", "max"];

    /// <summary>Keys of a sample.</summary>
    public static readonly string[] Sample = ["count", "seed"];

    /// <summary>Keys of repeats.</summary>
    public static readonly string[] Repeats = ["default", "tags"];

    /// <summary>Keys of timing.</summary>
    public static readonly string[] Timing = ["rounds", "warm-up"];

    /// <summary>Keys of limits.</summary>
    public static readonly string[] Limits = ["base-seconds", "seconds-per-character", "seconds-per-audio-second", "memory", "crash-retries", "time-out-retries"];

    /// <summary>Orders, as the members of <see cref="TakeOrder"/>.</summary>
    public static readonly string[] Orders = ["interleaved", "shuffled"];

    /// <summary>Switches.</summary>
    public static readonly string[] Switch = ["off", "on"];
}

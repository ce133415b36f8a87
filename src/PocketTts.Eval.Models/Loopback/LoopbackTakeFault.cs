namespace PocketTts.Eval.Models.Loopback;

/// <summary>What the loopback synthesizer does wrong with a whole take on purpose.</summary>
public enum LoopbackTakeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Half-way through, the synthesis fails with reason <c>crash</c>; the process lives on.</summary>
    Crash,

    /// <summary>Half-way through, the synthesis hangs until it is cancelled.</summary>
    Stall,

    /// <summary>No samples come out.</summary>
    Empty,

    /// <summary>The sound has its length but holds zeros only.</summary>
    Silence,

    /// <summary>Ten milliseconds in the middle are NaN.</summary>
    Nan,

    /// <summary>The sound breaks off between a fifth and four fifths of its length.</summary>
    Truncate,

    /// <summary>Half-way through, native code aborts the process (SIGABRT).</summary>
    Abort,

    /// <summary>Half-way through, native code touches memory that is not there (SIGSEGV).</summary>
    Segfault,

    /// <summary>Half-way through, the synthesis hangs and does not listen when it is cancelled.</summary>
    Hang,

    /// <summary>Half-way through, the process ends with exit code 3 and without a word.</summary>
    Exit,
}

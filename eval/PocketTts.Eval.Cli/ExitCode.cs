namespace PocketTts.Eval.Cli;

/// <summary>What the process says when it ends (DESIGN rule 11).</summary>
internal static class ExitCode
{
    /// <summary>Fine.</summary>
    public const int Ok = 0;

    /// <summary>Usage or configuration: bad option, file, model or text.</summary>
    public const int Usage = 1;

    /// <summary>The run has failed or missing takes.</summary>
    public const int Incomplete = 2;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 3;

    /// <summary>A gate is inconclusive, or what it should compare is not comparable.</summary>
    public const int Undecided = 4;

    /// <summary>A fault of ours.</summary>
    public const int Internal = 5;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;
}

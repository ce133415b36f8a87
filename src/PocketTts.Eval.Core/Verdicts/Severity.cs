namespace PocketTts.Eval.Core.Verdicts;

/// <summary>How bad a take is. <see cref="SeverityRule"/> is the only place that decides.</summary>
public enum Severity
{
    /// <summary>Nothing was found.</summary>
    Clean,

    /// <summary>A listener may notice and understands everything.</summary>
    Minor,

    /// <summary>A word is lost, doubled or another one.</summary>
    Major,

    /// <summary>The take is of no use: broken off, looping, garbled, silent.</summary>
    Catastrophic,
}

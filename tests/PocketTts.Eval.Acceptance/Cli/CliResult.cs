namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>How a process ended and what it said.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error)
{
    /// <summary>Lines of stderr that name a problem.</summary>
    public string[] ErrorLines => [.. Error.Split('\n').Where(l => l.StartsWith("error: ", StringComparison.Ordinal))];
}

using Spectre.Console;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>The outside world as the commands see it: streams, clock, environment.</summary>
internal sealed class CliHost
{
    /// <summary>Data for people and programs.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Messages: one line for each problem.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input, read when a text is given as <c>-</c>.</summary>
    public required TextReader In { get; init; }

    /// <summary>Progress and notes, drawn on stderr.</summary>
    public required IAnsiConsole Messages { get; init; }

    /// <summary>True when a person watches stderr: progress is drawn live; otherwise a line every 30 s.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Environment variables by name; null when unset.</summary>
    public required Func<string, string?> Environment { get; init; }
}

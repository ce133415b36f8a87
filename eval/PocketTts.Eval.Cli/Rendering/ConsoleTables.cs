using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Consoles that tables are written to.</summary>
internal static class ConsoleTables
{
    private const int RedirectedWidth = 160;

    /// <summary>A console on a writer: as wide as the terminal, or as given where there is none.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="redirectedWidth">Characters of a line in a file or a pipe.</param>
    public static IAnsiConsole Create(TextWriter output, int redirectedWidth = RedirectedWidth)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = redirectedWidth;
        }

        return console;
    }
}

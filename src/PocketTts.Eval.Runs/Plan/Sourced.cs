using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Where a value of a plan was written.</summary>
/// <param name="File">Plan file, or null for the command line and for defaults.</param>
/// <param name="Line">One-based line, or null.</param>
/// <param name="Column">One-based column, or null.</param>
/// <param name="Field">Key or option.</param>
internal sealed record Origin(string? File, int? Line, int? Column, string Field)
{
    /// <summary>An error at this place.</summary>
    public InputException Error(string problem, string? expected = null, string? remedy = null) =>
        new(problem, File, Line, Field, expected, remedy, column: Column);

    /// <summary>An error that was found deeper, told with this place.</summary>
    public InputException Error(InputException cause)
    {
        if (File is null)
        {
            return cause;
        }

        // the cause names a command-line option that was not used here
        string option = $"{cause.Field}: ";
        string message = cause.File is null && cause.Message.StartsWith(option, StringComparison.Ordinal) ? cause.Message[option.Length..] : cause.Message;
        return new InputException(message, File, Line, Field, innerException: cause, column: Column);
    }
}

/// <summary>A value of a plan and where it was written.</summary>
internal sealed record Sourced<T>(T Value, Origin Origin);

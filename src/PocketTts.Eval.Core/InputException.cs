using System.Collections.Immutable;
using System.Text;

namespace PocketTts.Eval.Core;

/// <summary>
/// Something the user gave us is wrong (an option, a file, a model, a text). Its <see cref="Exception.Message"/> is one
/// line that names the file, line and field, what was found, what was expected and what to do. The command line
/// prints that line and ends with exit code 1; no stack trace.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception from its parts; every part is optional except <paramref name="problem"/>.</summary>
    /// <param name="problem">What is wrong, with the value that was found, e.g. <c>"no voice 'af_hart'"</c>.</param>
    /// <param name="file">Path of the file that holds the problem, or null.</param>
    /// <param name="line">One-based line in <paramref name="file"/>, or null.</param>
    /// <param name="field">Field, option or tensor the problem is in, or null.</param>
    /// <param name="expected">What would have been right, or null.</param>
    /// <param name="remedy">What the user can do, or null.</param>
    /// <param name="innerException">The exception that revealed the problem, or null; it is not shown to the user.</param>
    /// <param name="column">One-based column in <paramref name="line"/>, or null.</param>
    public InputException(
        string problem,
        string? file = null,
        int? line = null,
        string? field = null,
        string? expected = null,
        string? remedy = null,
        Exception? innerException = null,
        int? column = null)
        : base(Compose(problem, file, line, column, field, expected, remedy), innerException)
    {
        File = file;
        Line = line;
        Field = field;
        Problems = [this];
    }

    /// <summary>Gathers several problems that were found at once, e.g. all errors of a plan.</summary>
    /// <param name="problems">The problems in the order a reader meets them; at least one.</param>
    public InputException(IReadOnlyList<InputException> problems)
        : base(Compose(problems), problems[0])
    {
        File = problems[0].File;
        Line = problems[0].Line;
        Field = problems[0].Field;
        Problems = [.. problems];
    }

    /// <summary>Path of the file that holds the problem, or null.</summary>
    public string? File { get; }

    /// <summary>One-based line in <see cref="File"/>, or null.</summary>
    public int? Line { get; }

    /// <summary>Field, option or tensor the problem is in, or null.</summary>
    public string? Field { get; }

    /// <summary>
    /// Every problem on its own, for a caller that prints one line each; this exception itself when there is only one.
    /// </summary>
    public ImmutableArray<InputException> Problems { get; }

    private static string Compose(IReadOnlyList<InputException> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return problems.Count == 1
            ? problems[0].Message
            : FormattableString.Invariant($"{problems.Count} problems: {string.Join(" | ", problems.Select(p => p.Message))}");
    }

    private static string Compose(string problem, string? file, int? line, int? column, string? field, string? expected, string? remedy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(problem);
        var text = new StringBuilder();
        if (file is not null)
        {
            text.Append(file);
            if (line is not null)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $":{line}");
                if (column is not null)
                {
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $":{column}");
                }
            }

            text.Append(": ");
        }

        if (field is not null)
        {
            text.Append(field).Append(": ");
        }

        text.Append(problem);
        if (expected is not null)
        {
            text.Append("; expected ").Append(expected);
        }

        if (remedy is not null)
        {
            text.Append("; ").Append(remedy);
        }

        // a message is one line whatever a hostile file name or value put into it
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                text[i] = ' ';
            }
        }

        return text.ToString();
    }
}

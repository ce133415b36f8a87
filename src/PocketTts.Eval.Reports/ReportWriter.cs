using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Csv;
using PocketTts.Eval.Reports.Json;
using PocketTts.Eval.Reports.Markdown;

namespace PocketTts.Eval.Reports;

/// <summary>
/// Writes what people and programs read of a run. Every file is derived from the <see cref="RunResult"/> alone, is
/// replaced as a whole (never half-written), uses UTF-8 without a byte order mark and LF line ends, and does not
/// depend on the culture of the machine.
/// </summary>
public static class ReportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Name of the table of takes in a run folder.</summary>
    public const string TakesCsvName = "takes.csv";

    /// <summary>Name of the machine-readable summary in a run folder.</summary>
    public const string SummaryJsonName = "summary.json";

    /// <summary>Name of the summary for pull requests in a run folder.</summary>
    public const string SummaryMarkdownName = "summary.md";

    /// <summary>Writes every report of a run into its folder.</summary>
    /// <param name="result">The run.</param>
    /// <param name="runFolder">The run's folder; it is made when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early; files written so far stay.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static async Task WriteAllAsync(RunResult result, string runFolder, CancellationToken cancellationToken)
    {
        await WriteTakesCsvAsync(result, Path.Combine(runFolder, TakesCsvName), cancellationToken);
        await WriteSummaryJsonAsync(result, Path.Combine(runFolder, SummaryJsonName), cancellationToken);
        await WriteSummaryMarkdownAsync(result, Path.Combine(runFolder, SummaryMarkdownName), cancellationToken);
    }

    /// <summary>Writes <c>takes.csv</c>: a row per planned take.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteTakesCsvAsync(RunResult result, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ReplaceAsync(path, writer => TakesCsvWriter.WriteAsync(result, writer, cancellationToken), cancellationToken);
    }

    /// <summary>Writes <c>summary.json</c>: all numbers per system, for machines.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteSummaryJsonAsync(RunResult result, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ReplaceAsync(path, writer => writer.WriteAsync(SummaryJsonWriter.Render(result).AsMemory(), cancellationToken), cancellationToken);
    }

    /// <summary>Writes <c>summary.md</c>: the run on one page, for a pull request.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteSummaryMarkdownAsync(RunResult result, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ReplaceAsync(path, writer => writer.WriteAsync(SummaryMarkdownWriter.Render(result).AsMemory(), cancellationToken), cancellationToken);
    }

    private static async Task ReplaceAsync(string path, Func<TextWriter, Task> write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + ".tmp";
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using (var writer = new StreamWriter(temporary, append: false, Utf8, bufferSize: 1 << 16))
            {
                await write(writer);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the report: {e.Message}", file: path, remedy: "choose another output folder or make this one writable", innerException: e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}

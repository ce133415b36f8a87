using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Csv;
using PocketTts.Eval.Reports.Html;
using PocketTts.Eval.Reports.Json;
using PocketTts.Eval.Reports.Markdown;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Sounds;

namespace PocketTts.Eval.Reports;

/// <summary>
/// Writes what people and programs read of a run. Every file is derived from the <see cref="RunResult"/> alone, is
/// replaced as a whole (never half-written), uses UTF-8 without a byte order mark and LF line ends, and does not
/// depend on the culture of the machine.
/// </summary>
public static class ReportWriter
{
    /// <summary>Name of the table of takes in a run folder.</summary>
    public const string TakesCsvName = "takes.csv";

    /// <summary>Name of the table of words in a run folder.</summary>
    public const string WordsCsvName = "words.csv";

    /// <summary>Name of the table of systems in a run folder.</summary>
    public const string SystemsCsvName = "systems.csv";

    /// <summary>Name of the machine-readable summary in a run folder.</summary>
    public const string SummaryJsonName = "summary.json";

    /// <summary>Name of the summary for pull requests in a run folder.</summary>
    public const string SummaryMarkdownName = "summary.md";

    /// <summary>Name of the page in a run folder.</summary>
    public const string HtmlName = "report.html";

    /// <summary>Name of the folder of charts in a run folder.</summary>
    public const string PlotsFolderName = "plots";

    private const int PlotWidth = 960;

    /// <summary>Writes every report of a run into its folder.</summary>
    /// <param name="result">The run.</param>
    /// <param name="runFolder">The run's folder; it is made when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early; files written so far stay.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static async Task WriteAllAsync(RunResult result, string runFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Digest is not null)
        {
            throw new ArgumentException("the result does not have all takes; its tables are needed", nameof(result));
        }

        await WriteTakesCsvAsync(result, Path.Combine(runFolder, TakesCsvName), cancellationToken);
        await WriteWordsCsvAsync(result, Path.Combine(runFolder, WordsCsvName), cancellationToken);
        await WriteDerivedAsync(result, runFolder, cancellationToken);
    }

    private static async Task WriteDerivedAsync(RunResult result, string runFolder, CancellationToken cancellationToken)
    {
        await WriteSystemsCsvAsync(result, Path.Combine(runFolder, SystemsCsvName), cancellationToken);
        await WriteSummaryJsonAsync(result, Path.Combine(runFolder, SummaryJsonName), cancellationToken);
        await WriteSummaryMarkdownAsync(result, Path.Combine(runFolder, SummaryMarkdownName), cancellationToken);
        string page = Path.Combine(runFolder, HtmlName);
        ReportModel model = Model([Beside(result, page)], ReportOptions.Default);
        await WriteChartsAsync(model, Path.Combine(runFolder, PlotsFolderName), cancellationToken);
        await WritePageAsync(model, page, ReportOptions.Default, cancellationToken);
    }

    /// <summary>Writes every report of a run of any size into its folder.</summary>
    /// <param name="result">The run.</param>
    /// <param name="tables">The sink that the run was scored with; of use when the result does not have all takes.</param>
    /// <param name="runFolder">The run's folder; it is made when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work early; files written so far stay.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static async Task WriteAllAsync(RunResult result, TakeTables tables, string runFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(tables);
        if (result.Digest is null)
        {
            await WriteAllAsync(result, runFolder, cancellationToken);
            return;
        }

        await ReportFile.ReplaceAsync(Path.Combine(runFolder, TakesCsvName), stream => tables.WriteTakesAsync(stream, cancellationToken), cancellationToken);
        await ReportFile.ReplaceAsync(Path.Combine(runFolder, WordsCsvName), stream => tables.WriteWordsAsync(stream, cancellationToken), cancellationToken);
        await WriteDerivedAsync(result, runFolder, cancellationToken);
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
        return ReportFile.ReplaceTextAsync(path, writer => TakesCsvWriter.WriteAsync(result, writer, cancellationToken), cancellationToken);
    }

    /// <summary>Writes <c>words.csv</c>: a row per take, recognizer and word of the text.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteWordsCsvAsync(RunResult result, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ReportFile.ReplaceTextAsync(path, writer => WordsCsvWriter.WriteAsync(result, writer, cancellationToken), cancellationToken);
    }

    /// <summary>Writes <c>systems.csv</c>: a row per system and recognizer.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteSystemsCsvAsync(RunResult result, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        return ReportFile.ReplaceTextAsync(path, writer => SystemsCsvWriter.WriteAsync(result, writer, cancellationToken), cancellationToken);
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
        return ReportFile.ReplaceTextAsync(path, writer => writer.WriteAsync(SummaryJsonWriter.Render(result).AsMemory(), cancellationToken), cancellationToken);
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
        return ReportFile.ReplaceTextAsync(path, writer => writer.WriteAsync(SummaryMarkdownWriter.Render(result).AsMemory(), cancellationToken), cancellationToken);
    }

    /// <summary>Writes <c>report.html</c> of one run; sound is linked where it lies in <c>audio/</c> beside the page.</summary>
    /// <param name="result">The run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteHtmlAsync(RunResult result, string path, CancellationToken cancellationToken) =>
        WriteHtmlAsync([Beside(result, path)], path, ReportOptions.Default, cancellationToken);

    /// <summary>
    /// Writes <c>report.html</c> of one run or several: one file for people, which opens from disk without a network. Systems of all runs stand in one
    /// table; sound is linked from the runs' folders unless it is asked for in the page.
    /// </summary>
    /// <param name="runs">At least one run.</param>
    /// <param name="path">File to write or replace.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the work early; an existing file stays as it was.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task WriteHtmlAsync(IReadOnlyList<ReportSource> runs, string path, ReportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WritePageAsync(Model(runs, options), path, options, cancellationToken);
    }

    /// <summary>
    /// Writes the page as <see cref="WriteHtmlAsync(IReadOnlyList{ReportSource}, string, ReportOptions, CancellationToken)"/> does, then each chart as SVG and as PNG (twice the
    /// resolution) into <c>plots/</c> beside it. Charts that there is no data for are not written.
    /// </summary>
    /// <param name="runs">At least one run.</param>
    /// <param name="path">Page to write or replace.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the work early; files written so far stay.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InputException">The page or the folder of the charts cannot be written.</exception>
    public static async Task WriteHtmlAndPlotsAsync(IReadOnlyList<ReportSource> runs, string path, ReportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ReportModel model = Model(runs, options);
        await WritePageAsync(model, path, options, cancellationToken);
        await WriteChartsAsync(model, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, PlotsFolderName), cancellationToken);
    }

    private static Task WritePageAsync(ReportModel model, string path, ReportOptions options, CancellationToken cancellationToken) =>
        ReportFile.ReplaceTextAsync(
            path,
            writer =>
            {
                new ReportPage(model) { Sounds = new FolderSounds(path, options.EmbeddedAudioBytes) }.Write(writer);
                return Task.CompletedTask;
            },
            cancellationToken);

    private static async Task WriteChartsAsync(ReportModel model, string folder, CancellationToken cancellationToken)
    {
        foreach (Chart chart in ReportCharts.Of(model))
        {
            string path = Path.Combine(folder, chart.Name);
            await ReportFile.ReplaceTextAsync(path + ".svg", writer => writer.WriteAsync(ChartRenderer.StandaloneSvg(chart, PlotWidth).AsMemory(), cancellationToken), cancellationToken);
            await ReportFile.ReplaceAsync(path + ".png", stream => stream.WriteAsync(ChartRenderer.Png(chart, PlotWidth), cancellationToken).AsTask(), cancellationToken);
        }
    }

    private static ReportSource Beside(RunResult result, string page) => new(result, Path.GetDirectoryName(Path.GetFullPath(page)));

    private static ReportModel Model(IReadOnlyList<ReportSource> runs, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        return ReportModel.Of(runs, options);
    }
}

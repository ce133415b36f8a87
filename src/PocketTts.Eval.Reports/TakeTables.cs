using System.Collections.Immutable;
using CsvHelper;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Csv;

namespace PocketTts.Eval.Reports;

/// <summary>
/// <c>takes.csv</c> and <c>words.csv</c> of a run that is too large to hold: rows are written to temporary files as their takes come, text by text, and put into the plan's order
/// at the end. The tables are the same byte for byte as those of a run that is held.
/// </summary>
/// <remarks>Nothing is written before the first take comes. Disposing removes the temporary files.</remarks>
public sealed class TakeTables : IScoredTakeSink, IDisposable
{
    private readonly string _folder;
    private readonly ImmutableArray<string> _recognizers;
    private RowFile? _takes;
    private RowFile? _words;

    /// <summary>Prepares tables.</summary>
    /// <param name="folder">Folder of the run; the temporary files lie there.</param>
    /// <param name="recognizers">Ids of the run's recognizers in plan order.</param>
    public TakeTables(string folder, ImmutableArray<string> recognizers)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _recognizers = recognizers;
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Add(int index, ScoredTake take)
    {
        ArgumentNullException.ThrowIfNull(take);
        _takes ??= new RowFile(Path.Combine(_folder, ReportWriter.TakesCsvName + ".rows.tmp"));
        _words ??= new RowFile(Path.Combine(_folder, ReportWriter.WordsCsvName + ".rows.tmp"));
        _takes.Add(index, csv => TakesCsvWriter.WriteRow(csv, take, _recognizers));
        _words.Add(index, csv => WordsCsvWriter.WriteRows(csv, take));
    }

    /// <summary>Writes the table of takes.</summary>
    internal Task WriteTakesAsync(Stream output, CancellationToken cancellationToken) =>
        WriteAsync(output, csv => TakesCsvWriter.WriteHeader(csv, _recognizers), _takes, cancellationToken);

    /// <summary>Writes the table of words.</summary>
    internal Task WriteWordsAsync(Stream output, CancellationToken cancellationToken) => WriteAsync(output, WordsCsvWriter.WriteHeader, _words, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _takes?.Dispose();
        _words?.Dispose();
    }

    private static async Task WriteAsync(Stream output, Action<CsvWriter> header, RowFile? rows, CancellationToken cancellationToken)
    {
        await using (var writer = new StreamWriter(output, leaveOpen: true))
        {
            await using CsvWriter csv = CsvWriter.Create(writer, CsvText.Options, leaveOpen: true);
            header(csv);
            await csv.FlushAsync(cancellationToken);
        }

        if (rows is not null)
        {
            await rows.CopyToAsync(output, cancellationToken);
        }
    }
}

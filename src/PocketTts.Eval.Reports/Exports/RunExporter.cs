using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Csv;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>
/// Writes the takes of a run for other tools: sclite, Hugging Face's folders of audio with metadata, data frames. The files are described in
/// <c>docs/report-files.md</c>; each is replaced as a whole.
/// </summary>
public static class RunExporter
{
    /// <summary>Name of the folder of sounds beside a table.</summary>
    private const string AudioFolder = "audio";

    /// <summary>Writes the takes.</summary>
    /// <param name="result">The scored run.</param>
    /// <param name="runFolder">Its folder, which holds the sounds.</param>
    /// <param name="folder">Where the files go; it is made when it does not exist.</param>
    /// <param name="options">What is exported, and how.</param>
    /// <param name="cancellationToken">Ends the work early; files that were there stay as they were.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="InputException">The run has no such recognizer, or something cannot be written or read.</exception>
    public static async Task<ExportResult> WriteAsync(RunResult result, string runFolder, string folder, ExportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        string recognizer = FindRecognizer(result.Info, options.RecognizerId);
        var sounds = new ExportSounds(Path.Combine(runFolder, AudioFolder), Path.Combine(folder, AudioFolder));
        ScoredTake[] takes =
        [
            .. result.Takes
                .Where(t => !options.OnlyCounted || (!t.RepeatsEarlierTake && t.Scores.Any(s => s.RecognizerId == recognizer)))
                .Where(t => !options.OnlyWithSound || sounds.Has(t)),
        ];
        if (takes.Length == 0)
        {
            throw new InputException(
                result.Takes.IsEmpty ? "the run has no takes" : "no take of the run is left to export",
                runFolder,
                remedy: options.OnlyCounted || options.OnlyWithSound ? "leave --counted and --with-sound out" : null);
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        int missing = takes.Count(t => t.Take.Synthesis is not null && !sounds.Has(t));
        if (missing > 0 && options.Format != ExportFormat.Trn)
        {
            notes.Add($"the sound of {Formatting.Count(missing, "take")} is not in the run folder: file_name is empty there");
        }

        switch (options.Audio)
        {
            case ExportAudio.Copy or ExportAudio.Link:
                sounds.Bring(takes, options.Audio, cancellationToken);
                break;
            case ExportAudio.None when options.Format != ExportFormat.Trn && !sounds.AreBeside && takes.Any(sounds.Has):
                notes.Add("the sounds were left in the run folder: bring them with --audio copy or --audio link, or export into the run folder");
                break;
        }

        ImmutableArray<string> files = options.Format switch
        {
            ExportFormat.Trn => await WriteTrnAsync(result, recognizer, takes, folder, notes, cancellationToken),
            ExportFormat.Jsonl => await WriteAsync(folder, "metadata.jsonl", s => JsonLinesExport.WriteAsync(Rows(), s, cancellationToken), cancellationToken),
            ExportFormat.Parquet => await WriteAsync(folder, "metadata.parquet", s => ParquetExport.WriteAsync([.. Rows()], s, cancellationToken), cancellationToken),
            _ => await WriteAsync(folder, "metadata.csv", s => CsvExportAsync(s), cancellationToken),
        };
        return new ExportResult(files, takes.Length, notes.ToImmutable());

        IEnumerable<ExportRow> Rows() => takes.Select(t => ExportRows.Of(t, result.Info, recognizer, sounds.NameOf(t)));

        async Task CsvExportAsync(Stream stream)
        {
            await using StreamWriter writer = ReportFile.Writer(stream);
            await TakesCsvWriter.WriteExportAsync(takes, [.. result.Info.Recognizers.Select(r => r.Id)], recognizer, sounds.NameOf, writer, cancellationToken);
        }
    }

    private static string FindRecognizer(RunInfo info, string? asked)
    {
        string[] ids = [.. info.Recognizers.Select(r => r.Id)];
        return asked is null ? ids.FirstOrDefault() ?? throw new InputException("the run has no recognizer", info.Name)
            : ids.Contains(asked, StringComparer.Ordinal) ? asked
            : throw new InputException($"the run has no recognizer '{asked}'", field: "--recognizer", expected: string.Join(" or ", ids), remedy: NearestName.Suggest(asked, ids));
    }

    private static async Task<ImmutableArray<string>> WriteTrnAsync(
        RunResult result, string recognizer, ScoredTake[] takes, string folder, ImmutableArray<string>.Builder notes, CancellationToken cancellationToken)
    {
        TrnExport trn = TrnExport.Of(result, recognizer, takes, cancellationToken);
        if (trn.LeftOut > 0)
        {
            notes.Add($"{Formatting.Count(trn.LeftOut, "take")} without a transcript {(trn.LeftOut == 1 ? "is" : "are")} left out");
        }

        if (trn.Reduced > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{Formatting.Count(trn.Reduced, "text")} with too many readings to write down: only the reading that was compared"));
        }

        string reference = Path.Combine(folder, "ref.trn");
        string hypothesis = Path.Combine(folder, "hyp.trn");
        await ReportFile.ReplaceTextAsync(reference, w => w.WriteAsync(trn.Reference.AsMemory(), cancellationToken), cancellationToken);
        await ReportFile.ReplaceTextAsync(hypothesis, w => w.WriteAsync(trn.Hypothesis.AsMemory(), cancellationToken), cancellationToken);
        return [reference, hypothesis];
    }

    private static async Task<ImmutableArray<string>> WriteAsync(string folder, string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, name);
        await ReportFile.ReplaceAsync(path, write, cancellationToken);
        return [path];
    }
}

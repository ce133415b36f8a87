using System.Globalization;
using CsvHelper;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>A table with a header; quotes as in RFC 4180.</summary>
internal sealed class CsvFormat : ICorpusFormat
{
    private const string Delimiters = ",;\t|";

    public string Name => "csv";

    public string Shape => "a table with a header row; --map says which column is what, --delimiter what parts columns";

    public string? Recognize(ImportSource source) => source.Suffix is ".csv" or ".tsv" ? $"its name ends with {source.Suffix}" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        char delimiter = options.Delimiter ?? Guess(source);
        var rules = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        };
        using CsvReader csv = CsvReader.FromText(source.Text, rules);
        FieldMap? map = null;
        int width = 0;
        while (ReadRow(csv, source))
        {
            int line = (int)csv.LineNumber;
            string[] row = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            if (map is null)
            {
                width = row.Length;
                map = options.HasHeader
                    ? FieldMap.OfColumns(row, options.Map, source.Path, notes)
                    : FieldMap.OfColumns([.. Enumerable.Range(1, width).Select(i => i.ToString(CultureInfo.InvariantCulture))], options.Map, source.Path, notes);
                if (options.HasHeader)
                {
                    continue;
                }
            }

            if (row.Length != width)
            {
                string sign = delimiter == '\t' ? "tab" : delimiter.ToString();
                throw new InputException(
                    FormattableString.Invariant($"the row has {row.Length} columns"), source.Path, line, expected: FormattableString.Invariant($"{width}, as in the first row"), remedy: $"columns are parted by '{sign}'; --delimiter names another sign");
            }

            if (!row.All(string.IsNullOrWhiteSpace))
            {
                yield return map.ToText(line, column => row[column], source.Path);
            }
        }
    }

    private static bool ReadRow(CsvReader csv, ImportSource source)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException problem)
        {
            throw new InputException("the quotes of the row do not match", source.Path, (int)problem.LineNumber, expected: "quotes around a whole field, inner ones doubled", innerException: problem);
        }
    }

    private static char Guess(ImportSource source)
    {
        string header = source.Filled.First().Text;
        return Delimiters.MaxBy(d => header.Count(c => c == d));
    }
}

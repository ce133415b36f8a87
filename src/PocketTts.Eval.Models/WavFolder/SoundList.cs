using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>
/// A CSV list with a header: <c>id</c> and <c>file</c>, optionally <c>repeat</c> and <c>corpus</c>, in any order; other columns are ignored. Files
/// are found from the list's folder. A row without a corpus holds for every corpus.
/// </summary>
internal sealed class SoundList : ISoundIndex
{
    private const int MostProblems = 20;
    private const int MostRows = 1_000_000;
    private const long LargestList = 256 << 20;
    private const string Columns = "a header with id and file, and perhaps repeat and corpus";

    private readonly Dictionary<(string Corpus, string Id, int Repeat), string> _rows = [];
    private readonly string _name;

    /// <summary>Reads a list.</summary>
    /// <exception cref="InputException">It cannot be read, lacks a column, or has wrong rows; up to 20 are named at once.</exception>
    public SoundList(string path, int first)
    {
        Folder = Path.GetDirectoryName(path)!;
        _name = Path.GetFileName(path);
        var problems = new List<InputException>();
        Read(ReadText(path), path, first, problems);
        if (problems.Count == 0 && _rows.Count == 0)
        {
            problems.Add(new InputException("the list has no rows", path, expected: "a row for each take: id, repeat, file"));
        }

        if (problems.Count > 0)
        {
            throw problems.Count == 1 ? problems[0] : new InputException([.. problems.Take(MostProblems)]);
        }

        Files = [.. _rows.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Files { get; } = [];

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public string? Find(string? corpus, string utteranceId, int repeat) =>
        (corpus is null ? null : _rows.GetValueOrDefault((corpus, utteranceId, repeat))) ?? _rows.GetValueOrDefault((string.Empty, utteranceId, repeat));

    /// <inheritdoc/>
    public string Describe(string? corpus, string utteranceId, int repeat) => $"a row for it in {_name}";

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestList
                ? File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
                : throw new InputException(FormattableString.Invariant($"is larger than {LargestList >> 20} MiB"), path);
        }
        catch (DecoderFallbackException problem)
        {
            throw new InputException("is not UTF-8", path, innerException: problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({problem.Message})", path, innerException: problem);
        }
    }

    private void Read(string text, string path, int first, List<InputException> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new InputException("the list is empty", path, expected: Columns));
            return;
        }

        using CsvReader csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        });
        try
        {
            csv.ReadHeader();
            string[] missing = [.. new[] { "id", "file" }.Where(column => !csv.TryGetFieldIndex(column, out _))];
            if (missing.Length > 0)
            {
                problems.Add(new InputException($"the header has no column {string.Join(" and no column ", missing)}", path, 1, expected: Columns));
                return;
            }

            while (csv.Read() && problems.Count < MostProblems)
            {
                ReadRow(csv, path, first, problems);
                if (_rows.Count > MostRows)
                {
                    throw new InputException(FormattableString.Invariant($"more than {MostRows} rows"), path, (int)csv.LineNumber);
                }
            }
        }
        catch (CsvFormatException problem)
        {
            throw new InputException("the quotes of the row do not match", path, (int)problem.LineNumber, expected: "quotes around a whole field, inner ones doubled", innerException: problem);
        }
    }

    private void ReadRow(CsvReader csv, string path, int first, List<InputException> problems)
    {
        int line = (int)csv.LineNumber;
        string id = Field(csv, "id");
        string file = Field(csv, "file");
        string written = Field(csv, "repeat");
        int repeat = first;
        if (id.Length == 0 || file.Length == 0)
        {
            problems.Add(new InputException("found nothing", path, line, id.Length == 0 ? "id" : "file", "a value"));
        }
        else if (written.Length > 0 && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out repeat) || repeat < first))
        {
            problems.Add(new InputException($"found '{written}'", path, line, "repeat", FormattableString.Invariant($"a whole number from {first}")));
        }
        else if (!_rows.TryAdd((Field(csv, "corpus"), id, repeat - first), Path.GetFullPath(Path.Combine(Folder, file))))
        {
            problems.Add(new InputException(FormattableString.Invariant($"'{id}' with repeat {repeat} stands there twice"), path, line, "id", "each take once"));
        }
    }

    private static string Field(CsvReader csv, string column) => csv.TryGetFieldIndex(column, out int index) && index < csv.FieldCount ? csv.GetString(index) : string.Empty;
}

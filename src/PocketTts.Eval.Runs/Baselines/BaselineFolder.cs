using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Baselines;

/// <summary>
/// A baseline on disk: <c>baseline.json</c> (what the run was), <c>takes.csv</c> (one line a take) and <c>words.csv</c> (words that were wrong). No sounds, no transcripts; small, sorted, one fact a line, so that
/// a renewed one shows in a diff what changed. The form is described in <c>docs/run-format.md</c>.
/// </summary>
public static class BaselineFolder
{
    /// <summary>Name of the file that says what the run was.</summary>
    public const string FileName = "baseline.json";

    /// <summary>Version of the form.</summary>
    public const int SchemaVersion = 1;

    private const string TakesName = "takes.csv";
    private const string WordsName = "words.csv";
    private const string InfoKey = "run";
    private const string ScoringKey = "scoring";

    private static readonly string[] s_takeKeys = ["system", "recognizer", "corpus", "utterance", "repeat", "outcome", "failure", "tags"];
    private static readonly string[] s_wordKeys = ["system", "recognizer", "corpus", "utterance", "index", "word", "takes", "deleted", "substituted"];
    private static readonly string[] s_speed =
        [Quantities.WallSeconds, Quantities.AudioSeconds, Quantities.CpuSeconds, Quantities.FirstAudioSeconds, Quantities.MemoryBytes];

    /// <summary>Whether a folder holds a baseline.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True when it does.</returns>
    public static bool IsOne(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Writes a baseline; an older one there is replaced.</summary>
    /// <param name="table">The numbers of a complete run.</param>
    /// <param name="folder">The folder, made when it is not there.</param>
    /// <param name="hasSpeed">False to leave times and memory out: they are of use on the same machine only, and make every renewal a large diff.</param>
    /// <exception cref="InputException">The run is not complete, or the folder holds something else or cannot be written.</exception>
    public static void Save(ScoreTable table, string folder, bool hasSpeed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        int missing = table.Takes.Count(t => t.Outcome == TakeOutcome.Missing);
        if (missing > 0 || table.Takes.IsEmpty)
        {
            throw new InputException(
                table.Takes.IsEmpty ? "the run has no takes" : FormattableString.Invariant($"{missing} of {table.Takes.Length} rows of takes are missing"), table.Name, remedy: "finish the run: the same 'run' command continues it");
        }

        if (Directory.Exists(folder) && !IsOne(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException("the folder holds something that is no baseline", folder, remedy: "name another folder");
        }

        int[] columns = [.. Enumerable.Range(0, table.Columns.Length).Where(i => hasSpeed || !s_speed.Contains(table.Columns[i], StringComparer.Ordinal))];
        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(Path.Combine(folder, TakesName), CsvTable.Write([[.. s_takeKeys, .. columns.Select(c => table.Columns[c])], .. Ordered(table).Select(t => Row(t, columns))]));
            AtomicFile.Write(Path.Combine(folder, WordsName), CsvTable.Write([s_wordKeys, .. table.Words.Select(Row).Order(RowOrder.Instance)]));
            AtomicFile.Write(Path.Combine(folder, FileName), Document(table));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the baseline cannot be written ({problem.Message})", folder, innerException: problem);
        }
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InputException">It is not there, damaged, or of a newer tool.</exception>
    public static ScoreTable Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (RunInfo info, ScoringIdentity? scoring) = ReadInfo(Path.Combine(folder, FileName));
        (ImmutableArray<string> columns, ImmutableArray<TakeFigures> takes) = TakeRows.Read(Path.Combine(folder, TakesName), s_takeKeys, info);
        return new ScoreTable
        {
            Name = folder,
            Info = info,
            Scoring = scoring,
            Columns = columns,
            Takes = takes,
            Words = [.. ReadWords(Path.Combine(folder, WordsName))],
            IsBaseline = true,
        };
    }

    /// <summary>What the scores of a baseline were made with; null when it does not say.</summary>
    internal static ScoringIdentity? ReadScoring(string folder) => ReadInfo(Path.Combine(folder, FileName)).Scoring;

    private static IEnumerable<TakeFigures> Ordered(ScoreTable table) =>
        table.Takes
            .OrderBy(t => t.Key.SystemId, StringComparer.Ordinal)
            .ThenBy(t => t.RecognizerId, StringComparer.Ordinal)
            .ThenBy(t => new TextKey(t.Key.Corpus, t.Key.UtteranceId))
            .ThenBy(t => t.Key.Repeat);

    private static IEnumerable<string> Row(TakeFigures take, int[] columns) =>
    [
        take.Key.SystemId, take.RecognizerId, take.Key.Corpus, take.Key.UtteranceId, Number(take.Key.Repeat),
        take.Outcome == TakeOutcome.Repeated ? "repeated" : "counted", take.Failure ?? string.Empty, string.Join(' ', take.Tags),
        .. columns.Select(c => double.IsFinite(take.Values[c]) ? take.Values[c].ToString("0.######", CultureInfo.InvariantCulture) : string.Empty),
    ];

    private static string[] Row(WrongWord word) =>
    [
        word.SystemId, word.RecognizerId, word.Corpus, word.UtteranceId, Number(word.WordIndex), word.Word, Number(word.Takes), Number(word.Deleted), Number(word.Substituted),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static byte[] Document(ScoreTable table)
    {
        var root = new JsonObject
        {
            ["baselineVersion"] = SchemaVersion,
            [ScoringKey] = table.Scoring is null ? null : JsonSerializer.SerializeToNode(table.Scoring, RunJson.Context.ScoringIdentity),
            [InfoKey] = JsonSerializer.SerializeToNode(table.Info, RunJson.Context.RunInfo),
        };
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = RunJson.Encoder, Indented = true, NewLine = "\n" }))
        {
            root.WriteTo(writer, RunJson.Context.Options);
        }

        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    private static (RunInfo Info, ScoringIdentity? Scoring) ReadInfo(string path)
    {
        byte[] json = Utf8LineReader.ReadFile(path);
        try
        {
            JsonObject root = JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("null");
            int version = (int?)root["baselineVersion"] ?? 0;
            return version == SchemaVersion
                ? (root[InfoKey].Deserialize(RunJson.Context.RunInfo) ?? throw new JsonException("no run"), root[ScoringKey]?.Deserialize(RunJson.Context.ScoringIdentity))
                : throw new InputException(
                    FormattableString.Invariant($"the baseline has form {version}, which is not comparable"), path, field: "baselineVersion", expected: FormattableString.Invariant($"{SchemaVersion}"), remedy: version > SchemaVersion ? "use a newer pocket-eval" : "renew it: pocket-eval baseline save RUN DIR");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"the file is damaged or no baseline's ({problem.Message})", path, remedy: "restore it, or save the baseline again", innerException: problem);
        }
    }

    private static IEnumerable<WrongWord> ReadWords(string path)
    {
        bool isFirst = true;
        foreach ((int line, string[] fields) in CsvTable.Read(path))
        {
            if (isFirst)
            {
                isFirst = false;
                if (!fields.SequenceEqual(s_wordKeys, StringComparer.Ordinal))
                {
                    throw new InputException("the columns are not those of a baseline's words", path, line, expected: string.Join(',', s_wordKeys));
                }

                continue;
            }

            yield return fields.Length == s_wordKeys.Length
                ? new WrongWord(fields[0], fields[1], fields[2], fields[3], Whole(4), fields[5], Whole(6), Whole(7), Whole(8))
                : throw new InputException(FormattableString.Invariant($"{fields.Length} fields"), path, line, expected: FormattableString.Invariant($"{s_wordKeys.Length}"), remedy: "save the baseline again");

            int Whole(int index) => int.TryParse(fields[index], NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new InputException($"found '{fields[index]}'", path, line, s_wordKeys[index], "a whole number");
        }
    }

    private sealed class RowOrder : IComparer<string[]>
    {
        public static RowOrder Instance { get; } = new();

        public int Compare(string[]? x, string[]? y)
        {
            for (int i = 0; i < s_wordKeys.Length; i++)
            {
                int order = i == 4 ? int.Parse(x![i], CultureInfo.InvariantCulture) - int.Parse(y![i], CultureInfo.InvariantCulture) : string.CompareOrdinal(x![i], y![i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }
    }
}

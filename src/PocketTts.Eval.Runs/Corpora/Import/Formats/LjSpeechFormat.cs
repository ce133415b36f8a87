using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// <c>metadata.csv</c> of LJ Speech: id, text, normalized text, parted by <c>|</c>, without header. Quotes are text, not CSV quoting. The normalized
/// text is an accepted form; it may be empty.
/// </summary>
internal sealed class LjSpeechFormat : ICorpusFormat
{
    public string Name => "ljspeech";

    public string Shape => "LJ Speech metadata.csv: id|text|normalized text, no header, quotes are text";

    public string? Recognize(ImportSource source) =>
        source.Suffix is ".csv" or ".txt" && source.Filled.Take(20).All(l => l.Text.Split('|') is [_, _, _] fields && !fields[0].Contains(' ', StringComparison.Ordinal))
        ? "each line has three fields parted by '|'" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            string[] fields = [.. line.Split('|').Select(f => f.Trim())];
            if (fields.Length is < 2 or > 3 || fields[0].Length == 0 || fields[1].Length == 0)
            {
                throw new InputException(fields.Length is < 2 or > 3 ? $"the line has {fields.Length} fields" : "the id or the text is empty", file, number, expected: "id|text|normalized text");
            }

            bool hasOther = fields.Length == 3 && fields[2].Length > 0 && !string.Equals(fields[1], fields[2], StringComparison.Ordinal);
            yield return new ImportedText(number, fields[1]) { Id = fields[0], Accepted = hasOther ? [fields[2]] : [] };
        }
    }
}

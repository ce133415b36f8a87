using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Running text, or a text a line.</summary>
internal sealed class PlainTextFormat : ICorpusFormat
{
    // a line that was broken because it was full is nearly as long as the longest
    private const int FullLine = 40;
    private const double NearlyFull = 0.6;

    public string Name => "text";

    public string Shape => "running text, split into sentences; paragraphs are parted by blank lines";

    public string? Recognize(ImportSource source) => source.Suffix is ".txt" or "" or ".text" ? "plain text" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        if (options.Unit == TextUnit.Line)
        {
            return source.Filled.Select(l => new ImportedText(l.Number, l.Text.Trim()));
        }

        IEnumerable<ImportedText> paragraphs = Paragraphs(source);
        return options.Unit == TextUnit.Paragraph
            ? paragraphs.Select(p => p with { Text = string.Join(' ', p.Text.Split('\n')), Tags = [ImportTags.Paragraph] })
            : paragraphs.SelectMany(p => Pieces(p).SelectMany(piece => SentenceSplitter.Split(piece.Text, options.Language).Select(s => piece with { Text = s })))
                .Where(s => s.Text.Any(char.IsLetterOrDigit));
    }

    private static IEnumerable<ImportedText> Paragraphs(ImportSource source)
    {
        List<string> lines = [];
        int first = 0;
        foreach ((string _, int number, string text) in source.Lines.Append((source.Path, source.Lines.Count + 1, string.Empty)))
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                first = lines.Count == 0 ? number : first;
                lines.Add(text.Trim());
            }
            else if (lines.Count > 0)
            {
                yield return new ImportedText(first, string.Join('\n', lines));
                lines.Clear();
            }
        }
    }

    // lines that were broken for their length belong together; a short line (a verse, a title, an item) ends a piece unless the next goes on in lower case
    private static IEnumerable<ImportedText> Pieces(ImportedText paragraph)
    {
        string[] lines = paragraph.Text.Split('\n');
        int longest = lines.Max(l => l.Length);
        bool isList = lines.Length > 1 && lines.All(l => char.IsUpper(l[0]) && !IsEnd(l[^1]));
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isFull = longest >= FullLine && lines[i].Length >= NearlyFull * longest;
            bool continues = i + 1 < lines.Length && !isList && (isFull || char.IsLower(lines[i + 1][0]));
            if (!continues)
            {
                yield return new ImportedText(paragraph.Line + start, string.Join('\n', lines[start..(i + 1)]));
                start = i + 1;
            }
        }
    }

    private static bool IsEnd(char character) => character is '.' or '!' or '?' or '\u2026' or ',' or ';' or ':' or '"' or '\u201D' or ')' or '-';
}

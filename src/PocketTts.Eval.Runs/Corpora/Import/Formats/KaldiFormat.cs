using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Kaldi's <c>text</c>: id, a blank or tab, the text.</summary>
internal class KaldiFormat : ICorpusFormat
{
    public virtual string Name => "kaldi";

    public virtual string Shape => "Kaldi text: an id without blanks, a blank, the text";

    public virtual string? Recognize(ImportSource source) => source.FileName == "text" ? "a file called 'text'" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            int blank = line.AsSpan().IndexOfAny(' ', '\t');
            string text = blank <= 0 ? string.Empty : line[blank..].Trim();
            yield return text.Length > 0
                ? new ImportedText(number, text) { Id = line[..blank], File = file }
                : throw new InputException(blank == 0 ? "the line begins with a blank" : "there is no text after the id", file, number, expected: "an id, a blank, the text");
        }
    }
}

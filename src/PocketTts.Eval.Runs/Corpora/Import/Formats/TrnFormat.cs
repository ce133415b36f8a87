using System.Text.RegularExpressions;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// sclite's transcripts: <c>text (id)</c>, comments after <c>;;</c>. The text is the first of all alternatives; a line with alternatives keeps them
/// as an accepted form.
/// </summary>
internal sealed partial class TrnFormat : ICorpusFormat
{
    public string Name => "trn";

    public string Shape => "sclite trn: text (id), with { a / b / @ } and (optional) words, ;; comments";

    public string? Recognize(ImportSource source) =>
        source.Suffix == ".trn" ? "its name ends with .trn"
        : source.Suffix is ".txt" or "" or ".ref" && source.Filled.Take(20).All(l => IsComment(l.Text) || Line().IsMatch(l.Text)) ? "each line ends with an id in parentheses" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            if (IsComment(line))
            {
                continue;
            }

            Match match = Line().Match(line);
            if (!match.Success)
            {
                throw new InputException("the line does not end with an id in parentheses", file, number, expected: "text (speaker_utterance)");
            }

            string notation = Optional().Replace(match.Groups["text"].Value.Trim(), "{ ${word} / @ }");
            yield return new ImportedText(number, First(notation, file, number))
            {
                Id = match.Groups["id"].Value,
                Accepted = Alternatives.Has(notation) ? [notation] : [],
            };
        }
    }

    private static bool IsComment(string line) => line.TrimStart().StartsWith(";;", StringComparison.Ordinal);

    private static string First(string notation, string file, int number)
    {
        try
        {
            return Alternatives.Expand(notation).First() is { Length: > 0 } text ? text : throw new InputException("the text is empty", field: "text");
        }
        catch (InputException problem)
        {
            throw new InputException(problem.Message, file, number, innerException: problem);
        }
    }

    [GeneratedRegex(@"^(?<text>.*?)\s*\((?<id>[^\s()]+)\)\s*$")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<=^|\s)\((?<word>[^\s()]+)\)(?=\s|$)")]
    private static partial Regex Optional();
}

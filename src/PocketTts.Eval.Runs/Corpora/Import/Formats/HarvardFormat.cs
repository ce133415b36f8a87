using System.Globalization;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>Numbered sentences in numbered lists, as the Harvard sentences are passed on: <c>List 1</c> or <c>H1</c>, then <c>1. Sentence.</c></summary>
internal sealed partial class HarvardFormat : ICorpusFormat
{
    public string Name => "harvard";

    public string Shape => "lists as of the Harvard sentences: 'List 1' or 'H1', then '1. Sentence.'";

    public string? Recognize(ImportSource source) =>
        source.Suffix is ".txt" or "" && source.Filled.Take(10).Any(l => Header().IsMatch(l.Text)) && source.Filled.Take(20).Count(l => Sentence().IsMatch(l.Text)) >= 3
        ? "numbered sentences below list headers" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        int? list = null;
        foreach ((string file, int number, string line) in source.Filled)
        {
            if (Header().Match(line) is { Success: true } header)
            {
                list = int.Parse(header.Groups["number"].Value, CultureInfo.InvariantCulture);
                continue;
            }

            if (list is null)
            {
                // a title and its like
                notes.Skip("line before the first list");
                continue;
            }

            Match match = Sentence().Match(line);
            yield return match.Success
                ? new ImportedText(number, match.Groups["text"].Value)
                {
                    Id = FormattableString.Invariant($"list-{list:D2}-{int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture):D2}"),
                    Tags = [FormattableString.Invariant($"list-{list:D2}")],
                }
                : throw new InputException("the line is no numbered sentence", file, number, expected: "'1. Sentence.' or a header 'List 2'");
        }
    }

    [GeneratedRegex(@"^\s*(?:List\s+|H)(?<number>[0-9]{1,6})\b[^.]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,6})[.)]\s+(?<text>\S.*?)\s*$")]
    private static partial Regex Sentence();
}

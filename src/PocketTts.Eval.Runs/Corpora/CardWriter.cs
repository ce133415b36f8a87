using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Writes <c>corpus.yaml</c>.</summary>
public static class CardWriter
{
    private const string MeasuredHead = "measured:";
    private const string MeasuredNote = " # by 'pocket-eval corpus stats --write-card', not by hand";

    /// <summary>Puts new measures into a card and leaves the rest of the file as it is.</summary>
    /// <param name="path">The card.</param>
    /// <param name="measures">What was measured.</param>
    /// <exception cref="InputException">The card cannot be read or written.</exception>
    public static void WriteMeasures(string path, CardMeasures measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        CardReader.Read(path);
        var text = new StringBuilder();
        bool isInside = false;
        foreach ((int _, string line) in Utf8LineReader.Lines(Utf8LineReader.ReadFile(path), path))
        {
            // the block ends where a line begins in the first column again
            isInside = line.StartsWith(MeasuredHead, StringComparison.Ordinal) || (isInside && (line.Length == 0 || line[0] is ' ' or '#'));
            if (!isInside)
            {
                text.Append(line).Append('\n');
            }
        }

        AppendMeasures(text, measures);
        Save(path, text);
    }

    /// <summary>Writes a whole card.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What it says.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(string path, CorpusCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var text = new StringBuilder();
        Append(text, "name", card.Name);
        Append(text, "title", card.Title);
        Append(text, "purpose", card.Purpose);
        Append(text, "audience", card.Audience);
        Append(text, "language", card.Language);
        Append(text, "licence", card.Licence);
        Append(text, "source", card.Source);
        if (card.Tags.Count > 0)
        {
            text.Append("tags:\n");
            foreach ((string tag, string meaning) in card.Tags)
            {
                text.Append("  ").Append(Quote(tag)).Append(": ").Append(Quote(meaning)).Append('\n');
            }
        }

        if (card.Measured is { } measures)
        {
            AppendMeasures(text, measures);
        }

        Save(path, text);
    }

    private static void AppendMeasures(StringBuilder text, CardMeasures measures)
    {
        text.Append(MeasuredHead).Append(MeasuredNote).Append('\n');
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  utterances: {measures.Utterances}\n  words: {measures.Words}\n  minutes: {measures.Minutes}\n  sha256: {measures.Sha256}\n");
        if (measures.Phonemes is { } phonemes)
        {
            text.Append("  phonemes: ").Append(Quote(phonemes)).Append('\n');
        }
    }

    private static void Append(StringBuilder text, string key, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append(key).Append(": ").Append(Quote(value)).Append('\n');
        }
    }

    // double quotes hold any text; plain words need none
    private static string Quote(string value)
    {
        bool isPlain = value.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or ',' or '/' or '(' or ')')
            && char.IsAsciiLetterUpper(value[0]) && !value.EndsWith(' ');
        if (isPlain)
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(character) => quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static void Save(string path, StringBuilder text)
    {
        try
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({problem.Message})", path, innerException: problem);
        }
    }
}

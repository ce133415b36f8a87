using System.Collections.Immutable;
using System.Security.Cryptography;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>
/// Reads a corpus from disk: a folder with <c>corpus.yaml</c> and <c>utterances.jsonl</c>, a single <c>.jsonl</c> file of such
/// lines, or a plain <c>.txt</c> file with one text a line (ids <c>line-0001</c>… by line number; blank lines are skipped).
/// </summary>
public static class CorpusReader
{
    /// <summary>Name of the card in a corpus folder.</summary>
    public const string CardFile = "corpus.yaml";

    /// <summary>Name of the utterance file in a corpus folder.</summary>
    public const string UtteranceFile = "utterances.jsonl";

    /// <summary>Language of a single file's texts: a file has no card that says another.</summary>
    public const string DefaultLanguage = "en";

    /// <summary>Reads a corpus.</summary>
    /// <param name="path">Folder, <c>.jsonl</c> or <c>.txt</c> file.</param>
    /// <returns>The corpus. A single file has its own name in lower case as name, <see cref="DefaultLanguage"/> where a line
    /// names no language, and the licence <c>unknown</c>.</returns>
    /// <exception cref="InputException">It is not there, or a file, line or field is wrong.</exception>
    public static Corpus Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > 0 && Directory.Exists(path))
        {
            return ReadFolder(path);
        }

        if (path.Length == 0 || !File.Exists(path))
        {
            throw new InputException(
                $"no corpus '{path}'",
                field: "--corpus",
                expected: $"a folder with {CardFile} and {UtteranceFile}, a .jsonl file or a .txt file with one text a line",
                remedy: $"searched {Path.GetFullPath(path.Length == 0 ? "." : path)}");
        }

        string name = CorpusNames.FromFileName(Path.GetFileNameWithoutExtension(path));
        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension switch
        {
            ".jsonl" => ReadLines(path, new CorpusCard(name, name, DefaultLanguage, "unknown"), UtteranceLine.Parse),
            ".txt" => ReadLines(path, new CorpusCard(name, name, DefaultLanguage, "unknown"), PlainLine),
            _ => throw new InputException($"a corpus cannot be a '{extension}' file", path, field: "--corpus", expected: $"a folder with {CardFile}, a .jsonl file or a .txt file"),
        };
    }

    private static Corpus ReadFolder(string path)
    {
        string card = Path.Combine(path, CardFile);
        if (!File.Exists(card))
        {
            throw new InputException($"the folder has no {CardFile}", path, field: "--corpus", expected: $"{CardFile} and {UtteranceFile}", remedy: "to use one file, name the file itself");
        }

        return ReadLines(Path.Combine(path, UtteranceFile), CardReader.Read(card), UtteranceLine.Parse);
    }

    private static Utterance PlainLine(string line, int number, string path, string language) =>
        UtteranceLine.Check(new Utterance(FormattableString.Invariant($"line-{number:D4}"), line.Trim(), language, [], []), number, path);

    private static Corpus ReadLines(string path, CorpusCard card, Func<string, int, string, string, Utterance> parse)
    {
        byte[] bytes = Utf8LineReader.ReadFile(path);
        var utterances = ImmutableArray.CreateBuilder<Utterance>();
        var lineOfId = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int number, string line) in Utf8LineReader.Lines(bytes, path))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            Utterance utterance = parse(line, number, path, card.Language);
            if (!lineOfId.TryAdd(utterance.Id, number))
            {
                throw new InputException($"the id '{utterance.Id}' stands in line {lineOfId[utterance.Id]} already", path, number, "id", "each id once");
            }

            utterances.Add(utterance);
        }

        if (utterances.Count == 0)
        {
            throw new InputException("the file holds no text", path, expected: "at least one line with a text");
        }

        return new Corpus(card.Name, card.Title, card.Language, card.Licence, Convert.ToHexStringLower(SHA256.HashData(bytes)), utterances.ToImmutable());
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>
/// Checks a corpus from end to end. Where <see cref="CorpusReader"/> stops at the first error, this goes on and tells all of them, and also what is
/// allowed but most likely a slip.
/// </summary>
public sealed class CorpusChecker
{
    private readonly string _path;
    private readonly List<CorpusFinding> _findings = [];
    private readonly List<(Utterance Utterance, int Line)> _utterances = [];
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
    private CorpusCard? _card;

    private CorpusChecker(string path) => _path = path;

    /// <summary>Checks a corpus.</summary>
    /// <param name="path">Folder with a card, <c>.jsonl</c> or <c>.txt</c> file.</param>
    /// <returns>What was found. What cannot be read at all is a finding too.</returns>
    public static CorpusCheck Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new CorpusChecker(path).Check();
    }

    private CorpusCheck Check()
    {
        Corpus? corpus = null;
        try
        {
            corpus = Directory.Exists(_path) ? CheckFolder() : CorpusReader.Read(_path);
        }
        catch (InputException problem)
        {
            AddErrors(problem);
        }

        return new CorpusCheck(_path, corpus, [.. _findings]);
    }

    private Corpus? CheckFolder()
    {
        string cardPath = Path.Combine(_path, CorpusReader.CardFile);
        string file = Path.Combine(_path, CorpusReader.UtteranceFile);
        if (!File.Exists(cardPath))
        {
            throw new InputException($"the folder has no {CorpusReader.CardFile}", _path, expected: $"{CorpusReader.CardFile} and {CorpusReader.UtteranceFile}");
        }

        try
        {
            _card = CardReader.Read(cardPath);
        }
        catch (InputException problem)
        {
            AddErrors(problem);
        }

        byte[] bytes = Utf8LineReader.ReadFile(file);
        ReadLines(bytes, file);
        if (_utterances.Count == 0)
        {
            Error("the file holds no text that can be used", file);
            return null;
        }

        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var corpus = new Corpus(
            _card?.Name ?? Path.GetFileName(Path.GetFullPath(_path)), _card?.Title ?? string.Empty, _card?.Language ?? CorpusReader.DefaultLanguage, _card?.Licence ?? "unknown", sha256, [.. _utterances.Select(u => u.Utterance)]);
        var rules = new UtteranceRules(_path, file, _card, _findings);
        foreach ((Utterance utterance, int line) in _utterances)
        {
            rules.Check(utterance, line);
        }

        rules.CheckTogether(_utterances);
        if (_card is not null)
        {
            CheckCard(_card, cardPath, corpus);
        }

        return corpus;
    }

    private void ReadLines(byte[] bytes, string file)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            Warn(new InputException("the file begins with a byte order mark", file, 1, remedy: "save it as UTF-8 without one"));
        }

        int carriageReturn = bytes.AsSpan().IndexOf("\r\n"u8);
        if (carriageReturn >= 0)
        {
            int line = bytes.AsSpan(0, carriageReturn).Count((byte)'\n') + 1;
            Warn(new InputException("the line ends with CR LF", file, line, expected: "LF", remedy: "the hash differs from that of a copy with LF"));
        }

        foreach ((int number, string line, InputException? unreadable) in Utf8LineReader.AllLines(bytes, file))
        {
            if (unreadable is not null)
            {
                AddErrors(unreadable);
                continue;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                Utterance utterance = UtteranceLine.Parse(line, number, file, _card?.Language ?? CorpusReader.DefaultLanguage);
                if (!_lineOfId.TryAdd(utterance.Id, number))
                {
                    Error($"the id '{utterance.Id}' stands in line {_lineOfId[utterance.Id]} already", file, number, "id", "each id once");
                }

                _utterances.Add((utterance, number));
            }
            catch (InputException problem)
            {
                AddErrors(problem);
            }
        }
    }

    private void CheckCard(CorpusCard card, string path, Corpus corpus)
    {
        string folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_path)));
        if (!string.Equals(card.Name, folder, StringComparison.Ordinal))
        {
            Warn(new InputException($"the corpus is called '{card.Name}' and its folder '{folder}'", path, field: "name", remedy: "it is found by its folder and reported by its name: make them equal"));
        }

        foreach (string tag in card.Tags.Keys.Where(t => !corpus.Utterances.Any(u => u.Tags.Contains(t))))
        {
            Warn(new InputException($"no utterance has the tag '{tag}'", path, field: "tags"));
        }

        const string Remedy = "run 'pocket-eval corpus stats --write-card' when the texts are as they should be";
        if (card.Measured is not { } measured)
        {
            Warn(new InputException("the card has no measures", path, field: "measured", remedy: Remedy));
            return;
        }

        CorpusStatistics now = CorpusStatistics.Of(corpus.Utterances);
        (string Key, string Card, string Now)[] values =
        [
            ("utterances", Text(measured.Utterances), Text(now.Utterances)),
            ("words", Text(measured.Words), Text(now.Words)),
            ("sha256", measured.Sha256, corpus.Sha256),
        ];
        foreach ((string key, string said, string found) in values.Where(v => !string.Equals(v.Card, v.Now, StringComparison.Ordinal)))
        {
            Error($"the card says {said}, the file has {found}", path, field: "measured." + key, remedy: Remedy);
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void AddErrors(InputException problem) => _findings.AddRange(problem.Problems.Select(p => new CorpusFinding(IsError: true, p)));

    private void Error(string problem, string file, int? line = null, string? field = null, string? expected = null, string? remedy = null) =>
        _findings.Add(new CorpusFinding(IsError: true, new InputException(problem, file, line, field, expected, remedy)));

    private void Warn(InputException problem) => _findings.Add(new CorpusFinding(IsError: false, problem));
}

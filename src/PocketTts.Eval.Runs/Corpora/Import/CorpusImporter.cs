using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora.Import.Formats;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>Makes a corpus folder of texts in another form.</summary>
public static class CorpusImporter
{
    // in the order in which they are asked: forms with a shape of their own first, plain text last
    private static readonly ImmutableArray<ICorpusFormat> s_formats =
    [
        new MarkdownFormat(), new LongEvalFormat(), new JsonLinesFormat(), new F5Format(), new SeedTtsFormat(), new LjSpeechFormat(), new LibriSpeechFormat(),
        new KaldiFormat(), new HarvardFormat(), new TrnFormat(), new CsvFormat(), new PlainTextFormat(),
    ];

    /// <summary>Formats that can be named, with their shape.</summary>
    public static ImmutableArray<(string Name, string Shape)> Formats { get; } = [.. s_formats.Select(f => (f.Name, f.Shape))];

    /// <summary>Imports a source.</summary>
    /// <param name="path">A file, or a folder with LibriSpeech transcripts.</param>
    /// <param name="folder">Folder of the new corpus, or null for <c>corpora/NAME</c>.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the import; nothing is written before every text has been read.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="InputException">Something is wrong with the source, the options or the folder.</exception>
    public static ImportResult Import(string path, string? folder, ImportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        ImportSource source = ImportSource.Open(path);
        (ICorpusFormat format, string? reason) = Choose(source, options.Format);
        var notes = new ImportNotes();
        var prompts = new PromptFiles(source.Folder);
        ImmutableArray<Utterance> utterances = Read(source, format, options, notes, prompts, cancellationToken);

        string name = options.Name ?? CorpusNames.FromFileName(Path.GetFileNameWithoutExtension(source.FileName));
        string target = folder ?? $"corpora/{name}";
        name = options.Name ?? CorpusNames.FromFileName(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))));
        var card = new CorpusCard(name, options.Title ?? notes.Title ?? source.FileName, options.Language, options.Licence)
        {
            Purpose = $"Texts imported from {source.FileName}.",
            Source = $"{source.FileName}, read as {format.Name}",
            Tags = Meanings(utterances, format.Name),
        };
        Corpus corpus = CorpusWriter.Write(target, card, utterances, options.Replaces, prompts.CopyTo);
        return new ImportResult(target, corpus, format.Name, reason, [.. notes.Lines()]);
    }

    private static (ICorpusFormat Format, string? Reason) Choose(ImportSource source, string? named)
    {
        if (named is not null)
        {
            return (s_formats.FirstOrDefault(f => string.Equals(f.Name, named, StringComparison.OrdinalIgnoreCase))
                ?? throw new InputException($"there is no format '{named}'", field: "--format", expected: string.Join(", ", Formats.Select(f => f.Name)), remedy: NearestName.Suggest(named, Formats.Select(f => f.Name))), null);
        }

        foreach (ICorpusFormat format in s_formats)
        {
            if (format.Recognize(source) is { } reason)
            {
                return (format, reason);
            }
        }

        throw new InputException("the file looks like none of the known forms", source.Path, field: "--format", expected: string.Join(", ", Formats.Select(f => f.Name)), remedy: "name one");
    }

    private static ImmutableArray<Utterance> Read(
        ImportSource source, ICorpusFormat format, ImportOptions options, ImportNotes notes, PromptFiles prompts, CancellationToken cancellationToken)
    {
        var names = new UtteranceNames();
        var utterances = ImmutableArray.CreateBuilder<Utterance>();
        int composed = 0;
        foreach (ImportedText text in format.Read(source, options, notes).Take(options.Limit ?? int.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string file = text.File ?? source.Path;
            string language = text.Language ?? options.Language;
            string written = Compose(text.Text, ref composed);
            written = options.IsLowerCased ? written.ToLowerInvariant() : written;
            bool hasPrompt = options.HasPrompts && text.PromptAudio is not null;
            utterances.Add(UtteranceLine.Check(
                new Utterance(
                    names.Of(text with { Text = written }, file),
                    written,
                    language,
                    [.. text.Tags.Select(CorpusNames.FromFileName), .. TextShape.Tags(written, language)],
                    [.. text.Accepted.Select(a => Compose(a, ref composed))],
                    hasPrompt ? prompts.Add(text.PromptAudio!, file, text.Line) : null,
                    hasPrompt && !string.IsNullOrWhiteSpace(text.PromptText) ? Compose(text.PromptText, ref composed) : null),
                text.Line,
                file));
        }

        if (utterances.Count == 0)
        {
            throw new InputException("the file holds no text", source.Path, expected: $"at least one text in the form {format.Name}");
        }

        Tell(notes, names, composed, prompts.Count, utterances);
        return utterances.DrainToImmutable();
    }

    private static void Tell(ImportNotes notes, UtteranceNames names, int composed, int prompts, IReadOnlyCollection<Utterance> utterances)
    {
        if (names.Changed > 0)
        {
            notes.Add(FormattableString.Invariant($"{names.Changed} ids were changed to what an id may hold ({CorpusNames.Rule})"));
        }

        if (names.Repeated > 0)
        {
            notes.Add(FormattableString.Invariant($"{names.Repeated} texts occur more than once; each is kept"));
        }

        if (composed > 0)
        {
            notes.Add(FormattableString.Invariant($"{composed} texts were brought into Unicode normalization form C"));
        }

        if (prompts > 0)
        {
            notes.Add(FormattableString.Invariant($"{prompts} prompt recordings were copied into prompts/"));
        }

        if (utterances.All(u => !u.Text.Any(char.IsLower) && u.Text.Any(char.IsUpper)))
        {
            notes.Add("all texts are in capitals, which some engines spell letter by letter: --lower-case changes that");
        }
    }

    private static string Compose(string text, ref int composed)
    {
        // a text without a normal form is refused later, with its line
        if (UnicodeForm.IsComposed(text) is not false)
        {
            return text;
        }

        composed++;
        return text.Normalize(NormalizationForm.FormC);
    }

    private static ImmutableSortedDictionary<string, string> Meanings(ImmutableArray<Utterance> utterances, string format) =>
        utterances.SelectMany(u => u.Tags)
            .Where(t => !TextShape.Vocabulary.ContainsKey(t))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(t => t, t => ImportTags.Meanings.GetValueOrDefault(t) ?? $"as in the {format} source", StringComparer.Ordinal);
}

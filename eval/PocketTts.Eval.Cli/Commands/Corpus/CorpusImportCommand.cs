using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora.Import;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus import</c>: texts in another form become a corpus.</summary>
internal sealed class CorpusImportCommand(CliHost host)
{
    private static readonly (string Name, TextUnit Unit)[] s_units = [("sentences", TextUnit.Sentence), ("lines", TextUnit.Line), ("paragraphs", TextUnit.Paragraph)];

    private readonly Argument<string> _input = new("IN") { Description = "File to import, or a folder with LibriSpeech transcripts." };
    private readonly Option<string?> _format = new("--format") { Description = $"Its form: {string.Join(", ", CorpusImporter.Formats.Select(f => f.Name))}. [default: guessed, and said]", HelpName = "NAME" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder of the new corpus. [default: corpora/NAME]", HelpName = "DIR" };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the corpus. [default: that of the folder]", HelpName = "NAME" };
    private readonly Option<string?> _title = new("--title") { Description = "Its title. [default: first heading or file name]", HelpName = "TEXT" };
    private readonly Option<string> _language = new("--language") { Description = "Language of texts that name none.", HelpName = "TAG", DefaultValueFactory = _ => "en" };
    private readonly Option<string> _licence = new("--licence") { Description = "Licence of the texts (SPDX).", HelpName = "ID", DefaultValueFactory = _ => "unknown" };
    private readonly Option<string[]> _map = new("--map") { Description = "Which column or field is what, e.g. text=sentence,id=key; parts: text, id, language, tags, accepted, promptAudio, promptText.", HelpName = "PART=FIELD" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "Sign between columns, or 'tab'. [default: guessed]", HelpName = "SIGN" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first row is a text; columns are 1, 2, 3 …" };
    private readonly Option<string> _split = new("--split") { Description = "What becomes an utterance: sentences, lines or paragraphs (text and markdown).", HelpName = "UNIT", DefaultValueFactory = _ => "sentences" };
    private readonly Option<bool> _lowerCase = new("--lower-case") { Description = "Write texts in lower case." };
    private readonly Option<bool> _noPrompts = new("--no-prompts") { Description = "Leave recordings of voices to clone out." };
    private readonly Option<int?> _limit = new("--limit") { Description = "Import only the first N texts.", HelpName = "N" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Replace a corpus that is there." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("import", "Make a corpus of a blog post, a text, a table or a list in a known form.")
        {
            _input, _format, _out, _name, _title, _language, _licence, _map, _delimiter, _noHeader, _split, _lowerCase, _noPrompts, _limit, _replace, _json,
        };
        command.SetAction((result, token) => Task.FromResult(Execute(result, token)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        string input = result.GetRequiredValue(_input);
        ImportResult made = CorpusImporter.Import(input, result.GetValue(_out), Options(result), cancellationToken);
        CorpusStatistics statistics = CorpusStatistics.Of(made.Corpus.Utterances);
        if (result.GetValue(_json))
        {
            var row = new ImportRow(made.Folder, made.Corpus.Name, made.Format, made.Reason, statistics.Utterances, statistics.Words, Math.Round(statistics.EstimatedSeconds, 1), [.. made.Notes]);
            host.Out.WriteLine(JsonSerializer.Serialize(row, CliJson.Default.ImportRow));
            return ExitCode.Ok;
        }

        if (made.Reason is not null)
        {
            host.Error.WriteLine($"read as {made.Format}: {made.Reason}; --format names another form");
        }

        foreach (string note in made.Notes)
        {
            host.Error.WriteLine(note);
        }

        host.Out.WriteLine($"{made.Folder}: {statistics.Utterances} texts, {statistics.Words} words, about {statistics.EstimatedSeconds / 60:F1} min of speech");
        host.Error.WriteLine($"next: pocket-eval run --system kokoro:af_heart --corpus {made.Folder}");
        return ExitCode.Ok;
    }

    private ImportOptions Options(ParseResult result)
    {
        string split = result.GetRequiredValue(_split);
        if (!s_units.Any(u => u.Name == split))
        {
            throw new InputException($"'{split}' is no unit of text", field: "--split", expected: string.Join(", ", s_units.Select(u => u.Name)));
        }

        string? delimiter = result.GetValue(_delimiter);
        if (delimiter is not null and not "tab" && (delimiter.Length != 1 || !char.IsAscii(delimiter[0])))
        {
            throw new InputException($"'{delimiter}' is no sign", field: "--delimiter", expected: "one ASCII character, or tab");
        }

        return new ImportOptions
        {
            Format = result.GetValue(_format),
            Name = result.GetValue(_name),
            Title = result.GetValue(_title),
            Language = result.GetRequiredValue(_language),
            Licence = result.GetRequiredValue(_licence),
            Map = Map(result.GetValue(_map) ?? []),
            Delimiter = delimiter is null ? null : delimiter == "tab" ? '\t' : delimiter[0],
            HasHeader = !result.GetValue(_noHeader),
            Unit = s_units.First(u => u.Name == split).Unit,
            IsLowerCased = result.GetValue(_lowerCase),
            HasPrompts = !result.GetValue(_noPrompts),
            Limit = result.GetValue(_limit),
            Replaces = result.GetValue(_replace),
        };
    }

    private static ImmutableSortedDictionary<string, string> Map(string[] written)
    {
        ImmutableSortedDictionary<string, string>.Builder map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string pair in written.SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || sign == pair.Length - 1)
            {
                throw new InputException($"'{pair}' is no pair", field: "--map", expected: "PART=FIELD, for example text=sentence");
            }

            map[pair[..sign]] = pair[(sign + 1)..];
        }

        return map.ToImmutable();
    }
}

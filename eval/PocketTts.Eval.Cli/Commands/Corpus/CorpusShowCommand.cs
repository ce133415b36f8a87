using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Corpora;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus show</c>: utterances by filter.</summary>
internal sealed class CorpusShowCommand(CliHost host)
{
    private readonly Argument<string[]> _corpora = CorpusSelection.Argument();
    private readonly Option<string[]> _ids = new("--id") { Description = "Only this utterance; may be given several times.", HelpName = "ID" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Only utterances with this tag; of several all must be there.", HelpName = "TAG" };
    private readonly Option<string?> _contains = new("--contains") { Description = "Only texts that hold this, in any case.", HelpName = "TEXT" };
    private readonly Option<int?> _minimum = new("--min-words") { Description = "Only texts of at least N words.", HelpName = "N" };
    private readonly Option<int?> _maximum = new("--max-words") { Description = "Only texts of at most N words.", HelpName = "N" };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most N utterances.", HelpName = "N" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("show", "Show utterances with their tags and accepted forms.") { _corpora, _ids, _tags, _contains, _minimum, _maximum, _limit, _json };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        string[] tags = result.GetValue(_tags) ?? [];
        CorpusTexts[] corpora = [.. CorpusSelection.Paths(result.GetValue(_corpora)).Select(CorpusReader.Read)];
        string[] known = [.. corpora.SelectMany(c => c.Utterances).SelectMany(u => u.Tags).Distinct(StringComparer.Ordinal)];
        foreach (string tag in tags.Where(t => !known.Contains(t, StringComparer.Ordinal)))
        {
            throw new InputException($"no utterance has the tag '{tag}'", field: "--tag", remedy: NearestName.Suggest(tag, known) ?? "'pocket-eval corpus stats' shows the tags");
        }

        (CorpusTexts Corpus, Utterance Utterance)[] found =
        [
            .. corpora.SelectMany(c => c.Utterances.Select(u => (c, u))).Where(x => Fits(x.u, tags, result)).Take(result.GetValue(_limit) ?? int.MaxValue),
        ];
        if (result.GetValue(_json))
        {
            UtteranceRow[] rows = [.. found.Select(f => Row(f.Corpus, f.Utterance))];
            host.Out.WriteLine(JsonSerializer.Serialize(rows, CliJson.Default.UtteranceRowArray));
            return ExitCode.Ok;
        }

        foreach ((CorpusTexts corpus, Utterance utterance) in found)
        {
            Print(corpus, utterance);
        }

        host.Error.WriteLine($"{found.Length} of {corpora.Sum(c => c.Utterances.Length)} utterances");
        return ExitCode.Ok;
    }

    private bool Fits(Utterance utterance, string[] tags, ParseResult result)
    {
        string[] ids = result.GetValue(_ids) ?? [];
        int words = PlainWords.Split(utterance.Text).Length;
        return (ids.Length == 0 || ids.Contains(utterance.Id, StringComparer.Ordinal))
            && tags.All(t => utterance.Tags.Contains(t))
            && (result.GetValue(_contains) is not { } part || utterance.Text.Contains(part, StringComparison.OrdinalIgnoreCase))
            && words >= (result.GetValue(_minimum) ?? 0)
            && words <= (result.GetValue(_maximum) ?? int.MaxValue);
    }

    private void Print(CorpusTexts corpus, Utterance utterance)
    {
        host.Out.WriteLine($"{corpus.Name}/{utterance.Id}  {string.Join(' ', utterance.Tags)}{(utterance.Language == corpus.Language ? string.Empty : $"  {utterance.Language}")}");
        host.Out.WriteLine($"  {OneLine(utterance.Text)}");
        foreach (string form in utterance.AcceptedForms)
        {
            host.Out.WriteLine($"  = {OneLine(form)}");
        }

        if (utterance.PromptAudio is { } audio)
        {
            host.Out.WriteLine($"  voice {audio}{(utterance.PromptText is { } said ? $": {OneLine(said)}" : string.Empty)}");
        }
    }

    // a text may hold line breaks and other control characters
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\u240A' : c));

    private static UtteranceRow Row(CorpusTexts corpus, Utterance utterance) => new(
        corpus.Name, utterance.Id, utterance.Text, utterance.Language, [.. utterance.Tags], [.. utterance.AcceptedForms], utterance.PromptAudio, utterance.PromptText);
}

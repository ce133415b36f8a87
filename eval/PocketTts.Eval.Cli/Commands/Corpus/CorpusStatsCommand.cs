using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Runs.Corpora;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus stats</c>: size, make-up, phonemes, near-duplicates; and the measures in the cards.</summary>
internal sealed class CorpusStatsCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string[]> _corpora = CorpusSelection.Argument();
    private readonly Option<bool> _writeCard = new("--write-card") { Description = "Write the measures into corpus.yaml of each corpus named." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("stats", "Measure corpora: words, lengths, tags, phonemes, tokens, near-duplicates.") { _corpora, _writeCard, _json };
        command.SetAction((result, token) => Task.FromResult(Execute(result, token)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        string[] named = result.GetValue(_corpora) ?? [];
        bool writesCards = result.GetValue(_writeCard);
        if (writesCards && named.Length == 0)
        {
            throw new InputException("no corpus is named", field: "--write-card", expected: "the corpora whose cards are to be written");
        }

        var measures = new TextMeasures(new ModelFolders(result.GetValue(common.Models) ?? [], host.Environment));
        (string Path, CorpusTexts Corpus)[] corpora = [.. CorpusSelection.Paths(named).Select(path => (path, CorpusReader.Read(path)))];
        StatsRow[] rows = [.. corpora.Select(c => Measure(c.Corpus, measures))];
        if (writesCards)
        {
            for (int i = 0; i < corpora.Length; i++)
            {
                WriteCard(corpora[i].Path, corpora[i].Corpus, measures);
            }
        }

        var together = new TogetherRow(
            corpora.Length,
            rows.Sum(r => r.Utterances),
            rows.Sum(r => r.Words),
            CorpusStatsView.ToRow(measures.Phonemes(corpora.SelectMany(c => c.Corpus.Utterances))),
            [.. NearDuplicates.Find(corpora.Select(c => c.Corpus), StatsRow.AlikeAbove, cancellationToken)],
            NearDuplicates.Limit,
            NearDuplicates.SharedRuns(corpora.Select(c => c.Corpus)).Length);
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new StatsReport(rows, together), CliJson.Default.StatsReport));
        }
        else
        {
            CorpusStatsView.Print(host.Out, rows, together);
        }

        return ExitCode.Ok;
    }

    private static StatsRow Measure(CorpusTexts corpus, TextMeasures measures)
    {
        CorpusStatistics statistics = CorpusStatistics.Of(corpus.Utterances);
        return new StatsRow(
            corpus.Name,
            corpus.Language,
            statistics.Utterances,
            statistics.Words,
            statistics.DistinctWords,
            statistics.Characters,
            Math.Round(statistics.EstimatedSeconds, 1),
            statistics.ShortestWords,
            statistics.MedianWords,
            statistics.LongestWords,
            statistics.WithAcceptedForms,
            statistics.WithPrompt,
            CorpusStatsView.ToRow(measures.Tokens(corpus.Utterances)),
            CorpusStatsView.ToRow(measures.Phonemes(corpus.Utterances)),
            statistics.Tags.ToDictionary(t => t.Tag, t => t.Utterances, StringComparer.Ordinal));
    }

    private static void WriteCard(string path, CorpusTexts corpus, TextMeasures measures)
    {
        string card = Path.Combine(path, CorpusReader.CardFile);
        if (!File.Exists(card))
        {
            throw new InputException("it has no card", path, field: "--write-card", expected: "corpus folders");
        }

        string? phonemes = measures.Phonemes(corpus.Utterances) is { } coverage ? CorpusStatsView.Describe(CorpusStatsView.ToRow(coverage)!) : null;
        CardWriter.WriteMeasures(card, CorpusWriter.Measure(corpus, phonemes));
    }
}

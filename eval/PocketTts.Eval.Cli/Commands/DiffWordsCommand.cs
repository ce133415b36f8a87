using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval diff-words</c>: which words a run gets wrong, and whether always the same.</summary>
internal sealed class DiffWordsCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run folder." };
    private readonly Option<string?> _system = new("--system") { Description = "Only this system, by its id.", HelpName = "ID" };
    private readonly Option<int> _top = new("--top") { Description = "Words of each system at most.", HelpName = "N", DefaultValueFactory = _ => 25 };
    private readonly Option<string?> _normalizer = new("--normalizer") { Description = "Rules by which texts and transcripts are compared, as for score.", HelpName = "NAME" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("diff-words", "Print the words that a run gets wrong most often: how often, where, and what was heard.") { _run, _system, _top, _normalizer, _json, common.Calibrations };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        int top = result.GetValue(_top) is >= 1 and int given ? given : throw new InputException($"{result.GetValue(_top)} is too few", field: "--top", expected: "1 or more");
        RunFolder run = RunFolder.Open(result.GetRequiredValue(_run));
        string? system = result.GetValue(_system);
        if (system is not null && !run.Info.Systems.Any(s => string.Equals(s.Id, system, StringComparison.Ordinal)))
        {
            string[] ids = [.. run.Info.Systems.Select(s => s.Id)];
            throw new InputException($"the run has no system '{system}'", field: "--system", expected: string.Join(" or ", ids), remedy: NearestName.Suggest(system, ids));
        }

        RunNotes.Tell(host, run);
        RunResult scored = run.Score(Scoring.Options(host, common, result, result.GetValue(_normalizer)));
        cancellationToken.ThrowIfCancellationRequested();
        if (result.GetValue(_json))
        {
            await host.Out.WriteLineAsync(JsonSerializer.Serialize(Rows(scored, system, top), CliJson.Default.WordRowArray)).ConfigureAwait(false);
        }
        else if (SummaryView.PrintWords(host.Out, scored, system, top) == 0)
        {
            await host.Out.WriteLineAsync("no word of a take with sound has a fault").ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private static WordRow[] Rows(RunResult scored, string? systemId, int top) =>
    [
        .. scored.Systems.Where(s => systemId is null || string.Equals(s.SystemId, systemId, StringComparison.Ordinal))
            .SelectMany(s => s.Accuracy, (s, a) => (System: s.SystemId, Recognizer: a.RecognizerId))
            .SelectMany(
                pair => WordFaultTally.Of(scored, pair.System, pair.Recognizer).Take(top),
                (pair, word) => new WordRow(
                    pair.System,
                    pair.Recognizer,
                    word.Corpus,
                    word.UtteranceId,
                    word.WordIndex,
                    word.Word,
                    WordFaultText.Context(word),
                    word.CountedTakes,
                    word.Wrong,
                    word.Count(WordVerdictKind.Skipped),
                    word.Confirmed,
                    word.IsTextOrRecognizer,
                    word.FlipRate,
                    word.Counts.ToDictionary(c => c.Key.Name(), c => c.Value),
                    word.Heard.ToDictionary(h => h.Key, h => h.Value))),
    ];
}

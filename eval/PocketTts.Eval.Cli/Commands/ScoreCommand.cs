using System.CommandLine;
using System.Text.Json.Nodes;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval score</c>: score stored runs anew, from their journals alone.</summary>
internal sealed class ScoreCommand(CliHost host, CommonOptions common)
{
    private const int Words = 12;

    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _normalizer = new("--normalizer") { Description = $"Rules by which texts and transcripts are compared: {string.Join(", ", Names())}. [default: {Name(TextComparers.Default.Id)}]", HelpName = "NAME" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("score", "Score stored runs anew without touching their sound, write their files anew, print raw, confirmed and corrected rates with the worst words.")
        {
            _runs, _normalizer, _json, common.Calibrations,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        ScoringOptions scoring = Scoring.Options(host, common, result, result.GetValue(_normalizer));

        // all are read first: a wrong folder among many is said before anything is written
        List<RunFolder> runs = [.. result.GetRequiredValue(_runs).Select(RunFolder.Open)];
        bool json = result.GetValue(_json);
        var summaries = new JsonArray();
        bool isIncomplete = false;
        foreach (RunFolder run in runs)
        {
            RunNotes.Tell(host, run);
            using var tables = new TakeTables(run.Folder, [.. run.Info.Recognizers.Select(r => r.Id)]);
            RunResult scored = run.Score(tables, scoring, cancellationToken);
            await ReportWriter.WriteAllAsync(scored, tables, run.Folder, cancellationToken).ConfigureAwait(false);
            isIncomplete |= scored.Systems.Any(s => s.FailedTakes + s.MissingTakes > 0);
            if (json)
            {
                summaries.Add(JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(run.Folder, ReportWriter.SummaryJsonName), cancellationToken).ConfigureAwait(false)));
            }
            else
            {
                await host.Out.WriteLineAsync($"{scored.Info.Name}: {scored.TakeCount} takes, {string.Join(", ", scored.Info.Recognizers.Select(r => r.Id))}, {scored.Info.Normalizer}, word sounds {scored.Scoring!.Pronunciations}").ConfigureAwait(false);
                SummaryView.PrintVerdicts(host.Out, scored);
                SummaryView.PrintWords(host.Out, scored, systemId: null, Words);
                await host.Out.WriteLineAsync().ConfigureAwait(false);
            }
        }

        if (json)
        {
            await host.Out.WriteLineAsync((summaries.Count == 1 ? summaries[0]! : summaries).ToJsonString(CliJson.Default.Options)).ConfigureAwait(false);
        }

        return isIncomplete ? ExitCode.Incomplete : ExitCode.Ok;
    }

    private static IEnumerable<string> Names() => TextComparers.Ids.Select(Name);

    private static string Name(string id) => id[..id.IndexOf('/', StringComparison.Ordinal)];
}

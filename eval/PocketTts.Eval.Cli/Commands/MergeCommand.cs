using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Merging;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval merge</c>: shards of a plan become one run.</summary>
internal sealed class MergeCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run folders of one plan, e.g. its shards.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "Folder of the merged run, new or empty.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _withoutTimings = new("--without-timings") { Description = "Accept runs of several computers; no timing counts then." };

    public Command Build()
    {
        var command = new Command("merge", "Join the shards of a plan into one run, as if it had been carried out in one piece.") { _runs, _out, _withoutTimings, common.Calibrations };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string output = result.GetRequiredValue(_out);
        RunResult merged = RunMerger.Merge(
            result.GetRequiredValue(_runs), output, result.GetValue(_withoutTimings), Scoring.Options(host, common, result), host.Time, message => host.Error.WriteLine($"note: {message}"), cancellationToken);
        await ReportWriter.WriteAllAsync(merged, output, cancellationToken).ConfigureAwait(false);
        SummaryView.Print(host.Out, merged, output);
        return merged.Systems.Any(s => s.FailedTakes + s.MissingTakes > 0) ? ExitCode.Incomplete : ExitCode.Ok;
    }
}

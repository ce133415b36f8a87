using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval report</c>: one page for people about one run or several.</summary>
internal sealed class ReportCommand(CliHost host, CommonOptions common)
{
    private const int MostMegabytes = 500;

    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run folders; the systems of all stand in one table.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _out = new("--out") { Description = "Page to write; charts land in plots/ beside it. [default: report.html in the run folder, of several runs in the working directory]", HelpName = "FILE.html" };
    private readonly Option<int?> _embed = new("--embed-audio") { Description = $"Put up to MB megabytes of sound into the page itself, of the texts with most trouble first; the rest is linked. [default: 0; without a number 25; at most {MostMegabytes}]", HelpName = "MB", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _normalizer = new("--normalizer") { Description = "Rules by which texts and transcripts are compared, as for 'score'.", HelpName = "NAME" };

    public Command Build()
    {
        var command = new Command("report", "Write one page about one run or several: the answer, all systems side by side, every word of every take, speed, how it was measured.")
        {
            _runs, _out, _embed, _normalizer, common.Calibrations,
        };
        command.Subcommands.Add(new ReportSpeedCommand(host, common).Build());
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        int megabytes = result.GetResult(_embed) is null ? 0 : result.GetValue(_embed) ?? 25;
        if (megabytes is < 0 or > MostMegabytes)
        {
            throw new InputException(FormattableString.Invariant($"found {megabytes}"), field: "--embed-audio", expected: $"megabytes from 0 to {MostMegabytes}");
        }

        string[] names = result.GetRequiredValue(_runs);
        if (names.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InputException("the run is named twice", twice.First(), remedy: "name each run once");
        }

        ScoringOptions scoring = Scoring.Options(host, common, result, result.GetValue(_normalizer));

        // all are read first: a wrong folder among many is said before anything is written
        List<RunFolder> runs = [.. names.Select(RunFolder.Open)];
        runs.ForEach(run => RunNotes.Tell(host, run));
        string page = result.GetValue(_out) ?? (runs.Count == 1 ? Path.Combine(runs[0].Folder, ReportWriter.HtmlName) : ReportWriter.HtmlName);
        if (Directory.Exists(page))
        {
            throw new InputException("this is a folder", page, field: "--out", expected: "a file to write, e.g. report.html");
        }

        ReportSource[] sources = [.. runs.Select(r => new ReportSource(r.Score(UnwantedTakes.Instance, scoring, cancellationToken), r.Folder))];
        var options = new ReportOptions { Scoring = scoring, EmbeddedAudioBytes = megabytes * 1_000_000L };
        await ReportWriter.WriteHtmlAndPlotsAsync(sources, page, options, cancellationToken).ConfigureAwait(false);
        await host.Out.WriteLineAsync(Path.GetFullPath(page)).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}

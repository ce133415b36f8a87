using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Runs.Baselines;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval baseline</c>: keeps the numbers of an accepted release.</summary>
internal sealed class BaselineCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run folder of the accepted release; FOLDER@SYSTEM for one of its systems." };
    private readonly Argument<string> _folder = new("DIR") { Description = "Folder of the baseline, for example eval/baselines/NAME; one that is there is replaced." };
    private readonly Option<bool> _withoutSpeed = new("--without-speed") { Description = "Leave times and memory out: they help on the same machine only, and change with every renewal." };

    public Command Build()
    {
        var save = new Command("save", "Keep the scores of a run, without sounds, in a small form for the repository.") { _run, _folder, _withoutSpeed };
        save.SetAction(result => Save(result));
        return new Command("baseline", "Keep what later releases are compared with.") { save, common.Calibrations };
    }

    private int Save(ParseResult parsed)
    {
        string run = parsed.GetValue(_run)!;
        string folder = parsed.GetValue(_folder)!;
        ScoreTable table = ScoreTableSource.Open(run, Scoring.Options(host, common, parsed));
        if (table.IsBaseline)
        {
            throw new InputException("this is a baseline already", run, remedy: "name a run folder");
        }

        BaselineFolder.Save(table, folder, !parsed.GetValue(_withoutSpeed));
        long bytes = Directory.EnumerateFiles(folder).Sum(f => new FileInfo(f).Length);
        host.Out.WriteLine(FormattableString.Invariant($"{folder}: {table.Takes.Length} rows of takes, {table.Words.Length} wrong words, {bytes / 1024.0:0.0} KiB"));
        return ExitCode.Ok;
    }
}

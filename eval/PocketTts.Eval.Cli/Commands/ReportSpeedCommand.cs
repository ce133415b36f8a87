using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval report speed</c>: benches and runs of many computers in one table.</summary>
internal sealed class ReportSpeedCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string[]> _sources = new("SOURCE") { Description = $"{BenchFile.Name} files, bench folders, folders of such files (reports/machines), run folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = $"Folder for {SpeedReportFiles.PageName} and its plots.", HelpName = "DIR", DefaultValueFactory = _ => "reports/local/speed" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("speed", "Merge benches and runs of many computers: table, plots by processor, threads and lost words, and how sounds differ between processors.") { _sources, _out, _json };
        command.SetAction((result, cancellation) => Task.FromResult(Execute(result, cancellation)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        var rows = new List<SpeedRow>();
        var runs = new List<(RunFolder Run, RunResult Result)>();
        ScoringOptions? scoring = null;
        foreach (string source in result.GetRequiredValue(_sources))
        {
            if (File.Exists(Path.Combine(source, RunFolder.RunFileName)))
            {
                RunFolder run = RunFolder.Open(source);

                // benches alone need no calibration
                RunResult scored = run.Score(scoring ??= Scoring.Options(host, common, result));
                runs.Add((run, scored));
                rows.AddRange(SpeedRows.Of(run.Info.Name, scored));
                continue;
            }

            foreach (string file in Files(source))
            {
                BenchReport bench = BenchFile.Read(file);
                rows.AddRange(SpeedRows.Of(Name(file), bench));
            }
        }

        ImmutableArray<SpeedRow> pooled = SpeedRows.Pool(rows);
        ImmutableArray<SoundDifference> differences = SoundComparer.Compare(runs, cancellationToken);
        string folder = result.GetRequiredValue(_out);
        SpeedReportFiles.Write(folder, pooled, differences);
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new SpeedReportRow(pooled, differences), CliJson.Default.SpeedReportRow));
            return ExitCode.Ok;
        }

        BenchView.PrintRows(host.Out, SpeedReportTables.Brief(pooled));
        foreach (string note in SpeedReportTables.Notes(pooled))
        {
            host.Out.WriteLine(note);
        }

        if (!differences.IsEmpty)
        {
            BenchView.PrintRows(host.Out, SpeedReportFiles.Differences(differences));
        }

        host.Out.WriteLine($"report: {Path.GetFullPath(Path.Combine(folder, SpeedReportFiles.PageName))}");
        return ExitCode.Ok;
    }

    private static IEnumerable<string> Files(string source)
    {
        if (!Directory.Exists(source) || File.Exists(Path.Combine(source, BenchFile.Name)))
        {
            return [source];
        }

        string[] files = [.. Directory.EnumerateFiles(source, "*.json").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException("the folder holds no bench and no run", source, expected: $"{BenchFile.Name}, other .json files of benches, or {RunFolder.RunFileName}");
    }

    private static string Name(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, BenchFile.Name) : path;
        return Path.GetFileName(file) == BenchFile.Name ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))! : Path.GetFileNameWithoutExtension(file);
    }
}

using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Reports.Gates;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval compare</c>: what is better, what is worse, what cannot be told. It never decides.</summary>
internal sealed class CompareCommand(CliHost host, CommonOptions common)
{
    private static readonly string[] s_slices = ["none", "tag", "corpus", "voice", "machine"];

    private readonly Argument<string> _base = new("BASE") { Description = "Run or baseline folder to compare with; FOLDER@SYSTEM for one of its systems." };
    private readonly Argument<string[]> _heads = new("HEAD") { Description = "Run folders to compare; without any, the other systems of BASE are compared with its first.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _metrics = new("--metric") { Description = "Metric to compare; may be given several times. [default: all]", HelpName = "NAME" };
    private readonly Option<string> _by = new("--by") { Description = "Split by tag, corpus, voice or machine.", HelpName = "WHAT", DefaultValueFactory = _ => "none" };
    private readonly Option<string?> _recognizer = new("--recognizer") { Description = "Whose transcripts. [default: the first of HEAD]", HelpName = "NAME" };
    private readonly Option<string?> _out = new("--out") { Description = "Write the comparison as Markdown to this file too.", HelpName = "FILE.md" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("compare", "Compare systems or runs, paired by text: values, differences with intervals, words that got worse.")
        {
            _base, _heads, _metrics, _by, _recognizer, _out, _json, common.Calibrations,
        };
        command.SetAction(result => Execute(result));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        int slice = Array.IndexOf(s_slices, parsed.GetValue(_by));
        if (slice < 0)
        {
            throw new InputException($"found '{parsed.GetValue(_by)}'", field: "--by", expected: string.Join(", ", s_slices[1..]), remedy: NearestName.Suggest(parsed.GetValue(_by)!, s_slices));
        }

        var options = new ComparisonOptions { SliceBy = (SliceKind)slice, RecognizerId = parsed.GetValue(_recognizer) };
        if (parsed.GetValue(_metrics) is { Length: > 0 } names)
        {
            options = options with { Metrics = [.. names.Select(n => MetricCatalog.Find(n, "--metric"))] };
        }

        ScoreTable?[] tables = Scoring.Tables(host, common, parsed, [parsed.GetValue(_base)!, .. parsed.GetValue(_heads) ?? []]);
        SystemComparison[] comparisons = [.. Pairs(tables[0]!, tables[1..]!).Select(p => RunComparer.Compare(p, options))];
        if (parsed.GetValue(_out) is { } file)
        {
            OutputFile.Write(file, System.Text.Encoding.UTF8.GetBytes(CompareMarkdown.Render(comparisons)));
        }

        if (parsed.GetValue(_json))
        {
            host.Out.Write(CompareJson.Render(comparisons));
        }
        else
        {
            CompareView.Print(host.Out, comparisons);
        }

        return ExitCode.Ok;
    }

    private static IEnumerable<SystemPair> Pairs(ScoreTable baseTable, ScoreTable[] heads)
    {
        if (heads.Length == 0)
        {
            string[] ids = [.. baseTable.Info.Systems.Select(s => s.Id)];
            return ids.Length > 1 ? ids[1..].Select(id => new SystemPair(baseTable, ids[0], baseTable, id))
                : throw new InputException("one system and nothing to compare it with", baseTable.Name, remedy: "name a second folder");
        }

        return heads.SelectMany(head =>
        {
            IReadOnlyList<SystemPair> pairs = SystemPair.Match(baseTable, head, out _);
            return pairs.Count > 0 ? pairs
                : throw new InputException(
                    $"no system of '{head.Name}' ({Ids(head)}) is in '{baseTable.Name}' ({Ids(baseTable)})", remedy: "name one system of each: FOLDER@SYSTEM");
        });
    }

    private static string Ids(ScoreTable table) => string.Join(", ", table.Info.Systems.Select(s => s.Id));
}

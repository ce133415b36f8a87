using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus check</c>: is everything right?</summary>
internal sealed class CorpusCheckCommand(CliHost host)
{
    private readonly Argument<string[]> _corpora = CorpusSelection.Argument();
    private readonly Option<bool> _strict = new("--strict") { Description = "Count warnings as errors." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("check", "Check corpora: encoding, ids, tags, accepted forms, lengths, recordings, cards, near-duplicates.") { _corpora, _strict, _json };
        command.SetAction((result, token) => Task.FromResult(Execute(result, token)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        CorpusCheck[] checks = [.. CorpusSelection.Paths(result.GetValue(_corpora)).Select(CorpusChecker.Check)];
        NearDuplicate[] alike = [.. NearDuplicates.Find(checks.Select(c => c.Corpus).OfType<Core.Corpora.Corpus>(), NearDuplicates.Limit, cancellationToken)];
        int errors = checks.Sum(c => c.Errors);
        int warnings = checks.Sum(c => c.Warnings) + alike.Length;
        if (result.GetValue(_json))
        {
            CheckRow[] rows = [.. checks.Select(Row)];
            host.Out.WriteLine(JsonSerializer.Serialize(new CheckReport(rows, alike), CliJson.Default.CheckReport));
        }
        else
        {
            Print(checks, alike);
            host.Out.WriteLine($"{checks.Length} corpora, {checks.Sum(c => c.Corpus?.Utterances.Length ?? 0)} texts: {errors} errors, {warnings} warnings");
        }

        return errors > 0 || (warnings > 0 && result.GetValue(_strict)) ? ExitCode.Usage : ExitCode.Ok;
    }

    private void Print(CorpusCheck[] checks, NearDuplicate[] alike)
    {
        foreach (CorpusFinding finding in checks.SelectMany(c => c.Findings))
        {
            host.Out.WriteLine($"{(finding.IsError ? "error" : "warning")}: {finding.Problem.Message}");
        }

        foreach (NearDuplicate pair in alike)
        {
            host.Out.WriteLine($"warning: {pair.First} and {pair.Second} are {pair.Similarity:P0} alike; a weakness would count twice");
        }
    }

    private static CheckRow Row(CorpusCheck check) => new(
        check.Path,
        check.Corpus?.Name,
        check.Corpus?.Utterances.Length ?? 0,
        [.. check.Findings.Select(f => new FindingRow(f.IsError ? "error" : "warning", f.Problem.File, f.Problem.Line, f.Problem.Field, f.Problem.Message))]);
}

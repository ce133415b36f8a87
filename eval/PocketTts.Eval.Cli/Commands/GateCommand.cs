using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Reports.Gates;
using PocketTts.Eval.Runs.Baselines;
using PocketTts.Eval.Runs.Gating;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval gate</c>: may this release go out? The only command that decides.</summary>
internal sealed class GateCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string> _head = new("HEAD") { Description = "Run folder to judge; FOLDER@SYSTEM for one of its systems." };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "What to compare with: a baseline folder or a run folder, FOLDER@SYSTEM for one of its systems.", HelpName = "BASE" };
    private readonly Option<string> _rules = new("--rules") { Description = "Rules file; see docs/ci-gate.md.", HelpName = "FILE", Required = true };
    private readonly Option<string> _inconclusive = new("--inconclusive") { Description = "What an inconclusive gate does: fail (exit code 4) or warn (exit code 0). [default: fail]", HelpName = "fail|warn", DefaultValueFactory = _ => "fail" };
    private readonly Option<string[]> _rule = new("--rule") { Description = "Show and count only this rule, decided as in the whole file; may be given several times.", HelpName = "NAME" };
    private readonly Option<string[]> _system = new("--system") { Description = "Show and count only this system; may be given several times.", HelpName = "ID" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for gate.json, junit.xml, gate.md and the GitLab report. [default: HEAD, when it is a run folder]", HelpName = "DIR" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("gate", "Decide by rules whether a run may pass: exit code 0 pass, 3 fail, 4 inconclusive or not comparable.")
        {
            _head, _baseline, _rules, _inconclusive, _rule, _system, _out, _json, common.Calibrations,
        };
        command.SetAction(result => Execute(result));
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        string head = parsed.GetValue(_head)!;
        string? baseline = parsed.GetValue(_baseline);
        string rulesFile = parsed.GetValue(_rules)!;
        string inconclusive = parsed.GetValue(_inconclusive)!;
        if (inconclusive is not ("fail" or "warn"))
        {
            throw new InputException($"found '{inconclusive}'", field: "--inconclusive", expected: "fail or warn");
        }

        GateRules rules = GateRulesReader.Read(rulesFile);
        ScoreTable?[] tables = Scoring.Tables(host, common, parsed, head, baseline);
        (ScoreTable headTable, ScoreTable? baseTable) = (tables[0]!, tables[1]);
        var options = new GateOptions
        {
            Today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime),
            Command = LineOf(head, baseline, rulesFile),
            RenewCommand = baseline is null ? null : $"pocket-eval baseline save RUN {ShellWord.Quote(ScoreTableSource.FolderOf(baseline))}, with RUN made by the accepted release with this recognizer, normalizer and corpus",
            InconclusiveIsWarning = inconclusive == "warn",
        };
        GateResult result = Gate.Decide(headTable, baseTable, rules, options).Only(parsed.GetValue(_rule) ?? [], parsed.GetValue(_system) ?? []);
        string? folder = parsed.GetValue(_out) ?? (headTable.IsBaseline ? null : ScoreTableSource.FolderOf(head));
        if (folder is not null)
        {
            GateFiles.Write(result, folder);
        }

        bool isJson = parsed.GetValue(_json);
        if (isJson)
        {
            host.Out.Write(GateJson.Render(result));
        }
        else
        {
            GateView.Print(host.Out, result, folder);
        }

        GitHub.Report(host, result, isJson ? host.Error : host.Out);
        return CodeOf(result);
    }

    /// <summary>The command line that decides the same, for messages.</summary>
    internal static string LineOf(string head, string? baseline, string rulesFile) =>
        $"pocket-eval gate {ShellWord.Quote(head)}{(baseline is null ? string.Empty : $" --baseline {ShellWord.Quote(baseline)}")} --rules {ShellWord.Quote(rulesFile)}";

    /// <summary>The exit code of a decision.</summary>
    internal static int CodeOf(GateResult result) => result.State switch
    {
        GateState.Fail => ExitCode.GateFailed,
        _ when result.Blocks => ExitCode.Undecided,
        _ => ExitCode.Ok,
    };
}

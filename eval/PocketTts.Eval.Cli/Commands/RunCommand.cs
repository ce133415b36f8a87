using System.Collections.Immutable;
using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval run</c>: the whole line, from texts to a report.</summary>
internal sealed class RunCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string?> _plan = new("PLAN.yaml") { Description = "Plan file; options replace its values.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _systems = new("--system") { Description = "System to test: [id=]engine[:voice][,option=value]…; may be given several times.", HelpName = "SYSTEM" };
    private readonly Option<string[]> _corpora = new("--corpus") { Description = "Texts: a corpus folder, or a .jsonl or .txt file (one text a line); may be given several times. [default: corpora/everyday]", HelpName = "PATH" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = $"Takes of each text by each system. [default: {PlanDefaults.Repeats}]", HelpName = "N" };
    private readonly Option<string[]> _recognizers = new("--recognizer") { Description = $"Who listens; may be given several times. [default: {PlanDefaults.Recognizer}]", HelpName = "NAME" };
    private readonly Option<long?> _seed = new("--seed") { Description = $"Seed of the plan; every take's seed follows from it. [default: {PlanDefaults.Seed}]", HelpName = "N" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Use only the first N texts of each corpus.", HelpName = "N" };
    private readonly Option<bool> _noEvidence = new("--no-evidence") { Description = "Gather no evidence beyond the transcripts: quicker, but doubled words and many skipped ones go unseen." };
    private readonly Option<string?> _out = new("--out") { Description = $"Folder of the run; the same command continues a run it finds there. [default: named after the plan, in {PlanDefaults.OutputParent}]", HelpName = "DIR" };
    private readonly Option<bool> _inProcess = new("--in-process") { Description = "Speak in this process instead of one worker process a system: starts sooner, but a crash of an engine ends the run." };
    private readonly Option<bool> _pull = MissingModels.PullOption();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("run", "Speak texts several times with each system, transcribe every take, report words lost and speed.")
        {
            _plan, _systems, _corpora, _repeats, _recognizers, _seed, _limit, _noEvidence, _out, _inProcess, _pull, _json,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string? planFile = result.GetValue(_plan);
        var options = new PlanOptions
        {
            Systems = Given(result.GetValue(_systems)),
            Corpora = Given(result.GetValue(_corpora)),
            Repeats = result.GetValue(_repeats),
            Recognizers = Given(result.GetValue(_recognizers)),
            Seed = result.GetValue(_seed),
            Limit = result.GetValue(_limit),
            Evidence = result.GetValue(_noEvidence) ? false : null,
            OutputFolder = result.GetValue(_out),
        };
        RunPlan plan = PlanResolver.Resolve(planFile, options, ShippedCorpora.Resolve);
        string[] models = result.GetValue(common.Models) ?? [];
        if (await new MissingModels(host, models).EnsureAsync(plan.Systems, plan.Recognizers, result.GetValue(_pull), cancellationToken).ConfigureAwait(false) is not ExitCode.Ok and int exitCode)
        {
            return exitCode;
        }

        var settings = new RunSettings { Workers = result.GetValue(_inProcess) ? null : WorkerCommand.Launch(models) };
        var runner = new PlanRunner(host, new Engines(host, models));
        return await runner.RunAsync(plan, settings, result.GetValue(_json), cancellationToken).ConfigureAwait(false);
    }

    private static ImmutableArray<string>? Given(string[]? values) => values is { Length: > 0 } ? [.. values] : null;
}

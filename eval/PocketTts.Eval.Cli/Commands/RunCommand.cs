using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval run</c>: the whole line, from texts to a report.</summary>
internal sealed class RunCommand(CliHost host, CommonOptions common)
{
    private readonly PlanArguments _plan = new();
    private readonly Option<string?> _cache = new("--cache") { Description = "Folder in which runs share sounds and transcripts, never timings: what is there is not made again, and has no timing.", HelpName = "DIR" };
    private readonly Option<bool> _retryFailed = new("--retry-failed") { Description = "Try takes again that failed in earlier sessions of this run." };
    private readonly Option<bool> _pipeline = new("--pipeline") { Description = "Transcribe while others still speak: sooner done, but no timing of this session counts." };
    private readonly Option<bool> _inProcess = new("--in-process") { Description = "Speak in this process instead of one worker process a system: starts sooner, but a crash of an engine ends the run." };
    private readonly Option<string?> _untilDecided = new("--until-decided") { Description = "Carry the plan out in growing parts and stop as soon as these rules are decided; exit codes as of gate.", HelpName = "RULES" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "With --until-decided: what to compare with, a baseline or run folder.", HelpName = "BASE" };
    private readonly Option<double?> _budget = new("--budget") { Description = "With --until-decided: begin no further part after this many minutes.", HelpName = "MINUTES" };
    private readonly Option<bool> _pull = MissingModels.PullOption();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("run", "Speak texts several times with each system, transcribe every take, report words lost and speed.");
        _plan.AddTo(command);
        command.Options.Add(_cache);
        command.Options.Add(_retryFailed);
        command.Options.Add(_pipeline);
        command.Options.Add(_inProcess);
        command.Options.Add(_untilDecided);
        command.Options.Add(_baseline);
        command.Options.Add(_budget);
        command.Options.Add(_pull);
        command.Options.Add(_json);
        command.Options.Add(common.Calibrations);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] models = result.GetValue(common.Models) ?? [];
        var engines = new Engines(host, models);
        RunPlan plan = _plan.Resolve(result, engines);
        if (await new MissingModels(host, models).EnsureAsync(plan.Systems, plan.Recognizers, result.GetValue(_pull), cancellationToken).ConfigureAwait(false) is not ExitCode.Ok and int exitCode)
        {
            return exitCode;
        }

        var settings = new RunSettings
        {
            Workers = result.GetValue(_inProcess) ? null : WorkerCommand.Launch(models),
            CacheFolder = result.GetValue(_cache),
            RetryFailed = result.GetValue(_retryFailed),
            Pipeline = result.GetValue(_pipeline),
            Scoring = Scoring.Options(host, common, result),
        };
        if (result.GetValue(_untilDecided) is { } rules)
        {
            TimeSpan? budget = result.GetValue(_budget) is { } minutes
                ? minutes > 0 ? TimeSpan.FromMinutes(minutes) : throw new InputException(FormattableString.Invariant($"found {minutes}"), field: "--budget", expected: "minutes, above 0")
                : null;
            var options = new AdaptiveOptions(rules, result.GetValue(_baseline), budget, result.GetValue(_json));
            return await new AdaptiveRunner(host, engines).RunAsync(plan, settings, options, cancellationToken).ConfigureAwait(false);
        }

        if (result.GetValue(_baseline) is not null || result.GetValue(_budget) is not null)
        {
            throw new InputException("it is of use with --until-decided only", field: result.GetValue(_baseline) is not null ? "--baseline" : "--budget", remedy: "add --until-decided RULES, or judge the finished run with 'pocket-eval gate'");
        }

        return await new PlanRunner(host, engines).RunAsync(plan, settings, result.GetValue(_json), cancellationToken).ConfigureAwait(false);
    }
}

using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
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
        command.Options.Add(_pull);
        command.Options.Add(_json);
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
            Scoring = Scoring.Options(host, models),
        };
        return await new PlanRunner(host, engines).RunAsync(plan, settings, result.GetValue(_json), cancellationToken).ConfigureAwait(false);
    }
}

using System.CommandLine;
using System.Globalization;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval demo</c>: the whole pipeline on the built-in stand-ins; no model, no download.</summary>
internal sealed class DemoCommand(CliHost host)
{
    private readonly Option<string?> _out = new("--out") { Description = $"Folder of the run. [default: a new one in {PlanDefaults.OutputParent}]", HelpName = "DIR" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("demo", "Show the whole pipeline on built-in stand-ins: no model, no download, a report at the end.") { _out, _json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string stamp = host.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        RunPlan plan = PlanResolver.Resolve(planFile: null, new PlanOptions
        {
            Systems = ["steady=loopback", "flaky=loopback:high,skip=0.02,mangle=0.01,repeat=0.005,truncate=0.02,nan=0.02"],
            Corpora = [PlanDefaults.Corpus],
            Repeats = 3,
            Limit = 40,
            Recognizers = ["loopback"],
            Seed = PlanDefaults.Seed,
            OutputFolder = result.GetValue(_out) ?? $"{PlanDefaults.OutputParent}/demo-{stamp}",
        }, ShippedCorpora.Resolve);
        await host.Error.WriteLineAsync("Two stand-ins speak in tones: 'steady' says every word, 'flaky' loses some on purpose.").ConfigureAwait(false);
        var runner = new PlanRunner(host, new Engines(host, []));
        int exitCode = await runner.RunAsync(plan, new RunSettings { Workers = WorkerCommand.Launch([]), Scoring = Scoring.Options(host, [], []) }, result.GetValue(_json), cancellationToken).ConfigureAwait(false);

        // the faults are part of the show: a failed take is what the demo wants to show
        return exitCode == ExitCode.Incomplete ? ExitCode.Ok : exitCode;
    }
}

using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Models;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Carries a plan out, writes its reports and prints what came of it.</summary>
internal sealed class PlanRunner(CliHost host, Engines engines)
{
    /// <summary>Runs, or continues, a plan.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(RunPlan plan, RunSettings settings, bool json, CancellationToken cancellationToken)
    {
        RunResult result;
        using MachineUse use = MachineUse.ForRun(MachineUse.DefaultFolder);
        if (use.OthersRun)
        {
            await host.Error.WriteLineAsync("note: a bench measures on this computer: this run disturbs it, and its own timings are worth little").ConfigureAwait(false);
        }

        using var tables = new TakeTables(plan.OutputFolder, plan.Recognizers);
        settings = settings with { TakeSink = tables };
        try
        {
            result = await ProgressView.WatchAsync(host, plan, json, progress =>
            {
                RunHost machine = RunHost.Detect(RuntimePackages.Assemblies);
                var executor = new RunExecutor(engines.Synthesizers, engines.Recognizers, host.Time, progress, machine, settings);
                return executor.RunAsync(plan, (outcome, token) => ReportWriter.WriteAllAsync(outcome, tables, plan.OutputFolder, token), cancellationToken);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync($"cancelled; what is done is kept in {plan.OutputFolder}, the same command continues it").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }

        if (json)
        {
            await using FileStream summary = File.OpenRead(Path.Combine(plan.OutputFolder, ReportWriter.SummaryJsonName));
            using var reader = new StreamReader(summary);
            await host.Out.WriteAsync(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else
        {
            SummaryView.Print(host.Out, result, plan.OutputFolder);
        }

        return result.Systems.Any(s => s.FailedTakes + s.MissingTakes > 0) ? ExitCode.Incomplete : ExitCode.Ok;
    }
}

using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;
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
        using var execution = new PlanExecution(host, engines);
        using var tables = new TakeTables(plan.OutputFolder, plan.Recognizers);
        settings = settings with { TakeSink = tables };
        RunResult? result = await execution.RunAsync(plan, settings, json, (outcome, token) => ReportWriter.WriteAllAsync(outcome, tables, plan.OutputFolder, token), cancellationToken).ConfigureAwait(false);
        if (result is null)
        {
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

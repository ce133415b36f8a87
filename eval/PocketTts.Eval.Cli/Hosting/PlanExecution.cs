using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Models;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Carries out a plan, or its parts one after the other; benches know from the beginning to the end that a run goes on.</summary>
internal sealed class PlanExecution : IDisposable
{
    private readonly CliHost _host;
    private readonly Engines _engines;
    private readonly MachineUse _use;

    /// <summary>Begins; a bench that measures is told to the user.</summary>
    public PlanExecution(CliHost host, Engines engines)
    {
        _host = host;
        _engines = engines;
        _use = MachineUse.ForRun(MachineUse.DefaultFolder);
        if (_use.OthersRun)
        {
            host.Error.WriteLine("note: a bench measures on this computer: this run disturbs it, and its own timings are worth little");
        }
    }

    /// <summary>Carries a plan or a part out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="settings">How it is carried out.</param>
    /// <param name="quiet">True: no progress is shown.</param>
    /// <param name="report">Writes the reports.</param>
    /// <param name="cancellationToken">Ends the work; what is done is kept.</param>
    /// <returns>What came of it, or null when it was cancelled, which the user has been told.</returns>
    public async Task<RunResult?> RunAsync(RunPlan plan, RunSettings settings, bool quiet, Func<RunResult, CancellationToken, Task> report, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgressView.WatchAsync(_host, plan, quiet, progress =>
            {
                RunHost machine = RunHost.Detect(RuntimePackages.Assemblies);
                var executor = new RunExecutor(_engines.Synthesizers, _engines.Recognizers, _host.Time, progress, machine, settings);
                return executor.RunAsync(plan, report, cancellationToken);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _host.Error.WriteLineAsync($"cancelled; what is done is kept in {plan.OutputFolder}, the same command continues it").ConfigureAwait(false);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _use.Dispose();
}

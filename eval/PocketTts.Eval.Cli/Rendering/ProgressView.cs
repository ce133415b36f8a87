using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Shows how far a run is: live on a terminal, a line every 30 s otherwise, nothing for programs that read JSON.</summary>
internal static class ProgressView
{
    /// <summary>Runs <paramref name="work"/> and shows its progress meanwhile.</summary>
    public static Task<RunResult> WatchAsync(CliHost host, RunPlan plan, bool quiet, Func<IRunProgress, Task<RunResult>> work) =>
        quiet ? work(new NoteProgress(host))
        : host.IsInteractive ? LiveProgress.WatchAsync(host, plan, work)
        : work(new LineProgress(host));
}

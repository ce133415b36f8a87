using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>What everyone who reads a stored run should know of it: damage, and that it has not ended.</summary>
internal static class RunNotes
{
    /// <summary>Tells it on stderr, one line each.</summary>
    public static void Tell(CliHost host, RunFolder run)
    {
        foreach (JournalProblem problem in run.Problems)
        {
            host.Error.WriteLine(FormattableString.Invariant($"note: {problem.File}:{problem.Line}: {problem.Message}; what it held does not count"));
        }

        int missing = run.MissingTakeCount;
        if (missing > 0)
        {
            string why = run.Info.Status switch
            {
                RunStatus.Started => "is still going on, or was killed",
                RunStatus.Cancelled => "was cancelled",
                RunStatus.Failed => "ended by an error",
                _ => "is incomplete",
            };
            host.Error.WriteLine(FormattableString.Invariant($"note: {run.Folder}: the run {why}: {missing} of {run.TakeCount} takes are missing; the same 'run' command continues it"));
        }
    }
}

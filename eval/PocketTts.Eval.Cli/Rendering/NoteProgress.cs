using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Shows notes only.</summary>
internal sealed class NoteProgress(CliHost host) : IRunProgress
{
    /// <inheritdoc/>
    public void Report(RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Note(string message) => host.Error.WriteLine($"note: {message}");
}

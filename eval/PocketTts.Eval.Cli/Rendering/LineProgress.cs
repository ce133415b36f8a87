using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>A line when a phase starts or ends and every 30 s between, for logs.</summary>
internal sealed class LineProgress(CliHost host) : IRunProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    private RunPhase? _phase;
    private long _lastLine;

    /// <inheritdoc/>
    public void Report(RunProgress progress)
    {
        bool isNewPhase = _phase != progress.Phase;
        bool isLast = progress.Total > 0 && progress.Done == progress.Total;
        if (!isNewPhase && !isLast && host.Time.GetElapsedTime(_lastLine) < s_interval)
        {
            return;
        }

        _phase = progress.Phase;
        _lastLine = host.Time.GetTimestamp();
        host.Error.WriteLine(ProgressText.Of(progress));
    }

    /// <inheritdoc/>
    public void Note(string message) => host.Error.WriteLine($"note: {message}");
}

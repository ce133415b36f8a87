using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Bench;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Follows a bench with a line every 10 s: redrawing a picture would cost the time that is measured.</summary>
internal sealed class BenchLines(CliHost host) : IBenchWatcher
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private long _last;
    private string? _phase;

    /// <inheritdoc/>
    public void Report(BenchProgress progress)
    {
        if (progress.Phase == _phase && host.Time.GetElapsedTime(_last) < s_interval)
        {
            return;
        }

        _phase = progress.Phase;
        _last = host.Time.GetTimestamp();
        host.Error.WriteLine(progress.Total is { } total ? FormattableString.Invariant($"{progress.Phase}: {progress.Done} of {total}") : FormattableString.Invariant($"{progress.Phase}: {progress.Done} takes"));
    }

    /// <inheritdoc/>
    public void Note(string message) => host.Error.WriteLine($"note: {message}");
}

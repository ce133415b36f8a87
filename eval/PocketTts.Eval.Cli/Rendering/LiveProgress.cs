using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Bars on a terminal: one for speaking, one for transcribing.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private readonly CliHost _host;
    private readonly ProgressTask _speaking;
    private readonly ProgressTask _transcribing;

    private LiveProgress(CliHost host, ProgressTask speaking, ProgressTask transcribing)
    {
        _host = host;
        _speaking = speaking;
        _transcribing = transcribing;
    }

    /// <summary>Runs <paramref name="work"/> under live bars.</summary>
    public static Task<RunResult> WatchAsync(CliHost host, RunPlan plan, Func<IRunProgress, Task<RunResult>> work) =>
        host.Messages.Progress()
            .AutoRefresh(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask speaking = context.AddTask(ProgressText.Of(RunPhase.Loading), maxValue: plan.TakeCount);
                ProgressTask transcribing = context.AddTask(ProgressText.Of(RunPhase.Transcribing), autoStart: false);
                return work(new LiveProgress(host, speaking, transcribing));
            });

    /// <inheritdoc/>
    public void Report(RunProgress progress)
    {
        ProgressTask? bar = progress.Phase switch
        {
            RunPhase.Synthesizing => _speaking,
            RunPhase.Transcribing => _transcribing,
            _ => null,
        };
        if (bar is null || progress.Total == 0)
        {
            return;
        }

        bar.StartTask();
        bar.MaxValue = progress.Total;
        bar.Value = progress.Done;
        bar.Description = Markup.Escape(ProgressText.Of(progress));
    }

    /// <inheritdoc/>
    public void Note(string message) => _host.Messages.MarkupLineInterpolated($"note: {message}");
}

using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Tests.Fakes;

internal sealed class RecordingProgress : IRunProgress
{
    public List<RunProgress> Reports { get; } = [];

    public List<string> Notes { get; } = [];

    public Action<RunProgress>? OnReport { get; init; }

    public void Report(RunProgress progress)
    {
        Reports.Add(progress);
        OnReport?.Invoke(progress);
    }

    public void Note(string message) => Notes.Add(message);
}

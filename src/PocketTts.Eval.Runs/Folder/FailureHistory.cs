using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>What went wrong with a take before its present attempt.</summary>
internal sealed class FailureHistory
{
    private readonly List<TakeFailure> _failures = [];

    /// <summary>All failures in their order.</summary>
    public IReadOnlyList<TakeFailure> Failures => _failures;

    /// <summary>Failures since the last row.</summary>
    public int RetriesInARow { get; private set; }

    /// <summary>Adds a failure that was tried again at once.</summary>
    public void AddRetry(TakeFailure failure)
    {
        _failures.Add(failure);
        RetriesInARow++;
    }

    /// <summary>Adds a failure that was a row, until somebody asked for another attempt.</summary>
    public void AddRow(TakeFailure failure)
    {
        _failures.Add(failure);
        RetriesInARow = 0;
    }
}

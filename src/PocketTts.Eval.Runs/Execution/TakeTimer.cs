namespace PocketTts.Eval.Runs.Execution;

/// <summary>A token that is cancelled with the run or when the take's time is over.</summary>
internal sealed class TakeTimer : IDisposable
{
    // the largest delay a CancellationTokenSource accepts is about 49 days
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _linked;

    public TakeTimer(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Limit = limit < s_longest ? limit : s_longest;
        _limit = new CancellationTokenSource(Limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _limit.Token);
    }

    /// <summary>The take's time.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Cancelled when either happens.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>True when the take's time is over.</summary>
    public bool IsOver => _limit.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked.Dispose();
        _limit.Dispose();
    }
}

using System.Threading.Channels;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>A conversation with one worker process: asks, waits, and notices when no answer will come.</summary>
internal sealed class WorkerLink : IAsyncDisposable
{
    private static readonly TimeSpan s_exitWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_lastFrames = TimeSpan.FromSeconds(1);

    private readonly IWorkerProcess _process;
    private readonly WorkerPolicy _policy;
    private readonly TimeProvider _time;
    private volatile bool _isConfused;
    private readonly Channel<WorkerFrame> _frames = Channel.CreateUnbounded<WorkerFrame>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public WorkerLink(IWorkerProcess process, WorkerPolicy policy, TimeProvider time)
    {
        _process = process;
        _policy = policy;
        _time = time;
        new Thread(Listen) { IsBackground = true, Name = "worker output" }.Start();
        _ = WatchAsync();
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting; the worker is not to be used afterwards.</param>
    /// <returns>The answer, or why there is none; after anything but an answer the worker is not to be used.</returns>
    public Task<WorkerReply> AskAsync(WorkerMessage request, TimeSpan limit, CancellationToken cancellationToken) => AskAsync(request, ReadOnlyMemory<byte>.Empty, limit, cancellationToken);

    /// <param name="request">What to do.</param>
    /// <param name="payload">Bytes that go with it.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends the waiting; the worker is not to be used afterwards.</param>
    /// <inheritdoc cref="AskAsync(WorkerMessage, TimeSpan, CancellationToken)"/>
    public async Task<WorkerReply> AskAsync(WorkerMessage request, ReadOnlyMemory<byte> payload, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            WorkerWire.Write(_process.Input, request, payload.Span);
        }
        catch (IOException)
        {
            return await GoneAsync(cancellationToken).ConfigureAwait(false);
        }

        TimeSpan worked = TimeSpan.Zero, deadline = limit;
        bool isTold = false;
        int silence = 0;
        while (true)
        {
            TimeSpan left = deadline - worked;
            if (left <= TimeSpan.Zero && !isTold)
            {
                isTold = true;
                deadline = limit + _policy.Grace(limit);
                left = deadline - worked;
                TryCancel();
            }

            if (left <= TimeSpan.Zero || silence >= _policy.SilentTicks)
            {
                _process.Kill();
                return new WorkerReply(silence >= _policy.SilentTicks ? WorkerEnd.Stalled : WorkerEnd.TimeOut, null, null);
            }

            bool isWholeTick = left >= _policy.Tick;
            long start = _time.GetTimestamp();
            WorkerFrame? frame;
            try
            {
                frame = await NextAsync(isWholeTick ? _policy.Tick : left, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                return await GoneAsync(cancellationToken).ConfigureAwait(false);
            }

            // a process that was stopped and continued has not worked meanwhile
            TimeSpan passed = _time.GetElapsedTime(start);
            worked += passed < 2 * _policy.Tick ? passed : 2 * _policy.Tick;
            switch (frame?.Message)
            {
                case null:
                    silence += isWholeTick ? 1 : 0;
                    break;
                case BeatMessage:
                    silence = 0;
                    break;
                case CancelledMessage:
                    return new WorkerReply(WorkerEnd.Cancelled, frame, null);
                default:
                    return new WorkerReply(WorkerEnd.Answered, frame, null);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<WorkerFrame?> NextAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_frames.Reader.TryRead(out WorkerFrame? ready))
        {
            return ready;
        }

        using var tick = new CancellationTokenSource(wait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, cancellationToken);
        try
        {
            return await _frames.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // The output has ended: the process has, or will in a moment.
    private async Task<WorkerReply> GoneAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_exitWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        if (_isConfused)
        {
            return new WorkerReply(WorkerEnd.Confused, null, null);
        }

        try
        {
            return new WorkerReply(WorkerEnd.Died, null, await _process.WaitAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _process.Kill();
            return new WorkerReply(WorkerEnd.Died, null, await _process.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    // Something that the worker started may hold its pipe open after its death.
    private async Task WatchAsync()
    {
        try
        {
            await _process.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.Delay(s_lastFrames, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is InvalidOperationException or ObjectDisposedException)
        {
            // nobody waits any more
        }

        _frames.Writer.TryComplete();
    }

    private void TryCancel()
    {
        try
        {
            WorkerWire.Write(_process.Input, new CancelMessage());
        }
        catch (IOException)
        {
            // the end of its output will tell
        }
    }

    private void Listen()
    {
        try
        {
            while (WorkerWire.Read(_process.Output) is { } frame)
            {
                _frames.Writer.TryWrite(frame);
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // the end
        }
        catch (InvalidDataException)
        {
            // nothing that follows can be believed
            _isConfused = true;
            _process.Kill();
        }

        _frames.Writer.TryComplete();
    }
}

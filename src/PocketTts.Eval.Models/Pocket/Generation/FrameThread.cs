namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>
/// The thread on which frames are made while the caller decodes. It stays for all takes: a thread of its own for each take costs
/// about a kilobyte that the process never gets back. One piece of work at a time.
/// </summary>
internal sealed class FrameThread : IDisposable
{
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private (Action Work, TaskCompletionSource Done)? _next;
    private bool _isDisposed;

    /// <summary>Begins a piece of work; the thread is started by the first.</summary>
    /// <param name="work">What to do.</param>
    /// <returns>Ends with the work, in its way.</returns>
    /// <exception cref="InvalidOperationException">The piece before has not ended.</exception>
    public Task Run(Action work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_next is not null)
            {
                throw new InvalidOperationException("frames of another take are being made");
            }

            if (_thread is null)
            {
                _thread = new Thread(Loop) { IsBackground = true, Name = "pocket-frames" };
                _thread.Start();
            }

            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _next = (work, done);
            _wake.Release();
            return done.Task;
        }
    }

    /// <summary>Ends the thread; waits for work that has begun.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _wake.Release();
        _thread?.Join();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _wake.Wait();
            (Action Work, TaskCompletionSource Done) next;
            lock (_gate)
            {
                if (_next is not { } given)
                {
                    return;
                }

                next = given;
            }

            Exception? failure = null;
            try
            {
                next.Work();
            }
            catch (Exception e)
            {
                failure = e;
            }

            // free for the next piece before anybody learns that this one has ended
            lock (_gate)
            {
                _next = null;
            }

            if (failure is null)
            {
                next.Done.SetResult();
            }
            else
            {
                next.Done.SetException(failure);
            }
        }
    }
}

using System.Collections.Concurrent;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Instances of one recognizer. They are released when given back, or kept for the next time where work comes in pieces.</summary>
/// <param name="info">What the recognizer is.</param>
/// <param name="load">Loads one more instance.</param>
/// <param name="keeps">True to keep instances until the pool is disposed.</param>
internal sealed class RecognizerPool(RecognizerInfo info, Func<CancellationToken, Task<ISpeechRecognizer>> load, bool keeps) : IDisposable
{
    private readonly ConcurrentBag<ISpeechRecognizer> _idle = [];

    /// <summary>What the recognizer is.</summary>
    public RecognizerInfo Info => info;

    /// <summary>An instance for one worker.</summary>
    public async Task<ISpeechRecognizer> RentAsync(CancellationToken cancellationToken) =>
        _idle.TryTake(out ISpeechRecognizer? idle) ? idle : await load(cancellationToken).ConfigureAwait(false);

    /// <summary>Takes an instance back.</summary>
    public void Return(ISpeechRecognizer recognizer)
    {
        if (keeps)
        {
            _idle.Add(recognizer);
        }
        else
        {
            recognizer.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out ISpeechRecognizer? recognizer))
        {
            recognizer.Dispose();
        }
    }
}

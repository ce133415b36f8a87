using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>A loaded system as the synthesis stage sees it: in this process or in a worker. One call at a time.</summary>
internal interface ITakeSpeaker : IAsyncDisposable
{
    /// <summary>What the system is.</summary>
    SynthesizerInfo Info { get; }

    /// <summary>Wall time of loading in seconds.</summary>
    double LoadSeconds { get; }

    /// <summary>Speaks something untimed, so that the next take is not the first; also after every restart from now on.</summary>
    /// <param name="request">What to speak.</param>
    /// <param name="limit">Time limit.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Why it failed, or null.</returns>
    Task<string?> WarmUpAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Speaks a take and looks at its sound. Whatever the engine does to the take becomes an outcome.</summary>
    /// <param name="request">What to speak.</param>
    /// <param name="limit">Time limit.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InputException">The system cannot be started again.</exception>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    Task<SpeakOutcome> SpeakAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken);
}

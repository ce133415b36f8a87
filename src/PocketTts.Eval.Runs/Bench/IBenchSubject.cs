using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>A loaded system or recognizer that is timed. One call at a time.</summary>
internal interface IBenchSubject : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    BenchSetup Setup { get; }

    /// <summary>Wall time of loading in its process, in seconds.</summary>
    double LoadSeconds { get; }

    /// <summary>Processes started so far.</summary>
    int Starts { get; }

    /// <summary>Does it once without a timing.</summary>
    /// <param name="text">What to speak or hear.</param>
    /// <param name="cancellationToken">Ends the bench.</param>
    /// <returns>Why it failed, or null.</returns>
    Task<string?> WarmUpAsync(BenchText text, CancellationToken cancellationToken);

    /// <summary>Does it once and measures.</summary>
    /// <param name="text">What to speak or hear.</param>
    /// <param name="cancellationToken">Ends the bench.</param>
    /// <exception cref="InputException">Its process ended and cannot be started again.</exception>
    Task<BenchMeasurement> MeasureAsync(BenchText text, CancellationToken cancellationToken);
}

/// <summary>What came of one take.</summary>
/// <param name="Take">The figures; round and place are for the caller to add.</param>
/// <param name="Wav">The sound, of a synthesizer's take that did not fail.</param>
/// <param name="Message">What went wrong, in words; null when nothing did.</param>
internal sealed record BenchMeasurement(BenchTake Take, byte[]? Wav, string? Message);

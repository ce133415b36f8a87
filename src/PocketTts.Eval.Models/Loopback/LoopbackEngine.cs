using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>
/// The stand-in engine that needs no files: words become tones that <see cref="LoopbackRecognizerEngine"/> reads back exactly.
/// With fault rates it is a synthesizer whose errors are known (<see cref="LoopbackFaults.Plan"/>), to test what finds them.
/// </summary>
/// <param name="timeProvider">The clock that <c>rtf</c> and stalls go by.</param>
public sealed class LoopbackEngine(TimeProvider timeProvider) : ISynthesizerEngine
{
    internal const string EngineName = "loopback";
    internal const string Version = "1";

    private readonly TimeProvider _time = timeProvider ?? throw new ArgumentNullException(nameof(timeProvider));

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() => new(EngineName, true, "built in, needs no files: words as tones, for trying things out and testing", LoopbackOptions.Voices);

    /// <summary>Checks the voice and every option; see <see cref="LoopbackOptions"/>.</summary>
    /// <param name="spec">The set-up.</param>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>A ready synthesizer.</returns>
    /// <exception cref="InputException">A voice or option is unknown or out of range.</exception>
    public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
        => Task.FromResult<ISpeechSynthesizer>(new LoopbackSynthesizer(LoopbackOptions.Parse(spec), _time));
}

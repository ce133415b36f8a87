using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Reads the tones of <see cref="LoopbackEngine"/>; of real speech it understands nothing.</summary>
public sealed class LoopbackRecognizerEngine : IRecognizerEngine
{
    /// <inheritdoc/>
    public string Name => LoopbackEngine.EngineName;

    /// <summary>Knows <c>loopback</c> only.</summary>
    /// <param name="recognizerId">Name as the user gives it.</param>
    /// <returns>True for <c>loopback</c>.</returns>
    public bool Knows(string recognizerId) => recognizerId == LoopbackEngine.EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() => new(LoopbackEngine.EngineName, true, "built in, needs no files: reads the loopback engine's tones", [LoopbackEngine.EngineName]);

    /// <summary>Makes a recognizer.</summary>
    /// <param name="recognizerId"><c>loopback</c>.</param>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>A ready recognizer.</returns>
    /// <exception cref="InputException">Another name.</exception>
    public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken)
        => Knows(recognizerId)
            ? Task.FromResult<ISpeechRecognizer>(new LoopbackRecognizer())
            : throw new InputException($"no recognizer '{recognizerId}'", expected: LoopbackEngine.EngineName);
}

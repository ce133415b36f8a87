namespace PocketTts.Eval.Core.Speech;

/// <summary>Loads systems of one engine. Stateless; the composition root lists all engines.</summary>
public interface ISynthesizerEngine
{
    /// <summary>Engine name as in <see cref="SystemSpec.Engine"/>.</summary>
    string Name { get; }

    /// <summary>Says whether this engine can run here, without loading a model.</summary>
    /// <returns>Ready or not, and why.</returns>
    EngineStatus Probe();

    /// <summary>Loads a system: finds its files, reads them, checks every option.</summary>
    /// <param name="spec">The set-up.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A ready synthesizer; the caller disposes it.</returns>
    /// <exception cref="InputException">An option, voice or model file is wrong or missing.</exception>
    Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken);
}

namespace PocketTts.Eval.Core.Speech;

/// <summary>Loads recognizers of one engine. Stateless; the composition root lists all engines.</summary>
public interface IRecognizerEngine
{
    /// <summary>Engine name, e.g. <c>whisper</c>.</summary>
    string Name { get; }

    /// <summary>Says whether this engine can load the recognizer of that name, e.g. <c>whisper-base</c>, <c>whisper-base.en</c>.</summary>
    /// <param name="recognizerId">Name as the user gives it.</param>
    /// <returns>True when <see cref="LoadAsync"/> would try.</returns>
    bool Knows(string recognizerId);

    /// <summary>Says whether this engine can run here, without loading a model.</summary>
    /// <returns>Ready or not, and why; the voices are the recognizer ids that can be named.</returns>
    EngineStatus Probe();

    /// <summary>Loads a recognizer.</summary>
    /// <param name="recognizerId">Name as the user gives it.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A ready recognizer; the caller disposes it.</returns>
    /// <exception cref="InputException">A model file is wrong or missing.</exception>
    Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken);
}

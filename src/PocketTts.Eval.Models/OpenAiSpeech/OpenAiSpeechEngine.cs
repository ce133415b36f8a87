using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>
/// Any server that speaks OpenAI's <c>/v1/audio/speech</c>. Systems: <c>openai-speech[:VOICE],url=BASE</c> with the options <c>model</c> (default
/// tts-1), <c>format</c> (wav, pcm; default wav), <c>rate</c> (Hz; of pcm 24000 unless given), <c>speed</c> (0.25 to 4, default not sent), <c>key-env</c>
/// (environment variable that holds the key), <c>timeout</c> (s of one attempt, default 300), <c>retries</c> (0 to 20, default 5) and
/// <c>option-NAME</c> (a further member of the request).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="environment">Environment variables by name; null when unset.</param>
public sealed class OpenAiSpeechEngine(TimeProvider time, Func<string, string?> environment) : ISynthesizerEngine
{
    internal const string EngineName = "openai-speech";

    /// <summary>Version of our side; raised whenever equal input may sound different. 1: first.</summary>
    internal const string EngineVersion = "1";

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() =>
        new(EngineName, true, "any server that speaks /v1/audio/speech: openai-speech:VOICE,url=http://localhost:8880/v1,model=NAME[,key-env=VARIABLE]", []);

    /// <summary>Checks the options and lets the server speak one short text.</summary>
    /// <param name="spec">The set-up.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A ready synthesizer; the caller disposes it.</returns>
    /// <exception cref="InputException">An option is wrong, or the server does not speak.</exception>
    public async Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var synthesizer = new OpenAiSpeechSynthesizer(OpenAiSpeechOptions.Parse(spec, environment), time);
        try
        {
            await synthesizer.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return synthesizer;
        }
        catch (TakeFailedException failure)
        {
            synthesizer.Dispose();
            throw new InputException($"the server did not say a first text ({failure.Reason}): {failure.Message}", field: $"system '{spec.Id}'", innerException: failure);
        }
        catch
        {
            synthesizer.Dispose();
            throw;
        }
    }
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Whisper through ONNX Runtime. A recognizer is named by its folder below a models folder and may carry options:
/// <c>whisper-base</c>, <c>whisper-base.en,threads=2</c>, <c>whisper-small,precision=int8w,language=fr</c>.
/// Options: <c>threads</c> (1 to 64, default 1), <c>precision</c> (fp32, fp16w, fp16, int8w, quantized, int8, uint8, q4,
/// q4f16, bnb4; default the first of these that is there), <c>language</c> (Whisper's code, default en), <c>evidence</c> (screen, full; default screen),
/// <c>audio-ctx</c> (whole, auto: less than 30 s are encoded, which is faster and changes transcripts; default whole).
/// </summary>
public sealed class WhisperEngine : IRecognizerEngine
{
    /// <summary>Name of the engine.</summary>
    internal const string EngineName = "whisper";

    private readonly ModelFolders _folders;
    private readonly TimeProvider? _time;

    /// <summary>Creates the engine; nothing is read yet.</summary>
    /// <param name="folders">Where models are looked for.</param>
    /// <param name="time">Measures the time inside the sessions for benchmarks; null (default) measures nothing.</param>
    public WhisperEngine(ModelFolders folders, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _folders = folders;
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public bool Knows(string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(recognizerId);
        return WhisperOptions.IsWhisper(recognizerId);
    }

    /// <inheritdoc/>
    public EngineStatus Probe()
    {
        IReadOnlyList<string> found = WhisperFiles.FindAll(_folders);
        string searched = string.Join(", ", _folders.Roots);
        return found.Count > 0
            ? new EngineStatus(Name, true, $"{string.Join(", ", found)} in {searched}", [.. found])
            : new EngineStatus(Name, false, $"no folder whisper* with an encoder and a decoder in {searched}; docs/models.md lists the files", []);
    }

    /// <inheritdoc/>
    public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recognizerId);
        return Task.Run<ISpeechRecognizer>(() => Load(recognizerId, cancellationToken), cancellationToken);
    }

    /// <summary>Loads on the calling thread.</summary>
    internal WhisperRecognizer Load(string recognizerId, CancellationToken cancellationToken)
    {
        WhisperOptions options = WhisperOptions.Parse(recognizerId);
        WhisperFiles files = WhisperFiles.Find(_folders, options);
        return new WhisperRecognizer(WhisperModel.Load(files, recognizerId, options, _time, cancellationToken), options);
    }
}

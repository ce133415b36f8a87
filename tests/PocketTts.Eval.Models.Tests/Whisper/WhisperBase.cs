using System.Text.Json;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The real whisper-base and its reference values, loaded once for all tests of a class.</summary>
public sealed class WhisperBase : IDisposable
{
    private readonly Lazy<WhisperRecognizer> _recognizer = new(() =>
    {
        string folder = SharedFiles.Model("whisper-base/decoder_model_merged_fp16w.onnx");
        var folders = new ModelFolders([Path.GetFullPath(Path.Combine(folder, "..", ".."))], _ => null);
        return new WhisperEngine(folders, TimeProvider.System).Load("whisper-base", CancellationToken.None);
    });

    private readonly Lazy<JsonElement> _golden = new(() =>
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Model("whisper-base/golden.json")));
        return document.RootElement.Clone();
    });

    /// <summary>Names of the reference clips.</summary>
    public static TheoryData<string> Clips =>
        ["jfk_16k", "kennedy_16k", "bush_16k", "es01", "es04", "es07", "es12", "es26", "es28", "es40", "es59"];

    internal WhisperRecognizer Recognizer => _recognizer.Value;

    /// <summary>Reference values of a clip.</summary>
    public JsonElement Golden(string clip) => _golden.Value.GetProperty("clips").GetProperty(clip);

    public void Dispose()
    {
        if (_recognizer.IsValueCreated)
        {
            _recognizer.Value.Dispose();
        }
    }
}

using System.Text.Json;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The real whisper-base, its reference values, and what it hears in the reference clips; each made once.</summary>
public sealed class WhisperBase : IDisposable
{
    private readonly Lazy<WhisperRecognizer> _recognizer = new(() => Load("whisper-base"));
    private readonly Dictionary<string, Heard> _heard = new(StringComparer.Ordinal);
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

    internal static WhisperRecognizer Load(string id)
    {
        string folder = Path.GetDirectoryName(SharedFiles.Model("whisper-base/decoder_model_merged_fp16w.onnx"))!;
        return new WhisperEngine(new ModelFolders([Path.GetDirectoryName(folder)!], _ => null), TimeProvider.System).Load(id, CancellationToken.None);
    }

    internal static Waveform Clip(string clip) => AudioFile.Read(SharedFiles.Model($"whisper-base/golden/{clip}.wav"));

    /// <summary>What the model makes of a clip.</summary>
    internal async Task<Heard> HearAsync(string clip)
    {
        if (!_heard.TryGetValue(clip, out Heard? heard))
        {
            Waveform audio = Clip(clip);
            Transcript transcript = await Recognizer.TranscribeAsync(audio, CancellationToken.None);
            TextScore score = await Recognizer.ScoreTextAsync(audio, Golden(clip).GetProperty("teacher_forced").GetProperty("text").GetString()!, CancellationToken.None);
            heard = new Heard(transcript, score);
            _heard.Add(clip, heard);
        }

        return heard;
    }

    internal sealed record Heard(Transcript Transcript, TextScore Score);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket.Graphs;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Makes voice states and keeps them: a voice of a model is computed once per process, whatever systems use it. Thread-safe.
/// </summary>
internal sealed class VoiceLoader
{
    private readonly ConcurrentDictionary<string, Lazy<(VoiceState State, TakeWarning? Warning)>> _states = new(StringComparer.Ordinal);

    /// <summary>Gives the state of a voice.</summary>
    /// <param name="model">Model to speak with.</param>
    /// <param name="modelKey">Identifies the model's files.</param>
    /// <param name="source">Where the voice is.</param>
    /// <param name="endsOnPause">Whether a recording is cut at a pause (4x).</param>
    /// <param name="maxSeconds">Longest recording.</param>
    /// <param name="threads">Threads for the encoder.</param>
    /// <returns>The state, and a warning when a recording was cut.</returns>
    /// <exception cref="InputException">The voice cannot be used with this model.</exception>
    public (VoiceState State, TakeWarning? Warning) Load(PocketModel model, string modelKey, VoiceSource source, bool endsOnPause, double maxSeconds, int threads)
    {
        string file = FileFingerprint.Compute(source.Path).Sha256;
        string key = string.Create(CultureInfo.InvariantCulture, $"{modelKey} {file} {source.EntryName} {(source.IsRecording ? $"{endsOnPause} {maxSeconds}" : string.Empty)}");
        var entry = _states.GetOrAdd(key, _ => new Lazy<(VoiceState, TakeWarning?)>(() => Compute(model, source, endsOnPause, maxSeconds, threads)));
        try
        {
            return entry.Value;
        }
        catch
        {
            // the next try may find a repaired file
            _states.TryRemove(key, out _);
            throw;
        }
    }

    private static (VoiceState State, TakeWarning? Warning) Compute(PocketModel model, VoiceSource source, bool endsOnPause, double maxSeconds, int threads)
    {
        int width = model.Main.EmbeddingWidth;
        if (source.EntryName is { } name)
        {
            ImmutableSortedDictionary<string, (float[] Embeddings, int Width)> pack = VoicePackReader.Read(source.Path);
            return pack.TryGetValue(name, out (float[] Embeddings, int Width) voice) && voice.Width == width && float.IsFinite(TensorPrimitives.MaxMagnitude<float>(voice.Embeddings))
                ? (Read(model, voice.Embeddings, source), null)
                : throw new InputException(FormattableString.Invariant($"'{name}' is {voice.Width} wide or not finite"), file: source.Path, field: "voice", expected: FormattableString.Invariant($"embeddings of width {width}"));
        }

        if (!source.IsRecording)
        {
            SafetensorsFile file = SafetensorsFile.Read(source.Path);
            return VoiceFileReader.ReadEmbeddings(file, width) is { } embeddings ? (Read(model, embeddings, source), null) : (VoiceFileReader.ReadState(file, model.Main), null);
        }

        if (model.Files.Encoder is not { } encoder)
        {
            throw new InputException(
                $"the bundle {model.Files.Folder} has no encoder (mimi_encoder.onnx) and cannot clone a voice", file: source.Path, field: "voice", remedy: "name one of its voices, or use a bundle with an encoder");
        }

        (float[] prompt, TakeWarning? warning) = PromptPreparation.Prepare(AudioFile.Read(source.Path), model.SampleRateHz, maxSeconds, endsOnPause, source.Path);
        return (Read(model, PromptEncoder.Encode(encoder, prompt, width, threads), source), warning);
    }

    private static VoiceState Read(PocketModel model, float[] embeddings, VoiceSource source)
    {
        float[] rows = [.. model.Bos, .. embeddings];
        int count = rows.Length / model.Main.EmbeddingWidth;
        if (count >= model.Main.MaxPositions)
        {
            throw new InputException(
                FormattableString.Invariant($"the voice has {count} positions"), file: source.Path, field: "voice", expected: FormattableString.Invariant($"fewer than {model.Main.MaxPositions}"), remedy: "use a shorter prompt (prompt-seconds=30)");
        }

        try
        {
            return model.Main.ReadVoice(rows);
        }
        catch (TakeFailedException e)
        {
            throw new InputException($"the model cannot read this voice: {e.Message}", file: source.Path, field: "voice", innerException: e);
        }
    }
}

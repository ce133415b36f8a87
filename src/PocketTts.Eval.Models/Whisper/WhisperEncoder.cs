using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Sound → log-mel → encoder states, for one window of at most 30 s. The mel buffer is kept. Not thread-safe.</summary>
internal sealed class WhisperEncoder : IDisposable
{
    private const string Features = "input_features";
    private const string States = "last_hidden_state";
    private readonly InferenceSession _session;
    private readonly SessionClock _clock;
    private readonly LogMelSpectrogram _spectrogram;
    private readonly float[] _mel;
    private readonly float[] _cut;
    private readonly OrtValue _whole;

    private WhisperEncoder(InferenceSession session, int melBins, SessionClock clock, AudioContext context)
    {
        Context = context;
        _session = session;
        _clock = clock;
        _spectrogram = new LogMelSpectrogram(melBins);
        _mel = new float[melBins * LogMelSpectrogram.Frames];
        _cut = context.IsWhole ? [] : new float[_mel.Length];
        _whole = OrtValue.CreateTensorValueFromMemory(_mel, [1, melBins, LogMelSpectrogram.Frames]);
    }

    /// <summary>Opens the graph.</summary>
    /// <param name="path">Path of the graph.</param>
    /// <param name="melBins">Mel filters that the configuration names.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="clock">Measures the runs.</param>
    /// <param name="context">How much of the window is encoded.</param>
    /// <exception cref="InputException">The file is unusable or not a Whisper encoder, or cannot encode less than the window.</exception>
    public static WhisperEncoder Open(string path, int melBins, OnnxSessionSettings settings, SessionClock clock, AudioContext context)
    {
        InferenceSession session = context.IsWhole ? OnnxSessions.Open(path, settings) : AudioContextPatch.OpenEncoder(path, settings);
        bool fits = session.InputMetadata.Count == 1
            && session.InputMetadata.TryGetValue(Features, out NodeMetadata? input)
            && input.ElementDataType == TensorElementType.Float
            && input.Dimensions is [_, var bins, var frames]
            && (bins < 0 || bins == melBins)
            && (frames < 0 || frames == LogMelSpectrogram.Frames)
            && session.OutputMetadata.TryGetValue(States, out NodeMetadata? output)
            && output.ElementDataType == TensorElementType.Float;
        if (!fits)
        {
            string found = OnnxSignature.Describe(session);
            session.Dispose();
            throw new InputException(
                $"is no Whisper encoder for 30 s windows: {found}",
                path,
                expected: FormattableString.Invariant($"input {Features} float[1,{melBins},{LogMelSpectrogram.Frames}], output {States} float"));
        }

        return new WhisperEncoder(session, melBins, clock, context);
    }

    /// <summary>How much of the window is encoded. Set by benchmarks only; an encoder that was opened for whole windows takes no other.</summary>
    public AudioContext Context { get; set; }

    /// <summary>The mel of the last <see cref="Encode"/>, [bins, 3000].</summary>
    public ReadOnlySpan<float> LastMel => _mel;

    /// <summary>Encodes one window.</summary>
    /// <param name="samples">At most 30 s at 16 kHz.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>The states [1, 1500 or fewer, width]; the caller disposes them.</returns>
    public EncodedAudio Encode(ReadOnlySpan<float> samples, RunOptions run)
    {
        _spectrogram.Compute(samples, _mel);
        return EncodeMel(samples.Length, run);
    }

    /// <summary>Encodes the mel of the last window again.</summary>
    /// <param name="sampleCount">Samples that the window holds.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>The states [1, 1500, width], or fewer by <see cref="Context"/>; the caller disposes them.</returns>
    public EncodedAudio EncodeMel(int sampleCount, RunOptions run)
    {
        int states = Context.States(sampleCount);
        if (states == AudioContext.WholeStates)
        {
            return RunGraph(_whole, sampleCount, run);
        }

        // the same mel as of the whole window, cut after it was scaled
        int frames = states * LogMelSpectrogram.Frames / AudioContext.WholeStates;
        int bins = _mel.Length / LogMelSpectrogram.Frames;
        for (int bin = 0; bin < bins; bin++)
        {
            _mel.AsSpan(bin * LogMelSpectrogram.Frames, frames).CopyTo(_cut.AsSpan(bin * frames));
        }

        using OrtValue features = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _cut.AsMemory(0, bins * frames), [1, bins, frames]);
        return RunGraph(features, sampleCount, run);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole.Dispose();
        _session.Dispose();
    }

    private EncodedAudio RunGraph(OrtValue features, int sampleCount, RunOptions run)
    {
        _clock.Start();
        IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, [Features], [features], [States]);
        _clock.Stop();
        return new EncodedAudio(outputs, sampleCount);
    }
}

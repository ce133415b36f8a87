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
    private readonly OrtValue[] _inputs;

    private WhisperEncoder(InferenceSession session, int melBins, SessionClock clock)
    {
        _session = session;
        _clock = clock;
        _spectrogram = new LogMelSpectrogram(melBins);
        _mel = new float[melBins * LogMelSpectrogram.Frames];
        _inputs = [OrtValue.CreateTensorValueFromMemory(_mel, [1, melBins, LogMelSpectrogram.Frames])];
    }

    /// <summary>Opens the graph.</summary>
    /// <param name="path">Path of the graph.</param>
    /// <param name="melBins">Mel filters that the configuration names.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="clock">Measures the runs.</param>
    /// <exception cref="InputException">The file is unusable or not a Whisper encoder.</exception>
    public static WhisperEncoder Open(string path, int melBins, OnnxSessionSettings settings, SessionClock clock)
    {
        InferenceSession session = OnnxSessions.Open(path, settings);
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

        return new WhisperEncoder(session, melBins, clock);
    }

    /// <summary>The mel of the last <see cref="Encode"/>, [bins, 3000].</summary>
    public ReadOnlySpan<float> LastMel => _mel;

    /// <summary>Encodes one window.</summary>
    /// <param name="samples">At most 30 s at 16 kHz.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>The states [1, 1500, width]; the caller disposes them.</returns>
    public EncodedAudio Encode(ReadOnlySpan<float> samples, RunOptions run)
    {
        _spectrogram.Compute(samples, _mel);
        return EncodeMel(samples.Length, run);
    }

    /// <summary>Encodes the mel of the last window again.</summary>
    /// <param name="sampleCount">Samples that the window holds.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>The states [1, 1500, width]; the caller disposes them.</returns>
    public EncodedAudio EncodeMel(int sampleCount, RunOptions run)
    {
        _clock.Start();
        IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, [Features], _inputs, [States]);
        _clock.Stop();
        return new EncodedAudio(outputs, sampleCount);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs[0].Dispose();
        _session.Dispose();
    }
}

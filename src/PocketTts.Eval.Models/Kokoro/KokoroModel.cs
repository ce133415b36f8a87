using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>A Kokoro graph: token ids and a style vector in, samples out. Not thread-safe.</summary>
public sealed class KokoroModel : IDisposable
{
    /// <summary>Rate of the sound, in samples per second.</summary>
    public const int SampleRateHz = 24_000;

    /// <summary>Most tokens in one run, the pads not counted: 512 positions less two.</summary>
    public const int MaximumTokens = 510;

    /// <summary>Values of a style vector.</summary>
    public const int StyleLength = 256;

    private readonly InferenceSession _session;
    private readonly string _path;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs = new OrtValue[3];

    // inputs live as long as the model; a run only writes into them. Index 0 stays the leading pad.
    private readonly long[] _tokens = new long[MaximumTokens + 2];
    private readonly float[] _style = new float[StyleLength];
    private readonly float[] _speed = new float[1];
    private readonly int[] _wholeSpeed = new int[1];

    private KokoroModel(InferenceSession session, string path, KokoroSignature signature, OnnxFacts facts)
    {
        _session = session;
        _path = path;
        Signature = signature;
        Facts = facts;
        _inputNames = [signature.Tokens, signature.Style, signature.Speed];
        _outputNames = [signature.Audio];
        _inputs[1] = OrtValue.CreateTensorValueFromMemory(_style, [.. signature.StyleShape]);
        _inputs[2] = signature.IsWholeSpeed
            ? OrtValue.CreateTensorValueFromMemory(_wholeSpeed, [.. signature.SpeedShape])
            : OrtValue.CreateTensorValueFromMemory(_speed, [.. signature.SpeedShape]);
    }

    /// <summary>Roles of the graph's inputs and outputs.</summary>
    public KokoroSignature Signature { get; }

    /// <summary>What the file says of itself.</summary>
    public OnnxFacts Facts { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">Path of the .onnx file.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InputException">The file cannot be used or is not a Kokoro graph.</exception>
    public static KokoroModel Open(string path, OnnxSessionSettings settings)
    {
        InferenceSession session = OnnxSessions.Open(path, settings, out OnnxFacts facts);
        try
        {
            return new KokoroModel(session, path, KokoroSignature.Resolve(session, path), facts);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Speaks token ids.</summary>
    /// <param name="tokens">1 to 510 ids, without the pads.</param>
    /// <param name="style">256 values: a row of a voice pack.</param>
    /// <param name="speed">Speed, above 0; 1 is the voice's own. A whole number when the graph takes int32.</param>
    /// <returns>Samples at 24 kHz as the graph gives them: not clipped, not trimmed, not checked.</returns>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    /// <exception cref="TakeFailedException">The graph failed.</exception>
    public float[] Run(ReadOnlySpan<long> tokens, ReadOnlySpan<float> style, float speed)
    {
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = Run(tokens, style, speed, options);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Speaks token ids and leaves the samples where the graph put them (the only output).</summary>
    internal IDisposableReadOnlyCollection<OrtValue> Run(ReadOnlySpan<long> tokens, ReadOnlySpan<float> style, float speed, RunOptions options)
    {
        if (tokens.Length is < 1 or > MaximumTokens)
        {
            throw new ArgumentException(FormattableString.Invariant($"{tokens.Length} tokens; 1 to {MaximumTokens} are possible"), nameof(tokens));
        }

        if (style.Length != StyleLength)
        {
            throw new ArgumentException(FormattableString.Invariant($"{style.Length} style values; {StyleLength} are needed"), nameof(style));
        }

        SetSpeed(speed);
        tokens.CopyTo(_tokens.AsSpan(1));
        _tokens[tokens.Length + 1] = KokoroVocabulary.Pad;
        style.CopyTo(_style);
        using OrtValue padded = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _tokens.AsMemory(0, tokens.Length + 2), [1, tokens.Length + 2]);
        _inputs[0] = padded;
        try
        {
            return _session.Run(options, _inputNames, _inputs, _outputNames);
        }
        catch (OnnxRuntimeException e)
        {
            throw new TakeFailedException("model-failed", FormattableString.Invariant($"{Path.GetFileName(_path)} failed on {tokens.Length} tokens: {e.Message}"), e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _inputs[1].Dispose();
        _inputs[2].Dispose();
        _session.Dispose();
    }

    private void SetSpeed(float speed)
    {
        if (!(speed > 0) || !float.IsFinite(speed))
        {
            throw new ArgumentException(FormattableString.Invariant($"speed {speed}; it must be above 0"), nameof(speed));
        }

        _speed[0] = speed;
        _wholeSpeed[0] = (int)speed;
        if (Signature.IsWholeSpeed && _wholeSpeed[0] != speed)
        {
            throw new ArgumentException(FormattableString.Invariant($"speed {speed}; this graph takes whole numbers only"), nameof(speed));
        }
    }
}

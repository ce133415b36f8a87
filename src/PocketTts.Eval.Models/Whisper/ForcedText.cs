using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>What the decoder gave for a text that it was made to read: a probability for every id at every place.</summary>
internal sealed class ForcedText : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;
    private readonly PromptState? _prompt;
    private readonly int _rowOffset;
    private readonly int _vocabulary;
    private readonly double[] _normalizers;
    private readonly double[] _cumulative;

    /// <summary>Takes over the outputs of the call.</summary>
    /// <param name="tokens">Text tokens and the end of text.</param>
    /// <param name="outputs">Logits first; then keys where <paramref name="prompt"/> is given.</param>
    /// <param name="prompt">What predicts the first token, when only the text was fed; null when the prompt was fed, too.</param>
    /// <param name="promptLength">Tokens of the prompt.</param>
    /// <param name="attention">Attention of prompt, text and end of text, or null.</param>
    /// <param name="probabilities">Normalizes rows.</param>
    /// <exception cref="TakeFailedException">A value is no number.</exception>
    public ForcedText(int[] tokens, IDisposableReadOnlyCollection<OrtValue> outputs, PromptState? prompt, int promptLength, AttentionRows? attention, LogProbabilities probabilities)
    {
        Tokens = tokens;
        Attention = attention;
        _outputs = outputs;
        _prompt = prompt;
        // the row of a token predicts the next one
        _rowOffset = prompt is null ? promptLength - 1 : -1;
        _vocabulary = (int)outputs[0].GetTensorTypeAndShape().Shape[2];
        _normalizers = new double[tokens.Length];
        _cumulative = new double[tokens.Length + 1];
        for (int i = 0; i < tokens.Length; i++)
        {
            ReadOnlySpan<float> row = Row(i);
            _normalizers[i] = probabilities.Normalizer(row);
            if (!double.IsFinite(_normalizers[i]))
            {
                throw new TakeFailedException("not-a-number", "the recognizer's decoder gave values that are no numbers");
            }

            _cumulative[i + 1] = _cumulative[i] + row[tokens[i]] - _normalizers[i];
        }
    }

    /// <summary>Text tokens and the end of text.</summary>
    public int[] Tokens { get; }

    /// <summary>Attention of prompt, text and end of text to the sound, or null when the graph gives none.</summary>
    public AttentionRows? Attention { get; }

    /// <summary>Keys and values of prompt and text, layer by layer, where the outputs hold them.</summary>
    public IEnumerable<OrtValue> Keys => _prompt is null ? [] : _outputs.Skip(1).Take(_prompt.SelfKeys.Length);

    /// <summary>ln P(text, end of text | sound).</summary>
    public double LogProbability => _cumulative[^1];

    /// <summary>ln P of the tokens from a place up to another, each given those before it.</summary>
    public double Sum(int start, int end) => _cumulative[end] - _cumulative[start];

    /// <summary>ln P(id at a place | the tokens before it).</summary>
    public double At(int place, int id) => Row(place)[id] - _normalizers[place];

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();

    private ReadOnlySpan<float> Row(int place) => _prompt is not null && place == 0
        ? _prompt.LastRow
        : _outputs[0].GetTensorDataAsSpan<float>().Slice((place + _rowOffset) * _vocabulary, _vocabulary);
}

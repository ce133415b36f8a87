using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// What the decoder's first call over the prompt gave: it is the same for every text that is written or weighed of one sound, and most of
/// its work is the keys of the sound. Owned by the <see cref="EncodedAudio"/>.
/// </summary>
internal sealed class PromptState : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;
    private readonly int _layers;

    /// <summary>Takes over the outputs: logits, own keys, keys of the sound, attentions.</summary>
    public PromptState(IDisposableReadOnlyCollection<OrtValue> outputs, OrtValue states, int tokenCount, int layers)
    {
        _outputs = outputs;
        _layers = layers;
        States = states;
        TokenCount = tokenCount;
        SelfKeys = [.. outputs.Skip(1).Take(2 * layers)];
        // later calls of a merged graph give these out empty: the first call's stay for the whole decoding
        CrossKeys = [.. outputs.Skip(1 + (2 * layers)).Take(2 * layers)];
    }

    /// <summary>Encoder states; not owned.</summary>
    public OrtValue States { get; }

    /// <summary>Tokens of the prompt.</summary>
    public int TokenCount { get; }

    /// <summary>Keys and values of the prompt, layer by layer, each float [1, heads, tokens, head width].</summary>
    public OrtValue[] SelfKeys { get; }

    /// <summary>Keys and values of the sound, layer by layer.</summary>
    public OrtValue[] CrossKeys { get; }

    /// <summary>Logits float [1, tokens, ids]; not to be changed.</summary>
    public OrtValue Logits => _outputs[0];

    /// <summary>What follows the prompt: the last row of the logits.</summary>
    public ReadOnlySpan<float> LastRow
    {
        get
        {
            ReadOnlySpan<float> all = Logits.GetTensorDataAsSpan<float>();
            return all[^(all.Length / TokenCount)..];
        }
    }

    /// <summary>Cross attentions in the order of the layers asked for; empty when there are none.</summary>
    public IEnumerable<OrtValue> Attentions => _outputs.Skip(1 + (4 * _layers));

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();
}

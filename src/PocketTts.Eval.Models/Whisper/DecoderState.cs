using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>What one decoding holds between calls: the last call's outputs, the keys so far, and the keys of the sound.</summary>
internal sealed class DecoderState : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _first;
    private IDisposableReadOnlyCollection<OrtValue> _last;
    private int _attentionStart;

    /// <summary>Takes over the outputs of the first call: logits, own keys, keys of the sound, attentions.</summary>
    public DecoderState(IDisposableReadOnlyCollection<OrtValue> first, OrtValue states, int tokenCount, int layers, string[] stepOutputNames)
    {
        _first = first;
        _last = first;
        States = states;
        TokenCount = tokenCount;
        StepOutputNames = stepOutputNames;
        SelfKeys = new OrtValue[2 * layers];
        CrossKeys = new OrtValue[2 * layers];
        for (int i = 0; i < 2 * layers; i++)
        {
            SelfKeys[i] = first[1 + i];
            // later calls of a merged graph give these out empty: the first call's stay for the whole decoding
            CrossKeys[i] = first[1 + (2 * layers) + i];
        }

        _attentionStart = 1 + (4 * layers);
    }

    /// <summary>Encoder states; not owned.</summary>
    public OrtValue States { get; }

    /// <summary>Tokens fed so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Keys and values of the tokens so far, layer by layer.</summary>
    public OrtValue[] SelfKeys { get; }

    /// <summary>Keys and values of the sound, layer by layer.</summary>
    public OrtValue[] CrossKeys { get; }

    /// <summary>Outputs that a later call is asked for.</summary>
    public string[] StepOutputNames { get; }

    /// <summary>Logits of the last call, float [1, tokens of that call, ids].</summary>
    public OrtValue Logits => _last[0];

    /// <summary>Cross attentions of the last call in the order of the layers asked for; empty when it gave none.</summary>
    public IEnumerable<OrtValue> Attentions => _last.Skip(_attentionStart);

    /// <summary>Takes over the outputs of a later call: logits, own keys, attentions.</summary>
    public void Advance(IDisposableReadOnlyCollection<OrtValue> outputs)
    {
        if (!ReferenceEquals(_last, _first))
        {
            _last.Dispose();
        }

        _last = outputs;
        _attentionStart = 1 + SelfKeys.Length;
        for (int i = 0; i < SelfKeys.Length; i++)
        {
            SelfKeys[i] = outputs[1 + i];
        }

        TokenCount++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!ReferenceEquals(_last, _first))
        {
            _last.Dispose();
        }

        _first.Dispose();
    }
}

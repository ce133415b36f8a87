using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>What one decoding holds between calls: the last call's outputs and the keys so far. The prompt is not owned.</summary>
/// <param name="prompt">What the first call gave.</param>
/// <param name="stepOutputNames">Outputs that a later call is asked for.</param>
internal sealed class DecoderState(PromptState prompt, string[] stepOutputNames) : IDisposable
{
    private IDisposableReadOnlyCollection<OrtValue>? _last;

    /// <summary>What the first call gave.</summary>
    public PromptState Prompt { get; } = prompt;

    /// <summary>Tokens fed so far.</summary>
    public int TokenCount { get; private set; } = prompt.TokenCount;

    /// <summary>Keys and values of the tokens so far, layer by layer.</summary>
    public OrtValue[] SelfKeys { get; } = [.. prompt.SelfKeys];

    /// <summary>Outputs that a later call is asked for.</summary>
    public string[] StepOutputNames { get; } = stepOutputNames;

    /// <summary>Logits of the last call, float [1, tokens of that call, ids].</summary>
    public OrtValue Logits => _last?[0] ?? Prompt.Logits;

    /// <summary>Cross attentions of the last call in the order of the layers asked for; empty when it gave none.</summary>
    public IEnumerable<OrtValue> Attentions => _last?.Skip(1 + SelfKeys.Length) ?? Prompt.Attentions;

    /// <summary>Takes over the outputs of a later call: logits, own keys, attentions.</summary>
    public void Advance(IDisposableReadOnlyCollection<OrtValue> outputs)
    {
        _last?.Dispose();
        _last = outputs;
        for (int i = 0; i < SelfKeys.Length; i++)
        {
            SelfKeys[i] = outputs[1 + i];
        }

        TokenCount++;
    }

    /// <inheritdoc/>
    public void Dispose() => _last?.Dispose();
}

using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Encoder states of one window, owned.</summary>
/// <param name="outputs">The encoder's outputs; the states are the first.</param>
/// <param name="sampleCount">Samples at 16 kHz that the window holds.</param>
internal sealed class EncodedAudio(IDisposableReadOnlyCollection<OrtValue> outputs, int sampleCount) : IDisposable
{
    /// <summary>The states, float [1, 1500, width], or fewer by the encoder's <see cref="AudioContext"/>.</summary>
    public OrtValue States => outputs[0];

    /// <summary>States that hold sound, 50 per second; the rest is padding.</summary>
    public int SoundFrames { get; } = sampleCount / AudioContext.SamplesPerState;

    /// <summary>What the decoder made of prompt and states, once it has; owned.</summary>
    public PromptState? Prompt { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Prompt?.Dispose();
        outputs.Dispose();
    }
}

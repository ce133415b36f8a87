namespace PocketTts.Eval.Core.Speech;

/// <summary>Receives sound while it is being made, so that time to first audio can be measured where the sound arrives.</summary>
public interface IAudioSink
{
    /// <summary>Takes the next samples; called from the synthesizing thread, in time order. An empty span is ignored.</summary>
    /// <param name="samples">Mono float32 samples at the synthesizer's rate; valid during the call only.</param>
    void Write(ReadOnlySpan<float> samples);
}

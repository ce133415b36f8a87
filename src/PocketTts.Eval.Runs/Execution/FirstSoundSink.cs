using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Notes when the first non-empty piece of sound arrives.</summary>
/// <param name="time">The clock.</param>
/// <param name="start">Timestamp at which the synthesis was asked for.</param>
public sealed class FirstSoundSink(TimeProvider time, long start) : IAudioSink
{
    /// <summary>Seconds from the start to the first sound; null when the engine handed none on.</summary>
    public double? Seconds { get; private set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (Seconds is null && !samples.IsEmpty)
        {
            Seconds = time.GetElapsedTime(start).TotalSeconds;
        }
    }
}

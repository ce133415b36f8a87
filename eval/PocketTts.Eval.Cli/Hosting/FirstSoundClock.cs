using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Notes when the first sound arrives.</summary>
internal sealed class FirstSoundClock(TimeProvider time) : IAudioSink
{
    private long _start;

    /// <summary>Seconds from <see cref="Start"/> to the first non-empty piece of sound; null before it.</summary>
    public double? FirstSoundSeconds { get; private set; }

    /// <summary>Starts the clock.</summary>
    public void Start() => _start = time.GetTimestamp();

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (FirstSoundSeconds is null && samples.Length > 0)
        {
            FirstSoundSeconds = time.GetElapsedTime(_start).TotalSeconds;
        }
    }
}

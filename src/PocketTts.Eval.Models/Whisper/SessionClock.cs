namespace PocketTts.Eval.Models.Whisper;

/// <summary>Adds up the time spent inside ONNX Runtime, so that everything around it can be measured against it.</summary>
/// <param name="time">Where time comes from, or null to measure nothing.</param>
internal sealed class SessionClock(TimeProvider? time)
{
    private long _start;

    /// <summary>Time inside session runs since the last <see cref="Reset"/>, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Session runs since the last <see cref="Reset"/>.</summary>
    public int Runs { get; private set; }

    /// <summary>Sets everything to 0.</summary>
    public void Reset() => (Seconds, Runs) = (0, 0);

    /// <summary>A run begins.</summary>
    public void Start() => _start = time?.GetTimestamp() ?? 0;

    /// <summary>The run has ended.</summary>
    public void Stop()
    {
        Seconds += time?.GetElapsedTime(_start).TotalSeconds ?? 0;
        Runs++;
    }
}

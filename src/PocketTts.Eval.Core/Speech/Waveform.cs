namespace PocketTts.Eval.Core.Speech;

/// <summary>Mono sound: float32 samples, nominally in [-1, 1] (peaks beyond are kept, not clipped), and their rate.</summary>
public sealed class Waveform
{
    /// <summary>Wraps samples; they are not copied and must not be changed afterwards.</summary>
    /// <param name="samples">Mono samples in time order; may be empty.</param>
    /// <param name="sampleRateHz">Samples per second, 1 to 768,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public Waveform(ReadOnlyMemory<float> samples, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRateHz, 768_000);
        Samples = samples;
        SampleRateHz = sampleRateHz;
    }

    /// <summary>Mono samples in time order.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRateHz { get; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / SampleRateHz;
}

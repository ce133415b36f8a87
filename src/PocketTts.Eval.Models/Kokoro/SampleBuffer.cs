namespace PocketTts.Eval.Models.Kokoro;

/// <summary>Samples of one take as they are made; grows, and hands its memory over without copying.</summary>
internal sealed class SampleBuffer
{
    private float[] _samples = [];

    /// <summary>Samples written.</summary>
    public int Count { get; private set; }

    /// <summary>Appends samples.</summary>
    /// <param name="samples">What to append.</param>
    /// <param name="share">Share of the whole take that is done after this, in (0, 1]; the rest is reserved ahead.</param>
    public void Append(ReadOnlySpan<float> samples, double share)
    {
        int needed = checked(Count + samples.Length);
        if (needed > _samples.Length)
        {
            // the last piece fits exactly; earlier ones reserve what the whole take will need by rule of three, and a little
            double estimate = share >= 1 ? needed : needed / share * 1.05;
            int capacity = (int)Math.Clamp(estimate, needed, Array.MaxLength);
            float[] larger = GC.AllocateUninitializedArray<float>(capacity);
            _samples.AsSpan(0, Count).CopyTo(larger);
            _samples = larger;
        }

        samples.CopyTo(_samples.AsSpan(Count));
        Count = needed;
    }

    /// <summary>The samples; the buffer must not be written to afterwards.</summary>
    public ReadOnlyMemory<float> ToMemory() => _samples.AsMemory(0, Count);
}

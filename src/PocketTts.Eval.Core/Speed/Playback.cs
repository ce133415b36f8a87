using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Speed;

/// <summary>
/// What a listener hears of sound that is played while it is made. Playing starts with the first piece; when a piece is late, it stands still until that
/// piece is there.
/// </summary>
/// <param name="StallCount">Times that playing stood still.</param>
/// <param name="StallSeconds">How long in all.</param>
/// <param name="EndSeconds">When playing ends, from the request.</param>
/// <param name="LeastBufferSeconds">
/// Shortest wait after the first piece with which nothing stands still: max over k of A(k) − A(1) − Σ d(j), j below k, for arrivals A and lengths d of the pieces.
/// </param>
public sealed record Playback(int StallCount, double StallSeconds, double EndSeconds, double LeastBufferSeconds)
{
    // a clock's rounding is no stall
    private const double Tolerance = 1e-6;

    /// <summary>Plays.</summary>
    /// <param name="chunks">Pieces in order of arrival.</param>
    /// <param name="sampleRateHz">Samples per second, at least 1.</param>
    /// <returns>What is heard; null without pieces.</returns>
    public static Playback? Of(IReadOnlyList<ChunkArrival> chunks, int sampleRateHz)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1);
        if (chunks.Count == 0)
        {
            return null;
        }

        double start = chunks[0].Seconds;
        double clock = start, made = 0, stalled = 0, buffer = 0;
        int stalls = 0;
        foreach (ChunkArrival chunk in chunks)
        {
            double late = chunk.Seconds - clock;
            if (late > Tolerance)
            {
                stalls++;
                stalled += late;
                clock = chunk.Seconds;
            }

            buffer = Math.Max(buffer, chunk.Seconds - start - made);
            double length = (double)chunk.SampleCount / sampleRateHz;
            made += length;
            clock += length;
        }

        return new Playback(stalls, stalled, clock, buffer > Tolerance ? buffer : 0);
    }
}

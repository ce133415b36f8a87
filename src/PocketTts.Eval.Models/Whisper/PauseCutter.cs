using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Cuts sound that does not fit into one window. A piece ends in the middle of a pause: among all stretches of 200 ms that
/// lie between 14 and 28 s after the piece's start, those within 3 dB of the quietest, of these the last.
/// </summary>
internal static class PauseCutter
{
    /// <summary>Longest sound that is not cut, in samples at 16 kHz.</summary>
    public const int WindowSamples = 30 * RateHz;

    /// <summary>The same in seconds.</summary>
    public const double WindowSeconds = 30;

    private const int RateHz = 16_000;
    private const int Earliest = 14 * RateHz;
    private const int Latest = 28 * RateHz;
    private const int Step = RateHz / 100;
    private const int StepsPerPause = 20;
    private const double Tolerance = 2; // 3 dB of energy

    /// <summary>Cuts.</summary>
    /// <param name="samples">Sound at 16 kHz.</param>
    /// <returns>Start and length of each piece in samples; together they are the whole sound.</returns>
    public static IReadOnlyList<(int Start, int Length)> Cut(ReadOnlySpan<float> samples)
    {
        var pieces = new List<(int, int)>();
        int start = 0;
        while (samples.Length - start > WindowSamples)
        {
            int length = FindPause(samples.Slice(start, Latest));
            pieces.Add((start, length));
            start += length;
        }

        pieces.Add((start, samples.Length - start));
        return pieces;
    }

    private static int FindPause(ReadOnlySpan<float> samples)
    {
        double[] steps = new double[(Latest - Earliest) / Step];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = TensorPrimitives.SumOfSquares(samples.Slice(Earliest + (i * Step), Step));
        }

        double[] pauses = new double[steps.Length - StepsPerPause + 1];
        for (int i = 0; i < pauses.Length; i++)
        {
            pauses[i] = TensorPrimitives.Sum<double>(steps.AsSpan(i, StepsPerPause));
        }

        double quiet = TensorPrimitives.Min<double>(pauses) * Tolerance;
        int last = Array.FindLastIndex(pauses, p => p <= quiet);
        return Earliest + ((last + (StepsPerPause / 2)) * Step);
    }
}

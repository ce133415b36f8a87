namespace PocketTts.Eval.Reports.Sounds;

/// <summary>Outlines of sounds, small enough to be kept by the thousand: largest absolute sample of each of at most 240 equal stretches, in 64 equal steps from 0 to full scale.</summary>
internal static class Outline
{
    /// <summary>Most stretches.</summary>
    public const int Stretches = 240;

    /// <summary>Characters for the steps, quiet to loud.</summary>
    public const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    /// <summary>Draws a sound.</summary>
    /// <param name="samples">Samples, nominally in [-1, 1].</param>
    /// <returns>As many characters as stretches; empty without samples.</returns>
    public static string Of(ReadOnlySpan<float> samples)
    {
        int count = Math.Min(Stretches, samples.Length);
        Span<char> digits = stackalloc char[Stretches];
        for (int i = 0; i < count; i++)
        {
            int from = (int)((long)i * samples.Length / count);
            int to = (int)((long)(i + 1) * samples.Length / count);
            float peak = 0;
            foreach (float sample in samples[from..to])
            {
                peak = Math.Max(peak, Math.Abs(sample));
            }

            // linear in amplitude: what people know from editors
            digits[i] = Digits[Math.Clamp((int)MathF.Round(peak * 63), 0, 63)];
        }

        return new string(digits[..count]);
    }
}

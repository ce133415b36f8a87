namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// How much of its 30 s window the encoder is given. Whisper was trained on whole windows; the work grows with what it is given, and
/// cutting it changes what is heard in some sounds (docs/performance.md). All lengths in states, 50 a second.
/// </summary>
/// <param name="Margin">States of padding kept after the sound.</param>
/// <param name="Least">Fewest states.</param>
/// <param name="Step">The number of states is a multiple of this, so that few shapes occur.</param>
internal sealed record AudioContext(int Margin, int Least, int Step)
{
    /// <summary>States of a whole window.</summary>
    public const int WholeStates = 1500;

    /// <summary>Samples at 16 kHz of one state: two mel frames of 160.</summary>
    public const int SamplesPerState = 320;

    /// <summary>Always the whole window.</summary>
    public static AudioContext Whole { get; } = new(0, WholeStates, 1);

    /// <summary>The sound and 10 s, in steps of 5 s.</summary>
    public static AudioContext Auto { get; } = new(500, 500, 250);

    /// <summary>True when the whole window is always encoded.</summary>
    public bool IsWhole => Least >= WholeStates;

    /// <summary>States for a sound.</summary>
    /// <param name="sampleCount">Samples at 16 kHz, at most 30 s.</param>
    /// <returns>At least what the sound fills, at most <see cref="WholeStates"/>.</returns>
    public int States(int sampleCount)
    {
        int wanted = Math.Max(((sampleCount + SamplesPerState - 1) / SamplesPerState) + Margin, Least);
        return Math.Min((wanted + Step - 1) / Step * Step, WholeStates);
    }
}

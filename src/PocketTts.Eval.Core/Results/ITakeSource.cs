namespace PocketTts.Eval.Core.Results;

/// <summary>
/// The takes of a run where they lie: scoring asks for them one by one, so that a run may have more than memory holds. What it gives must not change
/// while it is read.
/// </summary>
public interface ITakeSource
{
    /// <summary>Planned takes.</summary>
    int Count { get; }

    /// <summary>What can be told of a take without reading it.</summary>
    /// <param name="index">Place in the plan's order, from 0.</param>
    /// <returns>Which take it is and what came of its synthesis.</returns>
    TakeHead Head(int index);

    /// <summary>Says whether a recognizer's transcript of a take is there.</summary>
    /// <param name="index">Place in the plan's order, from 0.</param>
    /// <param name="recognizer">Place of the recognizer in the plan, from 0.</param>
    /// <returns>False when it failed, or has not read the take.</returns>
    bool HasTranscript(int index, int recognizer);

    /// <summary>Reads what was measured while a take was spoken.</summary>
    /// <param name="index">Place in the plan's order, from 0.</param>
    /// <returns>The facts; null without sound.</returns>
    SynthesisFacts? ReadSound(int index);

    /// <summary>Reads a take with everything that is known of it.</summary>
    /// <param name="index">Place in the plan's order, from 0.</param>
    /// <returns>The take.</returns>
    Take Read(int index);
}

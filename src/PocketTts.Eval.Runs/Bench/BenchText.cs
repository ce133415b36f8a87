using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>One text that is timed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">The text; empty for a sound that is only transcribed.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="WordCount">Words in it.</param>
/// <param name="LengthClass">The length it stands for, in words.</param>
/// <param name="AcceptedForms">Other right readings.</param>
public sealed record BenchText(string Id, string Text, string Language, int WordCount, int LengthClass, ImmutableArray<string> AcceptedForms)
{
    /// <summary>The sound as a WAV file, where it is given and not spoken; null otherwise.</summary>
    public byte[]? Sound { get; init; }
}

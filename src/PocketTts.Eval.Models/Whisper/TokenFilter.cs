using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// What may not be written: the model's own suppression lists, and every id above the end of text (languages, times).
/// </summary>
/// <param name="configuration">Lists and ids of the model.</param>
internal sealed class TokenFilter(WhisperConfiguration configuration)
{
    private readonly ImmutableArray<int> _always = [.. configuration.Suppressed.Where(id => id <= configuration.EndOfText)];
    private readonly ImmutableArray<int> _first = [.. configuration.SuppressedFirst.Where(id => id < configuration.EndOfText)];
    private readonly int _end = configuration.EndOfText;
    private readonly bool _endSuppressedFirst = configuration.SuppressedFirst.Contains(configuration.EndOfText);

    /// <summary>Makes forbidden ids impossible, in place.</summary>
    /// <param name="logits">Logits of ids 0 to end of text.</param>
    /// <param name="isFirst">Whether this is the first token after the prompt.</param>
    /// <param name="mayBeEmpty">Whether the text may end before it has begun.</param>
    public void Apply(Span<float> logits, bool isFirst, bool mayBeEmpty)
    {
        foreach (int id in _always)
        {
            logits[id] = float.NegativeInfinity;
        }

        if (!isFirst)
        {
            return;
        }

        foreach (int id in _first)
        {
            logits[id] = float.NegativeInfinity;
        }

        if (_endSuppressedFirst && !mayBeEmpty)
        {
            logits[_end] = float.NegativeInfinity;
        }
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>A text as phonemes.</summary>
/// <param name="Words">Words and punctuation in order.</param>
/// <param name="Warnings">What was dropped or guessed on the way.</param>
public sealed record PhonemizedText(ImmutableArray<PhonemizedWord> Words, ImmutableArray<TakeWarning> Warnings)
{
    /// <summary>All phonemes, with blanks, as they would be fed to the model in one piece.</summary>
    public string Phonemes => string.Concat(Words.Select(w => w.FollowedByBlank ? w.Phonemes + " " : w.Phonemes)).Trim();
}

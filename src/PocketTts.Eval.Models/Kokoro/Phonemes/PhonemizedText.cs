using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>A text as phonemes.</summary>
/// <param name="Words">Words and punctuation in order.</param>
/// <param name="Warnings">What was dropped or guessed on the way.</param>
public sealed record PhonemizedText(ImmutableArray<PhonemizedWord> Words, ImmutableArray<TakeWarning> Warnings)
{
    /// <summary>A text whose silent words leave one blank at most.</summary>
    /// <param name="words">Words and punctuation in order; one that is left out has no phonemes.</param>
    /// <param name="warnings">What was dropped or guessed on the way.</param>
    internal static PhonemizedText Create(ImmutableArray<PhonemizedWord>.Builder words, WarningList warnings)
    {
        bool isAfterBlank = true;
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i].Phonemes.Length == 0 && isAfterBlank)
            {
                words[i] = words[i] with { FollowedByBlank = false };
            }
            else
            {
                isAfterBlank = words[i].FollowedByBlank;
            }
        }

        return new PhonemizedText(words.ToImmutable(), warnings.ToImmutable());
    }

    /// <summary>All phonemes, with blanks, as they would be fed to the model in one piece.</summary>
    public string Phonemes => string.Concat(Words.Select(w => w.FollowedByBlank ? w.Phonemes + " " : w.Phonemes)).Trim();
}

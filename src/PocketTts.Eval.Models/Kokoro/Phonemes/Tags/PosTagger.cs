using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

internal sealed class PosTagger(MisakiLexicon lexicon)
{
    public void Tag(List<Token> tokens)
    {
        foreach (Token t in tokens)
        {
            if (t.Tag == PosTag.None)
            {
                string w = t.Text;
                t.Tag = char.IsAsciiDigit(w[0]) || (w.Length > 1 && w[0] is '-' or '.' && char.IsAsciiDigit(w[1])) ? PosTag.Cardinal
                    : w is "a" or "A" or "the" ? PosTag.Determiner
                    : w is "I" ? PosTag.Pronoun : w is "in" or "In" ? PosTag.Preposition : lexicon.IsGold(w) ? PosTag.None : PosTag.Noun;
            }
        }
    }
}

using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>Tells quotation marks from apostrophes, and opening marks from closing ones.</summary>
internal static class QuotationMarks
{
    /// <summary>Settles the tags of <c>'</c> and <c>"</c> tokens.</summary>
    public static void Settle(List<Token> tokens)
    {
        bool single = false;
        bool twin = false;
        for (int i = 0; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            if (token.Phonemes is not null)
            {
                continue;
            }

            if (token.Text == "\"")
            {
                bool alone = token.FollowedByBlank && (i == 0 || tokens[i - 1].FollowedByBlank);
                bool opens = alone ? !twin : token.Tag == PosTag.OpenQuote && token.FollowedByBlank == false;
                token.Tag = opens ? PosTag.OpenQuote : PosTag.CloseQuote;
                twin = opens;
            }
            else if (token.Text == "'")
            {
                bool opens = token.Tag == PosTag.OpenQuote && !token.FollowedByBlank;
                token.Tag = opens && HasClosing(tokens, i) ? PosTag.OpenQuote
                    : !opens && single ? PosTag.CloseQuote
                    : PosTag.PossessiveEnding;
                single = token.Tag == PosTag.OpenQuote || (single && token.Tag != PosTag.CloseQuote);
            }
        }
    }

    // the next mark behind a word closes what this one opens, unless another opens before
    private static bool HasClosing(List<Token> tokens, int open)
    {
        for (int i = open + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Text == "'")
            {
                return tokens[i].Tag == PosTag.CloseQuote;
            }
        }

        return false;
    }
}

using System.Globalization;
using System.Text;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Brings text into the form the rules expect: composed, straight apostrophes, plain blanks, nothing invisible.</summary>
internal static class TextCleaner
{
    /// <summary>Cleans a text.</summary>
    /// <param name="text">Any string, well-formed or not.</param>
    /// <param name="warnings">Takes what is dropped.</param>
    public static string Clean(string text, WarningList warnings)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c))
            {
                i += Surrogate(text, i, clean, warnings);
            }
            else if (c == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                // two or more hyphens are a typed dash
                while (i + 1 < text.Length && text[i + 1] == '-')
                {
                    i++;
                }

                clean.Append('—');
            }
            else
            {
                Append(c, clean, warnings);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsClean(string text)
    {
        char before = '\0';
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' || (c == '-' && before == '-'))
            {
                return false;
            }

            before = c;
        }

        return true;
    }

    private static int Surrogate(string text, int i, StringBuilder clean, WarningList warnings)
    {
        if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(text, i)
                is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                warnings.DroppedCharacter(char.ConvertToUtf32(text[i], text[i + 1]));
            }
            else
            {
                clean.Append(text[i]).Append(text[i + 1]);
            }

            return 1;
        }

        warnings.DroppedCharacter(text[i]);
        return 0;
    }

    private static void Append(char c, StringBuilder clean, WarningList warnings)
    {
        char mapped = c switch
        {
            '‘' or '’' or '‚' or '‛' or 'ʼ' or 'ʹ' or '′' or '＇' => '\'',
            '„' or '‟' or '″' => '"',
            '‹' => '“',
            '›' => '”',
            '‐' or '‑' or '‒' or '−' => '-',
            '―' => '—',
            '⁄' or '∕' => '/',
            _ => c,
        };
        if (char.IsWhiteSpace(mapped))
        {
            clean.Append(' ');
            return;
        }

        switch (CharUnicodeInfo.GetUnicodeCategory(mapped))
        {
            case UnicodeCategory.OtherSymbol when mapped == '\uFFFD':
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                warnings.DroppedCharacter(mapped);
                break;
            case UnicodeCategory.DecimalDigitNumber:
                clean.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(mapped)));
                break;
            default:
                clean.Append(mapped);
                break;
        }
    }
}

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>
/// Splits a token where letters, digits, capitals and marks meet (<c>B12</c> → B, 12; <c>PyTorch</c> → Py, Torch), by the
/// rules of misaki 0.9.4.
/// </summary>
internal static class SubTokenizer
{
    /// <summary>Splits a token's text.</summary>
    /// <param name="text">Token without blanks.</param>
    /// <param name="pieces">Where the pieces go.</param>
    public static void Split(string text, List<string> pieces)
    {
        int position = 0;
        while (position < text.Length)
        {
            int length = PieceLength(text, position);
            pieces.Add(length == text.Length ? text : text.Substring(position, length));
            position += length;
        }
    }

    private static int PieceLength(string text, int i)
    {
        char c = text[i];
        if (c == '\'')
        {
            return Run(text, i, static x => x == '\'');
        }

        if (char.IsHighSurrogate(c) && i + 1 < text.Length)
        {
            return 2;
        }

        int number = NumberLength(text, i);
        if (number > 0)
        {
            return number;
        }

        if (c is '-' or '_')
        {
            return Run(text, i, static x => x is '-' or '_');
        }

        return char.IsLetter(c) ? LettersLength(text, i) : 1;
    }

    private static int LettersLength(string text, int i)
    {
        if (char.IsUpper(text[i]) && i + 2 < text.Length && char.IsUpper(text[i + 1]) && char.IsLower(text[i + 2]))
        {
            return 1;
        }

        int end = i + 1;
        for (; end < text.Length && char.IsLetter(text[end]); end++)
        {
            if (char.IsLower(text[end - 1]) && char.IsUpper(text[end]))
            {
                return end - i;
            }
        }

        // an apostrophe and one letter belong to the word: isn't, it's
        while (end + 1 < text.Length && text[end] == '\'' && char.IsLetter(text[end + 1]))
        {
            end += 2;
        }

        return end - i;
    }

    // digits with single commas or dots inside or in front; a minus only at the very start
    private static int NumberLength(string text, int i)
    {
        int end = i == 0 && text[0] == '-' ? 1 : i;
        int digits = end;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            else if (text[end] is ',' or '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            {
                end += 2;
            }
            else
            {
                break;
            }
        }

        return end > digits ? end - i : 0;
    }

    private static int Run(string text, int i, Func<char, bool> belongs)
    {
        int end = i;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - i;
    }
}

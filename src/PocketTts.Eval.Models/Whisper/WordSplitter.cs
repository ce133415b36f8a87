namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Groups text tokens into words: a word begins at a blank or a sign, then signs join the word they belong to. Rules and
/// sign sets of openai/whisper <c>tokenizer.py</c> and <c>timing.py</c>, and one of ours: a part that begins with an
/// apostrophe joins the word before it, so that "o'clock" is one word.
/// </summary>
/// <param name="tokenizer">Gives the text of tokens.</param>
/// <param name="language">Language code; languages written without blanks are split at every character.</param>
internal sealed class WordSplitter(WhisperTokenizer tokenizer, string language)
{
    private const char Replacement = '\uFFFD';
    private const string Signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private const string Opening = "\"'“¿([{-";
    private const string Closing = "\"'.。,，!！?？:：”)]}、";
    private readonly bool _hasBlanks = language is not ("zh" or "ja" or "th" or "lo" or "my" or "yue");

    /// <summary>Splits tokens.</summary>
    /// <param name="ids">Ordinary tokens.</param>
    /// <returns>The words in order; together they cover every token once.</returns>
    public IReadOnlyList<TokenWord> Split(IReadOnlyList<int> ids)
    {
        List<TokenWord> words = WholeCharacters(ids);
        if (_hasBlanks)
        {
            words = JoinAtBlanks(words);
        }

        return JoinSigns(words);
    }

    // a token can hold part of a character: tokens are joined until their text is whole
    private List<TokenWord> WholeCharacters(IReadOnlyList<int> ids)
    {
        string all = tokenizer.Decode(ids);
        var parts = new List<TokenWord>();
        int start = 0;
        int written = 0;
        for (int i = 0; i < ids.Count; i++)
        {
            string text = tokenizer.Decode(ids.Skip(start).Take(i + 1 - start));
            int broken = text.IndexOf(Replacement, StringComparison.Ordinal);
            // a replacement character that stands in the whole text at this place too is not a cut one
            if (broken < 0 || (written + broken < all.Length && all[written + broken] == Replacement))
            {
                parts.Add(new TokenWord(text, start, i + 1));
                written += text.Length;
                start = i + 1;
            }
        }

        if (start < ids.Count)
        {
            parts.Add(new TokenWord(tokenizer.Decode(ids.Skip(start)), start, ids.Count));
        }

        return parts;
    }

    private static List<TokenWord> JoinAtBlanks(List<TokenWord> parts)
    {
        var words = new List<TokenWord>();
        foreach (TokenWord part in parts)
        {
            bool begins = words.Count == 0 || part.Text.StartsWith(' ') || Signs.Contains(part.Text.Trim(), StringComparison.Ordinal);
            if (begins)
            {
                words.Add(part);
            }
            else
            {
                words[^1] = words[^1].Join(part);
            }
        }

        return words;
    }

    private static List<TokenWord> JoinSigns(List<TokenWord> words)
    {
        for (int i = words.Count - 2; i >= 0; i--)
        {
            if (words[i].Text.StartsWith(' ') && Opening.Contains(words[i].Text.Trim(), StringComparison.Ordinal))
            {
                words[i] = words[i].Join(words[i + 1]);
                words.RemoveAt(i + 1);
            }
        }

        for (int i = 1; i < words.Count;)
        {
            string text = words[i].Text;
            bool closes = !words[i - 1].Text.EndsWith(' ') && Closing.Contains(text, StringComparison.Ordinal);
            bool continues = text.Length > 1 && text[0] is '\'' or '’' && char.IsLetter(text[1]) && char.IsLetter(words[i - 1].Text[^1]);
            if (closes || continues)
            {
                words[i - 1] = words[i - 1].Join(words[i]);
                words.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        return words;
    }
}

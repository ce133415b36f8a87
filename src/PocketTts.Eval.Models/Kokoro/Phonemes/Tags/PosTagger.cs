using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>
/// Tags words with their part of speech: the likeliest sequence (Viterbi) of each word's own tags, the tags' usual order,
/// and what auxiliaries ask for. Good enough to tell heteronyms apart; not thread-safe.
/// </summary>
internal sealed class PosTagger(MisakiLexicon lexicon)
{
    // what 's is a verb behind, never a genitive
    private static readonly HashSet<string> s_takesIs = new(
        "that it he she there here what who where how when why this let everything nothing something".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly TagWeight[] s_is = [new TagWeight(PosTag.VerbThirdPerson, 1)];

    private readonly TagGuesser _guesser = new(lexicon);
    private readonly TagDecoder _decoder = new();

    /// <summary>Sets the tag of every token that has none, and settles quotation marks.</summary>
    public void Tag(List<Token> tokens)
    {
        QuotationMarks.Settle(tokens);
        int start = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Tag == PosTag.SentenceEnd || i == tokens.Count - 1)
            {
                TagSentence(tokens, start, i + 1);
                start = i + 1;
            }
        }
    }

    private static bool IsTransparent(Token token) =>
        token.Tag is PosTag.OpenQuote or PosTag.CloseQuote;

    private static bool IsShouting(List<Token> tokens, int start, int end)
    {
        int upper = 0;
        for (int i = start; i < end; i++)
        {
            foreach (char c in tokens[i].Text)
            {
                if (char.IsLower(c))
                {
                    return false;
                }
            }

            upper += tokens[i].Text.Length > 1 && char.IsUpper(tokens[i].Text[0]) ? 1 : 0;
        }

        return upper > 2;
    }

    private void TagSentence(List<Token> tokens, int start, int end)
    {
        bool shouting = IsShouting(tokens, start, end);
        var words = new List<Token>(end - start);
        var candidates = new List<TagWeight[]>(end - start);
        bool first = true;
        for (int i = start; i < end; i++)
        {
            Token token = tokens[i];
            if (IsTransparent(token))
            {
                first |= token.Tag == PosTag.OpenQuote;
                continue;
            }

            words.Add(token);
            candidates.Add(token.Tag != PosTag.None
                ? [new TagWeight(token.Tag, 1)]
                : token.Text == "'s" && words.Count > 1 && s_takesIs.Contains(words[^2].Text)
                ? s_is
                : _guesser.Guess(token.Text, first, shouting));
            first = token.Tag is PosTag.Colon || (first && token.Tag is not PosTag.None);
        }

        if (words.Count > 0)
        {
            _decoder.Decode(words, candidates, Contexts(words, candidates));
        }
    }

    // carries an auxiliary over adverbs, and over the subject of a question
    private static VerbContext[] Contexts(List<Token> words, List<TagWeight[]> candidates)
    {
        var contexts = new VerbContext[words.Count];
        VerbContext active = VerbContext.None;
        bool question = false;
        for (int i = 0; i < words.Count; i++)
        {
            contexts[i] = active;
            PosTag likely = candidates[i][0].Tag;
            VerbContext own = VerbContexts.Of(words[i].Text);
            if (own != VerbContext.None)
            {
                bool opens = i == 0 || candidates[i - 1][0].Tag is PosTag.WhAdverb or PosTag.WhPronoun or PosTag.Comma
                    or PosTag.Colon or PosTag.Conjunction or PosTag.Interjection or PosTag.WhDeterminer;
                active = own;
                question = opens && VerbContexts.TakesSubject(words[i].Text);
            }
            else if (likely == PosTag.Adverb)
            {
                continue;
            }
            else if (question && likely == PosTag.Pronoun)
            {
                question = false;
            }
            else
            {
                active = VerbContext.None;
                question = false;
            }
        }

        return contexts;
    }
}

using System.Buffers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>Characters that part or end words, in the way of spaCy's English tokenizer.</summary>
internal static class Marks
{
    private static readonly SearchValues<char> s_currencies = SearchValues.Create("$£€¥₹₩₽฿");

    private static readonly SearchValues<char> s_suffixes =
        SearchValues.Create("…,:;!?¿¡()[]{}<>_#*&'\"“”`´«»。？！，、；：·—–");

    private static readonly SearchValues<char> s_prefixes =
        SearchValues.Create("…,:;!?¿¡()[]{}<>_#*&'\"“”`´«»。？！，、；：·—–§%=$£€¥₹₩₽฿");

    /// <summary>True for a character that is split off in front of a word.</summary>
    public static bool IsPrefix(char c) => s_prefixes.Contains(c);

    /// <summary>True for a character that is split off behind a word.</summary>
    public static bool IsSuffix(char c) => s_suffixes.Contains(c);

    /// <summary>True for a currency sign.</summary>
    public static bool IsCurrency(char c) => s_currencies.Contains(c);

    /// <summary>Part of speech of a mark that always has the same, or <see cref="PosTag.None"/>.</summary>
    public static PosTag TagOf(ReadOnlySpan<char> text) => text.Length switch
    {
        0 => PosTag.None,
        1 => TagOf(text[0]),
        _ when !text.ContainsAnyExcept('.') => PosTag.Colon,
        _ when !text.ContainsAnyExcept('!', '?') => PosTag.SentenceEnd,
        _ => PosTag.None,
    };

    private static PosTag TagOf(char mark) => mark switch
    {
        '.' or '!' or '?' or '。' or '？' or '！' => PosTag.SentenceEnd,
        ',' or '，' or '、' => PosTag.Comma,
        ':' or ';' or '—' or '–' or '-' or '…' or '；' or '：' => PosTag.Colon,
        '(' or '[' or '{' => PosTag.OpenBracket,
        ')' or ']' or '}' => PosTag.CloseBracket,
        '“' or '«' or '`' => PosTag.OpenQuote,
        '”' or '»' or '´' => PosTag.CloseQuote,
        _ when s_currencies.Contains(mark) => PosTag.Currency,
        _ => PosTag.None,
    };
}

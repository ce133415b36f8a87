using CsCheck;

namespace PocketTts.Eval.Core.Tests.Properties;

/// <summary>Random texts and what might be heard of them.</summary>
internal static class RandomTexts
{
    private static readonly string[] s_words =
    [
        "the", "cat", "sat", "on", "a", "mat", "two", "too", "every", "one", "everyone", "Dr.", "Smith", "1984", "$5", "23rd", "10:30", "well-known", "don't", "colour", "é", "5km", "twenty", "third", "of", "Everyone's",
    ];

    private static readonly string[] s_marks = [string.Empty, string.Empty, string.Empty, string.Empty, ",", ".", "!", "…", " —", "?”"];

    /// <summary>A word.</summary>
    public static Gen<string> Word { get; } = Gen.Int[0, s_words.Length - 1].Select(i => s_words[i]);

    /// <summary>A word with the signs behind it.</summary>
    public static Gen<string> Marked { get; } = Gen.Select(Word, Gen.Int[0, s_marks.Length - 1], (word, mark) => word + s_marks[mark]);

    /// <summary>1 to 12 words.</summary>
    public static Gen<string> Text { get; } = Marked.Array[1, 12].Select(words => string.Join(' ', words));

    /// <summary>1 to 5 words without signs, so that they may stand inside alternatives.</summary>
    public static Gen<string> Part { get; } = Word.Array[1, 5].Select(words => string.Join(' ', words));

    /// <summary>Signs of any kind, lone surrogates among them.</summary>
    public static Gen<string> Anything { get; } = Gen.OneOf(
        Gen.UShort.Array[0, 24].Select(units => new string(Array.ConvertAll(units, u => (char)u))),
        Gen.Char["aAé0 19$.,-'’/:%&@\u00a0\u0301\u200d\ud83d\ude42שبßﬁ①\n"].Array[0, 24].Select(c => new string(c)));

    /// <summary>A text and a transcript that has most of it, with words lost, doubled or exchanged.</summary>
    public static Gen<(string Text, string Heard)> Pair { get; } = Gen.Select(Marked.Array[1, 12], Gen.Int[0, 11].Array[12], Word.Array[12], (words, what, others) =>
        (string.Join(' ', words), string.Join(' ', words.SelectMany((word, i) => what[i] switch
        {
            0 => [],
            1 => [word, word],
            2 => [others[i]],
            3 => [word, others[i]],
            _ => new[] { word },
        }))));
}

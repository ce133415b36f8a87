using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>A piece of text on its way to phonemes: a word, a part of one, a number, or a mark.</summary>
/// <param name="text">As written, after cleaning.</param>
internal sealed class Token(string text)
{
    /// <summary>As written, after cleaning.</summary>
    public string Text { get; } = text;

    /// <summary>What is said instead of <see cref="Text"/>, or null.</summary>
    public string? Alias { get; set; }

    /// <summary>Part of speech.</summary>
    public PosTag Tag { get; set; }

    /// <summary>True when a blank follows in the text.</summary>
    public bool FollowedByBlank { get; set; }

    /// <summary>Phonemes; empty when the token is silent; null while unknown.</summary>
    public string? Phonemes { get; set; }

    /// <summary>False for a piece that continues the word before it.</summary>
    public bool IsHead { get; set; } = true;

    /// <summary>True when the phonemes are set off from those of the piece before by a blank.</summary>
    public bool SetOff { get; set; }

    /// <summary>Currency sign this number is an amount of, or '\0'.</summary>
    public char Currency { get; set; }

    /// <summary>Stress asked for in the text (see <see cref="Lexicons.Stress"/>), or null.</summary>
    public double? Stress { get; set; }

    /// <summary>Letters that change how a number is read: <c>&amp;</c> says "and", <c>n</c> says "'n", <c>a</c> says "a hundred".</summary>
    public string NumberFlags { get; set; } = "";
}

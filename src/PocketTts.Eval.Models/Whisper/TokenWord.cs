namespace PocketTts.Eval.Models.Whisper;

/// <summary>A word and the tokens it is made of.</summary>
/// <param name="Text">Its text with leading blank, as decoded.</param>
/// <param name="Start">Index of its first token.</param>
/// <param name="End">Index after its last token.</param>
internal readonly record struct TokenWord(string Text, int Start, int End)
{
    /// <summary>This word and the next one as one.</summary>
    public TokenWord Join(TokenWord next) => new(Text + next.Text, Start, next.End);
}

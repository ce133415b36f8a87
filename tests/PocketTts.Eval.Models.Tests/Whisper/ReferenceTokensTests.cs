using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class ReferenceTokensTests
{
    private const int End = 50257;
    private static readonly Lazy<WhisperTokenizer> s_tokenizer = new(() => WhisperTokenizer.Load(Path.GetDirectoryName(SharedFiles.Model("whisper-base/vocab.json"))!));

    [Theory]
    [InlineData("If it snows, we stay.", "It snows, we stay.|If snows, we stay.|If it, we stay.|If it snows, stay.|If it snows, we.", "If If it snows, we stay.~If if it snows, we stay.|If it it snows, we stay.|If it snows snows, we stay.|If it snows, we we stay.|If it snows, we stay stay.")]
    [InlineData("Yes.", ".", "Yes Yes.~Yes yes.")]
    [InlineData("I can't. Peter can't!", "Can't. Peter can't!|I. Peter can't!|I can't. Can't!|I can't. Peter!", "I I can't. Peter can't!|I can't can't. Peter can't!|I can't. Peter Peter can't!~I can't. Peter peter can't!|I can't. Peter can't can't!")]
    [InlineData("a well-known man", "well-known man|a-known man|a well- man|a well-known", "a a well-known man|a well well-known man|a well-known known man|a well-known man man")]
    public void Variants_LeaveOrDoubleOneWord(string text, string without, string twice)
    {
        var tokens = new ReferenceTokens(text, s_tokenizer.Value, End);

        Assert.All(tokens.Words.SelectMany(w => w.Twice.Append(w.Without)), t => Assert.Equal(End, t[^1]));
        Assert.Equal(without, string.Join('|', tokens.Words.Select(w => Text(w.Without))));
        Assert.Equal(twice, string.Join('|', tokens.Words.Select(w => string.Join('~', w.Twice.Select(Text)))));
    }

    [Theory]
    [InlineData("  The naïve café\u2019s “déjà vu” — 3:45 p.m., Zoë!  ", "The|naïve|café\u2019s|déjà|vu|3|45|p.m|Zoë")]
    [InlineData("漢字 🙂 word", "漢字|word")]
    [InlineData("a\uD800b", "a|b")]
    [InlineData("½ cup", "½|cup")]
    public void Words_AnyText_HaveTheirOwnTokens(string text, string words)
    {
        var tokens = new ReferenceTokens(text, s_tokenizer.Value, End);

        Assert.Equal(words, string.Join('|', tokens.Words.Select(w => text[w.Span.Start..w.Span.End])));
        Assert.All(tokens.Words, w => Assert.InRange(w.End, w.Start + 1, tokens.Tokens.Length - 1));
        Assert.Equal(tokens.Words.Select(w => w.Start).Order(), tokens.Words.Select(w => w.Start));
        foreach (ReferenceWord word in tokens.Words.Where(w => text[w.Span.Start] < 0x80 && text[w.Span.End - 1] < 0x80))
        {
            Assert.Equal(text[word.Span.Start..word.Span.End], Text([.. tokens.Tokens[word.Start..word.End], End]));
        }
    }

    private static string Text(int[] tokens) => s_tokenizer.Value.Decode(tokens[..^1]).Trim();
}

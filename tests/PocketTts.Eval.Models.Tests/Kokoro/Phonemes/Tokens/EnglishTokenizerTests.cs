using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes.Tokens;

public sealed class EnglishTokenizerTests
{
    [Theory]
    [InlineData("Hello, world.", "Hello|,|world|.")]
    [InlineData("They'll've said he isn't", "They|'ll|'ve|said|he|is|n't")]
    [InlineData("(up-to-date)", "(|up|-|to|-|date|)")]
    [InlineData("$1,000.50 15% 5km", "$|1,000.50|15|%|5|km")]
    [InlineData("Dr. Lee, U.S. and Ph.D.", "Dr.|Lee|,|U.S.|and|Ph.D.")]
    [InlineData("end.Start", "end|.|Start")]
    [InlineData("Wait... what?!", "Wait|...|what|?|!")]
    [InlineData("the '80s 'tis", "the|'80s|'tis")]
    [InlineData("see www.example.com.", "see|www.example.com|.")]
    [InlineData("at 9am and 10-20", "at|9|am|and|10|-|20")]
    [InlineData("him—with", "him|—|with")]
    [InlineData("  two   blanks  ", "two|blanks")]
    public void Tokenize_Text_SplitsAsSpacy(string text, string expected)
    {
        var tokens = new List<Token>();
        EnglishTokenizer.Tokenize(text, tokens);
        Assert.Equal(expected, string.Join('|', tokens.Select(t => t.Text)));
    }

    [Theory]
    [InlineData("B12", "B|12")]
    [InlineData("PyTorch", "Py|Torch")]
    [InlineData("SQLite", "SQLite")]
    [InlineData("PCs", "P|Cs")]
    [InlineData("isn't", "isn't")]
    [InlineData("2.0.1", "2.0.1")]
    [InlineData("-12", "-12")]
    [InlineData("5'10", "5|'|10")]
    [InlineData("1/4", "1|/|4")]
    [InlineData("AT&T", "AT|&|T")]
    [InlineData("🙂x", "🙂|x")]
    public void Split_Token_SplitsAsMisaki(string text, string expected)
    {
        var pieces = new List<string>();
        SubTokenizer.Split(text, pieces);
        Assert.Equal(expected, string.Join('|', pieces));
    }

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("jane.doe@example.co.uk", true)]
    [InlineData("https://x.y/z", true)]
    [InlineData("3.5", false)]
    [InlineData("U.S", false)]
    [InlineData("a@b@c.com", false)]
    [InlineData("end.of", false)]
    public void Is_Text_TellsAddresses(string text, bool expected) => Assert.Equal(expected, WebAddress.Is(text));

    [Fact]
    public void Tokenize_Marks_AreTagged()
    {
        var tokens = new List<Token>();
        EnglishTokenizer.Tokenize("a - b (c): d!", tokens);
        Assert.Equal(
            [PosTag.None, PosTag.Colon, PosTag.None, PosTag.OpenBracket, PosTag.None, PosTag.CloseBracket, PosTag.Colon, PosTag.None, PosTag.SentenceEnd],
            tokens.Select(t => t.Tag));
    }
}

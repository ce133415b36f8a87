using PocketTts.Eval.Reports.Markdown;

namespace PocketTts.Eval.Reports.Tests.Markdown;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("word", "`word`")]
    [InlineData("a `tick`", "`` a `tick` ``")]
    [InlineData("``", "``` `` ```")]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("two\nlines", "`two\u240Alines`")]
    [InlineData("  ", "(empty)")]
    public void Code_AnyText_IsACodeSpan(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    [Fact]
    public void Code_LongText_IsCutWithinNoSurrogatePair() => Assert.Equal("`a…`", MarkdownText.Code("a\U0001F514b", limit: 2));

    [Fact]
    public void Plain_MarkupCharacters_AreEscaped() =>
        Assert.Equal("&lt;b> \\*x\\* \\[y\\](z) \\#1 @\u2060team a\\|b &amp;", MarkdownText.Plain("<b> *x* [y](z) #1 @team a|b &"));
}

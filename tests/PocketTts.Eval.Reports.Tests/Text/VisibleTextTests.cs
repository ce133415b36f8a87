using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\tand\nline", "tab\tand\nline")]
    [InlineData("nul\0bell\u0007cr\r", "nul\u2400bell\u2407cr\u240D")]
    [InlineData("del\u007F c1\u0085", "del\u2421 c1\uFFFD")]
    [InlineData("bell \U0001F514", "bell \U0001F514")]
    [InlineData("non\uFFFE\uFDD0", "non\uFFFD\uFFFD")]
    public void Of_AnyText_ShowsWhatCannotBeWritten(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Of_LoneSurrogate_IsReplaced() => Assert.Equal("a\uFFFDb", VisibleText.Of("a" + (char)0xD800 + "b"));

    [Fact]
    public void Of_NothingToReplace_IsTheSameString()
    {
        string text = "the same";
        Assert.Same(text, VisibleText.Of(text));
    }

    [Fact]
    public void OneLine_LineFeed_IsAPicture() => Assert.Equal("a\u240Ab", VisibleText.OneLine("a\nb"));
}

using System.Text;
using PocketTts.Eval.Reports.Html;

namespace PocketTts.Eval.Reports.Tests.Html;

public sealed class HtmlWriterTests
{
    private readonly StringBuilder _output = new();

    [Fact]
    public void Text_Markup_IsEscaped()
    {
        Html.Text("<b> & \"x\"\0");
        Assert.Equal("&lt;b&gt; &amp; \"x\"\u2400", _output.ToString());
    }

    [Fact]
    public void Element_AttributeWithQuotes_IsEscaped()
    {
        Html.Leaf("p", "x", ("title", "a\"><script>&\n"));
        Assert.Equal("<p title=\"a&quot;&gt;&lt;script&gt;&amp;&#10;\">x</p>", _output.ToString());
    }

    [Fact]
    public void Element_NullAttribute_IsLeftOut()
    {
        Html.Leaf("p", "x", ("title", null), ("hidden", string.Empty));
        Assert.Equal("<p hidden>x</p>", _output.ToString());
    }

    [Theory]
    [InlineData("script")]
    [InlineData("iframe")]
    [InlineData("P")]
    public void Element_NotInTheVocabulary_IsRefused(string name) => Assert.Throws<ArgumentException>(() => Html.Leaf(name, "x"));

    [Theory]
    [InlineData("onclick", "x")]
    [InlineData("style", "x")]
    [InlineData("href", "javascript:alert(1)")]
    [InlineData("href", "https://example.org")]
    [InlineData("href", "//example.org")]
    [InlineData("href", "../x")]
    [InlineData("href", "../a/../x.wav")]
    [InlineData("href", "..//example.org/x.wav")]
    [InlineData("href", "a?b")]
    public void Element_AttributeNotInTheVocabulary_IsRefused(string name, string value) =>
        Assert.Throws<ArgumentException>(() => Html.Leaf("a", "x", (name, value)));

    [Theory]
    [InlineData("#t1")]
    [InlineData("audio/0a.wav")]
    [InlineData("../../my%20runs/audio/0a.wav")]
    public void Element_LocalLink_IsWritten(string link)
    {
        Html.Leaf("a", "x", ("href", link));
        Assert.Equal($"<a href=\"{link}\">x</a>", _output.ToString());
    }

    [Fact]
    public void Dispose_WrongOrder_IsRefused()
    {
        HtmlWriter html = Html;
        HtmlWriter.Scope outer = html.Element("div");
        html.Element("p");
        Assert.Throws<InvalidOperationException>(outer.Dispose);
    }

    [Fact]
    public void Script_ThatEndsItself_IsRefused() => Assert.Throws<ArgumentException>(() => Html.Script("x = '</script>'"));

    private HtmlWriter Html => new(new StringWriter(_output));
}

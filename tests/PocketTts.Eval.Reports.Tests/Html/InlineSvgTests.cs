using PocketTts.Eval.Reports.Html;

namespace PocketTts.Eval.Reports.Tests.Html;

public sealed class InlineSvgTests
{
    [Fact]
    public void Write_Drawing_TakesThePageColoursAndKeepsIdsApart() => Assert.Equal(
        "<svg class=\"wide\" viewBox=\"0 0 100 50\" role=\"img\" aria-label=\"what\" fill=\"currentColor\">"
        + "<clipPath id=\"a-cl_1\"><rect width=\"5\"></rect></clipPath>"
        + "<g clip-path=\"url(#a-cl_1)\"><path fill=\"none\" stroke=\"currentColor\" d=\"M0 0\"></path></g>"
        + "<path fill=\"#0072B2\" d=\"M1 1\"></path></svg>",
        Write("<rect fill=\"white\"/><clipPath id=\"cl_1\"><rect width=\"5\"/></clipPath><g clip-path=\"url(#cl_1)\"><path fill=\"none\" stroke=\"#010101\" stroke-miterlimit=\"4\" d=\"M0 0\"/></g><path fill=\"#0072B2\" d=\"M1 1\"/>"));

    [Theory]
    [InlineData("0, 7, 14, ", "")]
    [InlineData("-10, -3, 4, ", " text-anchor=\"middle\"")]
    [InlineData("-20, -13, -6, ", " text-anchor=\"end\"")]
    public void Write_Label_KeepsItsAnchorNotItsLetters(string places, string anchor) => Assert.Contains(
        $"<text transform=\"translate(1 2)\" y=\"4.5\" font-size=\"12\"{anchor}>a &lt;b&gt;</text>",
        Write($"<rect/><text transform=\"translate(1 2)\" font-size=\"12\" font-family=\"F\" x=\"{places}\" y=\"4.5, \">\n\t\ta &lt;b&gt;\n</text>"),
        StringComparison.Ordinal);

    [Fact]
    public void Write_Script_IsRefused() => Assert.Throws<ArgumentException>(() => Write("<rect/><script>alert(1)</script>"));

    private static string Write(string content)
    {
        using var output = new StringWriter();
        InlineSvg.Write(new HtmlWriter(output), $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\">{content}</svg>", "a-", "wide", "what");
        return output.ToString();
    }
}

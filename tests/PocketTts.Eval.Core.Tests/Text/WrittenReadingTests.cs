using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Text;

public sealed class WrittenReadingTests
{
    [Theory]
    [InlineData("Smith et al. found no effect.", "[smith] { et al / [et] [all] / and others } [found] [no] [effect]", "Smith et all found no effect.")]
    [InlineData("Visit www.example.com for the map.", "[visit] { www / w w w / @ } { example com / [example] [dot] [com] } [for] [the] [map]", "Visit example dot com for the map.")]
    [InlineData("“Call 911,” said Ann.", "[call] { nine one one / [nine] [eleven] } [said] [ann]", "“Call nine eleven said Ann.")]
    [InlineData("So, yes.", "(so) { yes / [yeah] }", "yeah")]
    public void Fitting_ComparedWords_IsTheirReadingWrittenLikeTheText(string text, string marked, string written)
    {
        (string form, TextSpan[] spans) = Spans(marked);

        WrittenReading reading = WrittenReading.Fitting(text, form, [.. spans])!;

        Assert.Equal(written, reading.Text);
        Assert.Equal(written.Length, reading.Places.Length);

        // every written word stands where the compared one does
        Assert.Equal(spans, Words(written).Select(w => Trim(form, reading.InForm(w))));
    }

    [Fact]
    public void Fitting_WordsOfTwoReadings_IsNone()
    {
        (string form, TextSpan[] spans) = Spans("[call] { nine [one] one / nine [eleven] }");

        Assert.Null(WrittenReading.Fitting("Call 911.", form, [.. spans]));
    }

    [Fact]
    public void InForm_SpanOfAnotherText_IsEmpty()
    {
        WrittenReading reading = WrittenReading.Fitting("Yes.", "{ yes / yeah }", [new TextSpan(2, 5)])!;

        Assert.Equal(new TextSpan(2, 5), reading.InForm(new TextSpan(0, 4)));
        Assert.Equal(new TextSpan(0, 0), reading.InForm(new TextSpan(2, 40)));
        Assert.Equal(new TextSpan(0, 0), reading.InForm(new TextSpan(3, 3)));
    }

    // compared words stand in brackets
    private static (string Form, TextSpan[] Spans) Spans(string marked)
    {
        var form = new System.Text.StringBuilder();
        var spans = new List<TextSpan>();
        int start = 0;
        foreach (char c in marked)
        {
            switch (c)
            {
                case '[':
                    start = form.Length;
                    break;
                case ']':
                    spans.Add(new TextSpan(start, form.Length));
                    break;
                default:
                    form.Append(c);
                    break;
            }
        }

        return (form.ToString(), [.. spans]);
    }

    private static IEnumerable<TextSpan> Words(string text)
    {
        int start = 0;
        foreach (string word in text.Split(' '))
        {
            yield return new TextSpan(start, start + word.Length);
            start += word.Length + 1;
        }
    }

    private static TextSpan Trim(string form, TextSpan span) => new(span.Start, span.Start + form[span.Start..span.End].TrimEnd().Length);
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Text;

public sealed class AlternativesTests
{
    [Theory]
    [InlineData("call { nine one one / nine eleven } now", "call nine one one now|call nine eleven now")]
    [InlineData("{sixty six / sixty-six / @} trees", "sixty six trees|sixty-six trees|trees")]
    [InlineData("a { b { c / d } / e }", "a b c|a b d|a e")]
    [InlineData("{ so / } yes", "so yes|yes")]
    [InlineData("(well) { yes / no }", "well yes|well no|yes|no")]
    [InlineData("{ only }", "only")]
    [InlineData("five / six @ home (ok)", "five / six @ home (ok)")]
    public void Expand_Notation_GivesReadingsInOrder(string form, string readings)
    {
        Assert.Equal(readings.Split('|'), Alternatives.Expand(form));
        Assert.Equal(readings.Split('|').Length, Alternatives.Count(form));
    }

    [Theory]
    [InlineData("{ a / b", "a brace is not closed")]
    [InlineData("a } b", "'}' stands outside braces")]
    [InlineData("{ a } / b", "'/' stands outside braces")]
    [InlineData("{ a / @ }", "says nothing at all")]
    public void Count_BadNotation_SaysWhat(string form, string problem) =>
        Assert.Contains(problem, Assert.Throws<InputException>(() => Alternatives.Count(form)).Message, StringComparison.Ordinal);

    [Fact]
    public void Count_EndlessReadings_IsRefusedAtOnce()
    {
        string form = string.Concat(Enumerable.Repeat("{ a / b } ", 500));

        Assert.Contains("at most 1000", Assert.Throws<InputException>(() => Alternatives.Count(form)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain/1")]
    [InlineData("strict/1")]
    [InlineData("whisper-english/1")]
    [InlineData("whisper-basic/1")]
    public void Compare_AnyReading_FitsUnderEveryNormalizer(string comparer)
    {
        IReferenceText reference = TextComparers.Get(comparer).Prepare("Call 555-0199 by 6 pm.", ["call {five five five / triple five} {zero / oh} one {nine nine / double nine} by six (o'clock) { p m / in the evening }"]);

        foreach (string heard in (string[])["Call five five five, oh one double nine by six in the evening.", "call triple five zero one nine nine by six o'clock P M"])
        {
            Assert.Equal(0, reference.Compare(heard).Counts.Errors);
        }

        Assert.Equal(1, reference.Compare("call triple five zero two nine nine by six p m").Counts.Errors);
    }

    [Theory]
    [InlineData("plain/1")]
    [InlineData("strict/1")]
    [InlineData("whisper-english/1")]
    public void Compare_Alternatives_MarkTheForm(string comparer)
    {
        const string Form = "go to {one / number one}, then stop";

        TextComparison comparison = TextComparers.Get(comparer).Prepare("Go to #1!", [Form]).Compare("go to number one then drop");

        Assert.Equal(1, comparison.FormIndex);
        Assert.Equal(1, comparison.Counts.Substitutions);
        Assert.Equal("stop", Form[comparison.ReferenceSpans[^1].Start..comparison.ReferenceSpans[^1].End]);
        Assert.Equal("then", Form[comparison.ReferenceSpans[^2].Start..comparison.ReferenceSpans[^2].End]);
    }

    [Fact]
    public void Compare_NumbersAcrossParts_AreOneNumberForWhisper()
    {
        ImmutableArray<string> accepted = ["we are {two hundred / two hundred and} six"];

        Assert.Equal(0, TextComparers.Get("whisper-english").Prepare("We are two-nought-six.", accepted).Compare("We are 206.").Counts.Errors);
    }

    [Fact]
    public void Compare_BracesInTheTextItself_AreText() =>
        Assert.Equal(0, TextComparers.Default.Prepare("if { x / y } then", []).Compare("if x y then").Counts.Errors);
}

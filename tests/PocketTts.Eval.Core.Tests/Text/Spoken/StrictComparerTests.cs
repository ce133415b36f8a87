using System.Diagnostics;
using CsCheck;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Spoken;

namespace PocketTts.Eval.Core.Tests.Text.Spoken;

public sealed class StrictComparerTests
{
    private static readonly StrictComparer s_comparer = new();

    // the written form first, then what may be heard
    [Theory]
    [InlineData("42", "forty two")]
    [InlineData("42", "forty-two")]
    [InlineData("105 men", "one hundred and five men")]
    [InlineData("105 men", "a hundred five men")]
    [InlineData("1,000,000 stars", "one million stars")]
    [InlineData("in 1984", "in nineteen eighty four")]
    [InlineData("in 1984", "in one thousand nine hundred and eighty four")]
    [InlineData("in 1905", "in nineteen oh five")]
    [InlineData("in 1900", "in nineteen hundred")]
    [InlineData("in 2005", "in two thousand and five")]
    [InlineData("in 2024", "in twenty twenty four")]
    [InlineData("flight 747", "flight seven forty seven")]
    [InlineData("agent 007", "agent double oh seven")]
    [InlineData("agent 007", "agent zero zero seven")]
    [InlineData("3.14", "three point one four")]
    [InlineData("0.5", "zero point five")]
    [InlineData(".5", "point five")]
    [InlineData("version 2.0.1", "version two point zero point one")]
    [InlineData("the 21st century", "the twenty first century")]
    [InlineData("the 112th time", "the one hundred and twelfth time")]
    [InlineData("the 1990s", "the nineteen nineties")]
    [InlineData("the '90s", "the nineties")]
    [InlineData("at 10:30", "at half past ten")]
    [InlineData("at 10:30", "at ten thirty")]
    [InlineData("at 9:45", "at a quarter to ten")]
    [InlineData("at 12:50", "at ten to one")]
    [InlineData("at 9:05", "at nine oh five")]
    [InlineData("at 9:05", "at five minutes past nine")]
    [InlineData("at 9:00", "at nine o'clock")]
    [InlineData("at 9 a.m.", "at nine am")]
    [InlineData("10:30am", "ten thirty a.m.")]
    [InlineData("$5", "five dollars")]
    [InlineData("$1", "one dollar")]
    [InlineData("$5.50", "five dollars and fifty cents")]
    [InlineData("$5.50", "five fifty")]
    [InlineData("$5.00", "five dollars")]
    [InlineData("$0.36", "thirty six cents")]
    [InlineData("\u00A32.5 million", "two point five million pounds")]
    [InlineData("\u20AC1,200", "twelve hundred euros")]
    [InlineData("\u20AC1,200", "one thousand two hundred euros")]
    [InlineData("20%", "twenty percent")]
    [InlineData("20%", "twenty per cent")]
    [InlineData("10-12 people", "ten to twelve people")]
    [InlineData("555-0142", "five five five oh one four two")]
    [InlineData("-5 degrees", "minus five degrees")]
    [InlineData("20\u00B0C", "twenty degrees celsius")]
    [InlineData("10km", "ten kilometres")]
    [InlineData("60 mph", "sixty miles an hour")]
    [InlineData("Mr. Smith", "mister smith")]
    [InlineData("Dr Brown", "Doctor Brown")]
    [InlineData("St. Mary St.", "saint mary street")]
    [InlineData("No. 5", "number five")]
    [InlineData("salt & pepper", "salt and pepper")]
    [InlineData("the USA", "the U.S.A.")]
    [InlineData("the USA", "the U S A")]
    [InlineData("a TV", "a t v")]
    [InlineData("an mp3", "an MP three")]
    [InlineData("OK", "okay")]
    [InlineData("the colour grey", "the color gray")]
    [InlineData("organise", "organize")]
    [InlineData("everyone cannot", "every one can not")]
    [InlineData("the boys' toys, it's", "the boy's toys its")]
    [InlineData("Don\u2019t!", "don't")]
    [InlineData("\u00BD", "one two")]
    public void Compare_MayBeTheSameSpeech_IsEqual(string written, string heard)
    {
        Assert.Equal(0, Compare(written, heard).Counts.Errors);
        Assert.Equal(0, Compare(heard, written).Counts.Errors);
    }

    [Theory]
    [InlineData("forty two", "forty three", 1)]
    [InlineData("42", "43", 1)]
    [InlineData("1984", "1985", 1)]
    [InlineData("it is late", "it's late", 2)]
    [InlineData("do not go", "don't go", 2)]
    [InlineData("I am going to", "I'm gonna", 4)]
    [InlineData("well", "um well", 1)]
    [InlineData("fifteen", "fifty", 1)]
    [InlineData("$5", "five euros", 1)]
    [InlineData("10:30", "half past nine", 1)]
    [InlineData("mister smith", "missus smith", 1)]
    [InlineData("an aeroplane", "an airplane", 1)]
    [InlineData("say hmm", "say mmm", 1)]
    [InlineData("five hundred and six", "five hundred six", 1)]
    [InlineData("the second", "the 2", 1)]
    public void Compare_OtherSpeech_HasErrors(string written, string heard, int errors) =>
        Assert.Equal(errors, Compare(written, heard).Counts.Errors);

    [Fact]
    public void Compare_Comparison_MarksTheOriginal()
    {
        const string Text = "We paid $5.50 at 10:30, everyone!";

        TextComparison comparison = Compare(Text, "we paid five fifty at half past ten every one");

        Assert.Equal("we paid five fifty at half past ten everyone".Split(' '), comparison.ReferenceWords);
        Assert.Equal(
            ["We", "paid", "$5.50", "$5.50", "at", "10:30", "10:30", "10:30", "everyone"],
            comparison.ReferenceSpans.Select(s => Text[s.Start..s.End]));
    }

    [Fact]
    public void Compare_AcceptedForms_TakesTheOneThatFitsBest()
    {
        TextComparison comparison = s_comparer.Prepare("5/6", ["five sixths", "the fifth of june"]).Compare("the 5th of June");

        Assert.Equal((2, 0), (comparison.FormIndex, comparison.Counts.Errors));
    }

    [Fact]
    public void Compare_EveryFuzzRow_EqualsItself()
    {
        int rows = 0;
        long start = Stopwatch.GetTimestamp();
        foreach ((string text, _) in FuzzTexts.Read())
        {
            TextComparison comparison = Compare(text, text);

            Assert.Equal(0, comparison.Counts.Errors);
            Assert.Equal(comparison.ReferenceWords, comparison.HypothesisWords);
            Assert.All(comparison.ReferenceSpans, s => Assert.True(s.Start >= 0 && s.Start < s.End && s.End <= text.Length));
            rows++;
        }

        Assert.Equal(FuzzTexts.Count, rows);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(40), "no rule is quadratic");
    }

    [Fact]
    public void Compare_AnyText_EqualsItselfAndIsSymmetric()
    {
        string[] pieces =
        [
            "one", "twenty", "hundred", "and", "half", "$", "5", "12", ":30", "1984", ".5", "%", "'s", "n't", "-", "/", " ", " ", " ", ".", ",", "U.S.",
            "OK", "Mr.", "km", "\u00E9", "\u0301", "\u00BD", "\uD83D\uDE00", "\uD800", "st", "every", "everyone", "#", "&",
        ];
        Gen<string> texts = Gen.Int[0, pieces.Length - 1].Array[0, 12].Select(n => string.Concat(n.Select(i => pieces[i])));
        Gen.Select(texts, texts).Sample(
            (text, other) =>
            {
                Assert.Equal(0, Compare(text, text).Counts.Errors);
                TextComparison there = Compare(text, other);
                TextComparison back = Compare(other, text);
                Assert.Equal((there.Counts.Errors, there.Counts.Hits), (back.Counts.Errors, back.Counts.Hits));
            },
            iter: 3_000);
    }

    [Fact]
    public void Normalize_EndlessNumber_StaysAWord()
    {
        string digits = new('7', 101);

        Assert.Equal(digits, new StrictNormalizer().Normalize(digits).Text);
        Assert.Equal(100, new StrictNormalizer().Normalize(digits[1..]).Words.Length);
    }

    [Fact]
    public void Normalize_Strict_GivesOneReadingWithSpans()
    {
        NormalizedText text = new StrictNormalizer().Normalize("It\u2019s 5 km to St. Ives \u2014 10:30!");

        Assert.Equal("it's five km to st ives ten thirty", text.Text);
        Assert.Equal(new NormalizedWord("thirty", 24, 29), text.Words[^1]);
    }

    private static TextComparison Compare(string written, string heard) => s_comparer.Prepare(written, []).Compare(heard);
}

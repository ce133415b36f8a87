using PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes.Numbers;

public sealed class NumberWordsTests
{
    [Theory]
    [InlineData("0", "zero")]
    [InlineData("007", "seven")]
    [InlineData("19", "nineteen")]
    [InlineData("20", "twenty")]
    [InlineData("105", "one hundred and five")]
    [InlineData("1005", "one thousand and five")]
    [InlineData("1100", "one thousand one hundred")]
    [InlineData("1000000", "one million")]
    [InlineData("1234567", "one million two hundred and thirty four thousand five hundred and sixty seven")]
    [InlineData("1000000000000000000000000000000000", "one decillion")]
    public void Cardinal_Digits_GivesWords(string digits, string expected) => Assert.Equal(expected, Say(NumberWords.Cardinal, digits));

    [Theory]
    [InlineData("1", "first")]
    [InlineData("12", "twelfth")]
    [InlineData("20", "twentieth")]
    [InlineData("33", "thirty third")]
    [InlineData("100", "one hundredth")]
    public void Ordinal_Digits_GivesWords(string digits, string expected) => Assert.Equal(expected, Say(NumberWords.Ordinal, digits));

    [Theory]
    [InlineData("1999", "nineteen ninety nine")]
    [InlineData("1905", "nineteen oh five")]
    [InlineData("1900", "nineteen hundred")]
    [InlineData("2000", "two thousand")]
    [InlineData("2007", "two thousand and seven")]
    [InlineData("2027", "twenty twenty seven")]
    [InlineData("0042", "forty two")]
    public void Year_FourDigits_GivesWords(string digits, string expected) => Assert.Equal(expected, Say(NumberWords.Year, digits));

    [Theory]
    [InlineData("3.14", "three point one four")]
    [InlineData("1.50", "one point five")]
    [InlineData("2.0", "two point zero")]
    [InlineData("0.05", "zero point zero five")]
    public void Decimal_Digits_GivesWords(string digits, string expected) => Assert.Equal(expected, Say(NumberWords.Decimal, digits));

    [Fact]
    public void Cardinal_TooLong_IsReadDigitByDigit() =>
        Assert.Equal(40, Say(NumberWords.Cardinal, new string('7', 40)).Split(' ').Length);

    private delegate void Reader(ReadOnlySpan<char> digits, List<string> words);

    private static string Say(Reader reader, string digits)
    {
        var words = new List<string>();
        reader(digits, words);
        return string.Join(' ', words);
    }
}

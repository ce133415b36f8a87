using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes.Lexicons;

public sealed class StressTests
{
    [Theory]
    [InlineData("kˈɑndˌʌkt", null, "kˈɑndˌʌkt")]
    [InlineData("kˈɑndˌʌkt", -2.0, "kɑndʌkt")]
    [InlineData("kˈɑndˌʌkt", -1.0, "kˌɑndʌkt")]
    [InlineData("kˈɑndˌʌkt", -0.5, "kˌɑndʌkt")]
    [InlineData("kˌɑndʌkt", -0.5, "kˌɑndʌkt")]
    [InlineData("ʃi", 0.5, "ʃˌi")]
    [InlineData("ʃi", 2.0, "ʃˈi")]
    [InlineData("ʃˌi", 2.0, "ʃˈi")]
    [InlineData("ʃˈi", 0.5, "ʃˈi")]
    [InlineData("hm", 2.0, "hm")]
    public void Apply_Level_MovesMarks(string phonemes, double? level, string expected) =>
        Assert.Equal(expected, Stress.Apply(phonemes, level));

    [Fact]
    public void Weight_Diphthongs_CountTwice() => Assert.Equal(7, Stress.Weight("ʧAnʤ"));
}

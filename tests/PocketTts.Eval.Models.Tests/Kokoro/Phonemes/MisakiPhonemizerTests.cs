using System.Diagnostics;
using CsCheck;
using PocketTts.Eval.Models.Espeak;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

public sealed class MisakiPhonemizerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("No. 5 costs $3.50.", "nˈʌmbəɹ fˈIv kˈɔsts θɹˈi dˈɑləɹz ænd fˈɪfti sˈɛnts.")]
    [InlineData("$3.5M, 5€ and ¥500", "θɹˈi pYnt fˈIv mˈɪljᵊn dˈɑləɹz, fˈIv jˈʊɹOz ænd fˈIv hˈʌndɹəd jˈɛn")]
    [InlineData("It fell to -12 degrees.", "ˌɪt fˈɛl tə mˈInəs twˈɛlv dəɡɹˈiz.")]
    [InlineData("He ran 5 km on Main St. near St. Paul's.", "hˌi ɹˈæn fˈIv kəlˈɑməTəɹz ˌɔn mˈAn stɹˈit nˌɪɹ sənt pˈɔlz.")]
    [InlineData("“You’re late,” she said.", "“jˌʊɹ lˈAt,” ʃi sˈɛd.")]
    [InlineData("'Go away!' the boys' mother said.", "“ɡˌO əwˈA!” ðə bˈYz mˈʌðəɹ sˈɛd.")]
    [InlineData("In 1905 the 3rd one", "ɪn nˌIntˈin ˈO fˈIv ðə θˈɜɹd wˈʌn")]
    [InlineData("The [Kokoro](/kˈOkəɹO/) model is [good](-1).", "ðə kˈOkəɹO mˈɑdᵊl ɪz ɡˌʊd.")]
    [InlineData("We are #1 at 9am.", "wˌi ɑɹ nˈʌmbəɹ wˈʌn æt nˈIn ˌAˈɛm.")]
    [InlineData("well -- yes\nno", "wˈɛl — jˈɛs nˈO")]
    [InlineData("[1105](#&#) and 1105", "əlˈɛvᵊn ˈO fˈIv ænd əlˈɛvᵊn ˈO fˈIv")]
    [InlineData("jane.doe@example.com", "ʤˈAn dˌɑt dˈO æt ɪɡzˈæmpəl dˌɑt kˈɑm")]
    public void Phonemize_Text_SaysItAll(string text, string expected)
    {
        PhonemizedText said = Create().Phonemize(text);
        Assert.Equal(expected, said.Phonemes);
        Assert.Empty(said.Warnings);
    }

    [Theory]
    [InlineData("We met in 東京.", "東京")]
    [InlineData("Fine 😀 thanks.", "😀")]
    public void Phonemize_SignsThatAreNoEnglishWords_AreNamedInAWarning(string text, string named)
    {
        PhonemizedText said = Create().Phonemize(text);
        Assert.Contains(said.Warnings, w => w.Message.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("m\0ore", "mˈɔɹ", "dropped-characters")]
    [InlineData("$", "", "dropped-characters")]
    [InlineData("''", "", "dropped-characters")]
    [InlineData("*bold*", "bˈOld", "dropped-characters")]
    [InlineData("\uFFFDword", "wˈɜɹd", "dropped-characters")]
    [InlineData("a <b> c", "ɐ bˈi sˈi", "dropped-characters")]
    [InlineData("five < six", "fˈIv sˈɪks", "dropped-characters")]
    [InlineData("one * two | three", "wˈʌn tˈu θɹˈi", "dropped-characters")]
    [InlineData("^ up", "ˌʌp", "dropped-characters")]
    [InlineData("[x](/kˈg#t/)", "kˈt", "dropped-phonemes")]
    public void Phonemize_WhatCannotBeSaid_Warns(string text, string expected, string codes)
    {
        PhonemizedText said = Create().Phonemize(text);
        Assert.Equal(expected, said.Phonemes);
        Assert.Equal(codes, string.Join(',', said.Warnings.Select(w => w.Code)));
    }

    [Fact]
    public void Phonemize_LoneSurrogate_IsDroppedWithAWarning()
    {
        PhonemizedText said = Create().Phonemize("a " + (char)0xD800 + "word");
        Assert.Equal("ɐ wˈɜɹd", said.Phonemes);
        Assert.Contains("U+D800", Assert.Single(said.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Phonemize_WithoutEspeak_SpellsUnknownWordsAndWarns()
    {
        IPhonemizer phonemizer = Phonemizers.CreateMisaki(EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"), null);
        PhonemizedText said = phonemizer.Phonemize("The xqzt ran at 9:45 and ☃ left.");
        Assert.Equal("ði ˌɛkskjˌuzˌitˈi ɹˈæn æt nˈIn fˈɔɹTi fˈIv ænd lˈɛft.", said.Phonemes);
        Assert.Equal(["unknown-word", "unknown-word"], said.Warnings.Select(w => w.Code));
        Assert.EndsWith("+none", phonemizer.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Phonemize_LongNumber_IsSplitIntoShortWords()
    {
        PhonemizedText said = Create().Phonemize(new string('7', 500));
        Assert.Equal(500, said.Words.Length);
        Assert.All(said.Words, w => Assert.True(w.Phonemes.Length < 200));
    }

    [Fact]
    public void Phonemize_SameTextTwice_GivesTheSame()
    {
        IPhonemizer phonemizer = Create();
        Gen.String[Gen.Char["aAbe tho'\"-.,!5$%é\n"], 0, 60].Sample(
            text => phonemizer.Phonemize(text).Phonemes == phonemizer.Phonemize(text).Phonemes, iter: 2000, threads: 1);
    }

    [Fact]
    public void Phonemize_Warm_IsFast()
    {
        IPhonemizer phonemizer = Create();
        List<string> texts = GoldenRow.Load().ConvertAll(r => r.Text);
        int words = texts.Sum(t => t.Split(' ').Length);
        for (int i = 0; i < 5; i++)
        {
            texts.ForEach(t => phonemizer.Phonemize(t));
        }

        var watch = Stopwatch.StartNew();
        texts.ForEach(t => phonemizer.Phonemize(t));
        double rate = words / watch.Elapsed.TotalSeconds;
        output.WriteLine($"{rate:F0} words/s");

        // the aim is 20,000 on a quiet machine in a release build; this guards against a change of order
        Assert.True(rate > 2_000, $"{rate:F0} words/s");
    }

    private static MisakiPhonemizer Create()
    {
        EspeakLibrary? library = EspeakLibrary.TryLoad(out Core.InputException? failure);
        Assert.SkipWhen(library is null, failure?.Message ?? "");
        return Phonemizers.CreateMisaki(EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"), library);
    }
}

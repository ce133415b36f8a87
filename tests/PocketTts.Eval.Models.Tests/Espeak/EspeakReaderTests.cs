using PocketTts.Eval.Models.Espeak;

namespace PocketTts.Eval.Models.Tests.Espeak;

/// <summary>Golden values of specs/kokoro.md 3.4 and 3.5, made with Debian's espeak-ng 1.51.</summary>
public sealed class EspeakReaderTests
{
    [Theory]
    [InlineData("merchantship", "mˈɜɹʧəntʃˌɪp", "mˈɜːʧəntʃˌɪp")]
    [InlineData("handled by espeak", "hˈændᵊld bI ˈispik", "hˈandᵊld bI ˈiːspiːk")]
    [InlineData("hello world", "həlˈO wˈɜɹld", "həlˈQ wˈɜːld")]
    [InlineData(
        "the quick brown fox jumps over the lazy dog",
        "ðə kwˈɪk bɹˈWn fˈɑks ʤˈʌmps ˌOvəɹ ðə lˈAzi dˈɑɡ",
        "ðə kwˈɪk bɹˈWn fˈɒks ʤˈʌmps ˌQvə ðə lˈAzi dˈɒɡ")]
    [InlineData("judge chose a nice boy", "ʤˈʌʤ ʧˈOz ə nˈIs bˈY", "ʤˈʌʤ ʧˈQz ə nˈIs bˈY")]
    [InlineData("water bottle button kitten", "wˈɔTəɹ bˈɑTᵊl bˈʌtn kˈɪtn", "wˈɔːtə bˈɒtᵊl bˈʌtən kˈɪtən")]
    [InlineData("I am fine", "Iəm fˈIn", "Iəm fˈIn")]
    [InlineData("how are you", "hˈW ɑɹ ju", "hˈW ɑː juː")]
    public void Read_AsMisaki_GivesGoldenPhonemes(string text, string american, string british)
    {
        EspeakLibrary library = Library();
        Assert.Equal(american, new EspeakReader(library, EspeakVoice.American, asMisaki: true).Read(text));
        Assert.Equal(british, new EspeakReader(library, EspeakVoice.British, asMisaki: true).Read(text));
    }

    [Theory]
    [InlineData("Mister Anderson", "mˈɪstɚɹ ˈændɚsən")]
    [InlineData("Apples, oranges", "ˈæpəlz, ˈɔɹɪndʒᵻz")]
    [InlineData("“Hello!” (world)", "“həlˈoʊ!” (wˈɜːld)")]
    [InlineData("9:45", "nˈaɪn:fˈoːɹɾi fˈaɪv")]
    [InlineData("...", "...")]
    [InlineData("", "")]
    public void Read_AsIpa_KeepsPunctuation(string text, string expected) =>
        Assert.Equal(expected, new EspeakReader(Library(), EspeakVoice.American, asMisaki: false).Read(text));

    [Fact]
    public async Task Read_FromManyThreads_GivesEachItsOwnVoice()
    {
        EspeakLibrary library = Library();
        var american = new EspeakReader(library, EspeakVoice.American, asMisaki: true);
        var british = new EspeakReader(library, EspeakVoice.British, asMisaki: true);
        string[] said = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => (i % 2 == 0 ? american : british).Read("hello world"))));
        Assert.All(said.Where((_, i) => i % 2 == 0), s => Assert.Equal("həlˈO wˈɜɹld", s));
        Assert.All(said.Where((_, i) => i % 2 == 1), s => Assert.Equal("həlˈQ wˈɜːld", s));
    }

    private static EspeakLibrary Library()
    {
        EspeakLibrary? library = EspeakLibrary.TryLoad(out Core.InputException? failure);
        Assert.SkipWhen(library is null, failure?.Message ?? "");
        return library!;
    }
}

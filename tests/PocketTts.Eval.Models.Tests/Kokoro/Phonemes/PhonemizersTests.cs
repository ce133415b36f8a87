using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

public sealed class PhonemizersTests
{
    [Fact]
    public void Create_UnknownKind_NamesTheKinds()
    {
        InputException failure = Assert.Throws<InputException>(() => Phonemizers.Create("magic", EnglishVariant.Us, null));
        Assert.Contains("misaki, espeak or espeak-ipa", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/nowhere")]
    public void Create_NoLexicon_IsAnInputError(string? folder) =>
        Assert.Throws<InputException>(() => Phonemizers.Create(Phonemizers.Misaki, EnglishVariant.Us, folder));

    [Theory]
    [InlineData(Phonemizers.Espeak, EnglishVariant.Us, "həlˈO, wˈɜɹld!")]
    [InlineData(Phonemizers.Espeak, EnglishVariant.Gb, "həlˈQ, wˈɜːld!")]
    [InlineData(Phonemizers.EspeakIpa, EnglishVariant.Us, "həlˈoʊ, wˈɜːld!")]
    [InlineData(Phonemizers.EspeakIpa, EnglishVariant.Gb, "həlˈəʊ, wˈɜːld!")]
    public void Create_EspeakKinds_KeepPunctuation(string kind, EnglishVariant variant, string expected)
    {
        Assert.SkipUnless(Phonemizers.HasEspeak(out string reason), reason);
        PhonemizedText said = Phonemizers.Create(kind, variant, null).Phonemize("Hello, world!");
        Assert.Equal(expected, said.Phonemes);
        Assert.Equal(["Hello", ",", "world", "!"], said.Words.Select(w => w.Text));
    }

    [Fact]
    public void Create_Ids_TellKindAccentAndEspeak()
    {
        Assert.SkipUnless(Phonemizers.HasEspeak(out string reason), reason);
        string folder = SharedFiles.Model("kokoro/misaki");
        Assert.StartsWith("misaki-us/2+espeak-ng-", Phonemizers.Create(Phonemizers.Misaki, EnglishVariant.Us, folder).Id, StringComparison.Ordinal);
        Assert.StartsWith("espeak-ipa-gb/2+espeak-ng-", Phonemizers.Create(Phonemizers.EspeakIpa, EnglishVariant.Gb, null).Id, StringComparison.Ordinal);
    }
}

using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Espeak;

namespace PocketTts.Eval.Models.Tests.Espeak;

public sealed class EspeakLibraryTests
{
    [Fact]
    public void Start_LibraryNotThere_NamesThePackage()
    {
        InputException failure = Assert.Throws<InputException>(() => EspeakLibrary.Start("/nowhere/libespeak-ng.so.1", null));
        Assert.Contains("apt-get install libespeak-ng1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/libespeak-ng.so.1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void TryLoad_Installed_TellsVersionAndData()
    {
        EspeakLibrary? library = EspeakLibrary.TryLoad(out InputException? failure);
        Assert.SkipWhen(library is null, failure?.Message ?? "");
        Assert.StartsWith("1.", library!.Version, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(library.DataPath, "phontab")));
        Assert.Same(library, EspeakLibrary.Load());
    }

    [Fact]
    public void TextToPhonemes_NulInText_ReadsOn()
    {
        EspeakLibrary? library = EspeakLibrary.TryLoad(out InputException? failure);
        Assert.SkipWhen(library is null, failure?.Message ?? "");
        Assert.Equal("həlˈoʊ wˈɜːld", library!.TextToPhonemes("hello\0 world", EspeakVoice.American, EspeakNotation.Ipa));
    }
}

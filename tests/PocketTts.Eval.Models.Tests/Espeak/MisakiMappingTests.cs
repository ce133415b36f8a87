using PocketTts.Eval.Models.Espeak;

namespace PocketTts.Eval.Models.Tests.Espeak;

public sealed class MisakiMappingTests
{
    [Theory]
    [InlineData("wˈɔːɾɚ", (int)EspeakVoice.American, "wˈɔTəɹ")]
    [InlineData("bˈʌʔn\u0329", (int)EspeakVoice.American, "bˈʌtn")]
    [InlineData("bˈʌtn\u0329", (int)EspeakVoice.American, "bˈʌtᵊn")]
    [InlineData("d^ʒˈɜːɹni", (int)EspeakVoice.American, "ʤˈɜɹni")]
    [InlineData("ɡˈo^ʊ", (int)EspeakVoice.American, "ɡˈO")]
    [InlineData("ɡˈə^ʊ", (int)EspeakVoice.British, "ɡˈQ")]
    [InlineData("kˈe^ə", (int)EspeakVoice.British, "kˈɛː")]
    [InlineData("ˈɑ\u0303", (int)EspeakVoice.American, "ˈɑ")]
    public void Map_TiedIpa_GivesMisaki(string ipa, int voice, string expected) =>
        Assert.Equal(expected, MisakiMapping.Map(ipa, (EspeakVoice)voice));
}

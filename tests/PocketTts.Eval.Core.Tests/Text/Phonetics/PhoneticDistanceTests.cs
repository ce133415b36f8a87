using CsCheck;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Tests.Text.Phonetics;

public sealed class PhoneticDistanceTests
{
    private static readonly LetterPronunciations s_letters = new();

    [Theory]
    [InlineData("ʃit", "ʃip", .2)]
    [InlineData("plæŋks", "plæŋk", 1.0 / 6)]
    [InlineData("kæt", "kæt", 0)]
    [InlineData("kæt", "", 1)]
    [InlineData("", "", 1)]
    [InlineData("bɪt", "bit", .1)]
    [InlineData("wɔTəɹ", "wɔtəɹ", .02)]
    [InlineData("fæn", "væn", .4 / 3)]
    [InlineData("kæt", "dɔɡ", (.6 + .5 + .6) / 3)]
    public void Between_Sounds_WeighsWhatTheyShare(string left, string right, double expected) =>
        Assert.Equal(expected, PhoneticDistance.Between(left, right), 1e-9);

    [Fact]
    public void Between_AnyRows_IsSymmetricAndBounded() =>
        Gen.Select(Gen.String[Gen.Char["aeiouæɪʊəptkbdɡszʃTɹlmnŋhwjAIO☃x"], 0, 12], Gen.String[Gen.Char["aeiouæɪʊəptkbdɡszʃTɹlmnŋhwjAIO☃x"], 0, 12]).Sample(
            (left, right) =>
            {
                double distance = PhoneticDistance.Between(left, right);
                Assert.Equal(distance, PhoneticDistance.Between(right, left), 1e-12);
                Assert.InRange(distance, 0, 1);
                Assert.Equal(left == right && left.Length > 0, distance == 0);
            },
            iter: 20_000);

    [Theory]
    [InlineData("two", "too")]
    [InlineData("their", "there")]
    [InlineData("right", "write")]
    [InlineData("knight", "night")]
    [InlineData("phone", "fone")]
    [InlineData("café", "cafe")]
    [InlineData("alot", "allot")]
    public void Of_HomophonesByLetters_SoundAlike(string left, string right) => Assert.Equal(s_letters.Of(left), s_letters.Of(right));

    [Theory]
    [InlineData("sheet", "sheep", true)]
    [InlineData("planks", "plank", true)]
    [InlineData("lemons", "lemon", true)]
    [InlineData("doctor", "elephant", false)]
    [InlineData("river", "mountain", false)]
    [InlineData("fox", "box", true)]
    public void Of_Letters_TellNearFromFar(string left, string right, bool isNear) =>
        Assert.Equal(isNear, PhoneticDistance.Between(s_letters.Of(left), s_letters.Of(right)) <= .45);

    [Theory]
    [InlineData("cat", 1)]
    [InlineData("river", 2)]
    [InlineData("elephant", 3)]
    [InlineData("hmm", 1)]
    [InlineData("", 1)]
    public void Syllables_Words_AreCounted(string word, int syllables) => Assert.Equal(syllables, PhoneticDistance.Syllables(s_letters.Of(word)));

    [Fact]
    public void Of_EveryFuzzText_IsDefinedAndShort()
    {
        foreach ((string text, _) in FuzzTexts.Read())
        {
            Assert.InRange(s_letters.Of(text).Length, 0, 400);
        }
    }
}

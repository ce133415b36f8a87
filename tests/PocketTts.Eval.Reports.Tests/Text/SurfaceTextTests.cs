using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Tests.Text;

public sealed class SurfaceTextTests
{
    [Fact]
    public void Map_HyphenAndPunctuation_KnowsTheWordsOfEachPiece() => Assert.Equal(
        [new("A", 0, 1), new(" ", 1, 0), new("well-known", 1, 2), new(" ", 3, 0), new("–", 3, 0), new("  ", 3, 0), new("baker!", 3, 1)],
        SurfaceText.Map("A well-known –  baker!", ["a", "well", "known", "baker"])!.Value.AsEnumerable());

    [Fact]
    public void Map_OtherWords_IsNull() => Assert.Null(SurfaceText.Map("It costs $5.", ["it", "costs", "five", "dollars"]));

    [Fact]
    public void Map_TooFewWords_IsNull() => Assert.Null(SurfaceText.Map("one two", ["one"]));

    [Fact]
    public void Map_TooManyWords_IsNull() => Assert.Null(SurfaceText.Map("one", ["one", "two"]));

    [Fact]
    public void Map_HostileTexts_GivesThemBackWhole()
    {
        foreach (string text in FuzzTexts.Read())
        {
            if (SurfaceText.Map(text, PlainWords.Split(text)) is { } pieces)
            {
                Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Text)));
            }
        }
    }
}

using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class CharacterCounterTests
{
    // letters of one and of two UTF-16 units; equal beginnings and endings come by themselves with so few
    private static readonly string[] s_letters = ["a", "b", "\u0292", "\U0001F600"];

    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("", "one", 0, 3)]
    [InlineData("one two", "", 7, 7)]
    [InlineData("one two", "one two", 7, 0)]
    [InlineData("one two", "onetwo", 7, 1)]
    [InlineData("one two three", "one three", 13, 4)]
    public void Count_KnownPairs_CountsBlanksToo(string reference, string hypothesis, long characters, long errors) =>
        Assert.Equal(new CharacterCounts(characters, errors), CharacterCounter.Count(Words(reference), Words(hypothesis)));

    [Fact]
    public void Count_AnyWords_EqualsTheAlignmentOfTheirCharacters()
    {
        Gen<string[]> texts = Gen.Int[0, 3].Array[1, 5].Select(n => string.Concat(n.Select(i => s_letters[i]))).Array[0, 60];
        Gen.Select(texts, texts).Sample(
            (a, b) =>
            {
                ErrorCounts aligned = WordAligner.Align(Characters(a), Characters(b)).Counts;
                Assert.Equal(new CharacterCounts(aligned.ReferenceWords, aligned.Errors), CharacterCounter.Count(a, b));
                Assert.Equal(aligned.ReferenceWords, CharacterCounter.CountCharacters(a));
            },
            iter: 500);
    }

    [Fact]
    public void Count_LongTextsAlikeAtBothEnds_CountsWhatIsBetween()
    {
        string[] reference = [.. Enumerable.Range(0, 3_000).Select(i => FormattableString.Invariant($"w{i}"))];
        string[] hypothesis = [.. reference[..1_000], "x", .. reference[1_002..2_500], "y", .. reference[2_500..]];

        // "w1000 w1001" became "x": all eleven characters but one are gone, that one is another
        Assert.Equal(11 + 2, CharacterCounter.Count(reference, hypothesis).Errors);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Characters(string[] words) => [.. string.Join(' ', words).EnumerateRunes().Select(r => r.ToString())];
}

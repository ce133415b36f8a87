using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("\u0292a", "a\u0292", 2)]
    public void To_KnownPairs_IsTheDistance(string a, string b, int distance) => Assert.Equal(distance, new EditDistance<char>(a).To(b, 100));

    [Fact]
    public void To_AnyTexts_IsTheDistanceUpToTheBound()
    {
        // both within one block of 64 and across several
        Gen<string> texts = Gen.OneOf(Gen.Int[0, 2].Array[0, 14], Gen.Int[0, 3].Array[50, 200]).Select(n => string.Concat(n.Select(i => "abc\u0292"[i])));
        Gen.Select(texts, texts, Gen.Int[0, 150]).Sample(
            (a, b, most) =>
            {
                int expected = Table(a, b);
                int actual = new EditDistance<char>(a).To(b, most);
                Assert.True(expected <= most ? actual == expected : actual > most, $"{a} {b} {most}: {expected} {actual}");
            },
            iter: 2_000);
    }

    [Fact]
    public void To_SeveralTexts_StartsAnewEachTime()
    {
        var distance = new EditDistance<char>("the same text");

        Assert.Equal([0, 5, 0], new[] { "the same text", "the same", "the same text" }.Select(t => distance.To(t, 20)));
    }

    private static int Table(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }
        }

        return d[a.Length, b.Length];
    }
}

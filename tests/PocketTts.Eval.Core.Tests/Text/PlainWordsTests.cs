using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Text;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("It\u2019s the dogs' bowl, isn't it?", "it's the dogs bowl isn't it")]
    [InlineData("rock 'n' roll, \u2018quoted\u2019", "rock n roll quoted")]
    [InlineData("a well-known\u2014and old\u2013fact", "a well known and old fact")]
    [InlineData("Wait... what?Yes", "wait what yes")]
    [InlineData("1,000 people at 3.5 percent, 7.", "1000 people at 3.5 percent 7")]
    [InlineData("at 4 p.m. in the U.S.A. today", "at 4 pm in the usa today")]
    [InlineData("the end.Then i.e.", "the end then ie")]
    [InlineData("CAF\u00C9 cafe\u0301 \uFF21\uFF22 \uFB01ne", "caf\u00E9 caf\u00E9 ab fine")]
    [InlineData("so\u00ADft zero\u200Bwidth nu\u0000ll", "soft zerowidth null")]
    [InlineData("cafe\u200D\u0301", "caf\u00E9")]
    [InlineData("tab\tnew\nline\u00A0hard", "tab new line hard")]
    [InlineData("a \U0001F600 b\u2764\uFE0Fc", "a b c")]
    [InlineData("lone \uD800 half x\uDC00y", "lone half x y")]
    [InlineData("\U0001D400\U0001D401 \U00010400", "ab \U00010428")]
    [InlineData("no\uFFFEchar\uFFFFacter", "no char acter")]
    [InlineData("you\u02BCre", "you're")]
    [InlineData("--- ?!", "")]
    [InlineData("", "")]
    public void Split_Text_GivesItsWords(string text, string expected) =>
        Assert.Equal(GoldenRows.Words(expected), PlainWords.Split(text));

    [Fact]
    public void Split_Null_Throws() => Assert.Throws<ArgumentNullException>(() => PlainWords.Split(null!));

    [Fact]
    public void Split_EveryFuzzRow_GivesCleanWords()
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("fuzz-text.jsonl"))
        {
            string text = row.TryGetProperty("utf16", out JsonElement units)
                ? new string([.. units.Numbers().Select(u => (char)u)])
                : row.Text("text");
            AssertClean(text);
            if (row.GetProperty("speakable").GetBoolean())
            {
                Assert.NotEmpty(PlainWords.Split(text));
            }

            rows++;
        }

        Assert.Equal(481, rows);
    }

    [Fact]
    public void Split_AnyUtf16_GivesCleanWords() =>
        Gen.UShort.Array[0, 40].Sample(units => AssertClean(new string(Array.ConvertAll(units, u => (char)u))), iter: 20_000);

    [Fact]
    public void Split_ManyCombiningMarks_EndsSoon()
    {
        // alternating classes are the worst case of canonical reordering
        string text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0316", 50_000));

        Assert.Single(PlainWords.Split(text));
    }

    private static void AssertClean(string text)
    {
        string joined = string.Join(' ', PlainWords.Split(text));
        Assert.All(GoldenRows.Words(joined), word => Assert.NotEmpty(word));
        Assert.True(joined.IsNormalized(System.Text.NormalizationForm.FormKC), "words are in form NFKC");
    }
}

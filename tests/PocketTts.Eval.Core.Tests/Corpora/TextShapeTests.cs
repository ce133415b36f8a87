using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Core.Tests.Corpora;

public sealed class TextShapeTests
{
    [Theory]
    [InlineData("Yes.", "en", "short statement")]
    [InlineData("You did WHAT?!", "en", "exclamation short")]
    [InlineData("\u201CIs it you?\u201D", "en-GB", "question short")]
    [InlineData("He said (it isn\u2019t).", "en", "contraction short statement")]
    [InlineData("L'eau est froide ce matin.", "fr", "medium statement")]
    [InlineData("Attends \u00AB moi\u00A0! \u00BB", "fr", "exclamation short")]
    [InlineData("almost done", "en", "short unpunctuated")]
    [InlineData("Wait\u2026", "en", "short statement")]
    [InlineData("But I never said that\u2014", "en", "medium unpunctuated")]
    [InlineData("", "en", "short unpunctuated")]
    public void Tags_Text_GivesLengthAndLastSign(string text, string language, string tags) =>
        Assert.Equal(tags, string.Join(' ', TextShape.Tags(text, language)));

    [Fact]
    public void Tags_Lengths_ChangeAtFiveAndTwentyWords()
    {
        Assert.Contains("short", TextShape.Tags("a b c d", "en"));
        Assert.Contains("medium", TextShape.Tags("a b c d e", "en"));
        Assert.Contains("medium", TextShape.Tags(string.Join(' ', Enumerable.Repeat("a", 19)), "en"));
        Assert.Contains("long", TextShape.Tags(string.Join(' ', Enumerable.Repeat("a", 20)), "en"));
    }

    [Fact]
    public void Tags_EveryTag_IsInTheVocabulary() =>
        Assert.All(FuzzTexts(), text => Assert.All(TextShape.Tags(text, "en"), t => Assert.True(TextShape.Vocabulary.ContainsKey(t))));

    private static IEnumerable<string> FuzzTexts() => Text.FuzzTexts.Read().Select(row => row.Text);
}

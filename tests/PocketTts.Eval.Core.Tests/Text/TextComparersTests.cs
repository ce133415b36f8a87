using CsCheck;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Text;

public sealed class TextComparersTests
{
    [Theory]
    [InlineData("plain", "plain/1")]
    [InlineData("strict/1", "strict/1")]
    [InlineData("whisper-english", "whisper-english/1")]
    [InlineData("whisper-basic", "whisper-basic/1")]
    public void Get_KnownName_IsFound(string name, string id)
    {
        Assert.Equal(id, TextComparers.Get(name).Id);
        Assert.Contains(id, TextComparers.Ids);
        Assert.Matches("^[0-9a-f]{64}$", TextComparers.Get(name).Sha256);
    }

    [Theory]
    [InlineData("strict/2")]
    [InlineData("whisper")]
    public void Get_OtherName_SaysWhatThereIs(string name) =>
        Assert.Contains("strict/1", Assert.Throws<InputException>(() => TextComparers.Get(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "it's 5 pm okay|its five p m OK", 5)]
    [InlineData("strict", "it's 5 pm okay|its five p m OK", 0)]
    [InlineData("whisper-english", "it's 5 pm|it is five pm", 0)]
    public void Score_NamedComparer_DecidesTheCounts(string name, string pair, int errors)
    {
        string[] texts = pair.Split('|');
        Take take = TestRun.Heard(TestRun.Utterance("u", texts[0]), texts[1]);

        RunResult result = TakeScorer.Score(TestRun.Info(), [take], new ScoringOptions { Comparer = TextComparers.Get(name) });

        Assert.Equal(errors, result.Takes[0].Scores[0].Counts.Errors);
        Assert.Equal(TextComparers.Get(name).Id, result.Info.Normalizer);
    }

    [Fact]
    public void Score_AnyComparer_KeepsSpans()
    {
        Take take = TestRun.Heard(TestRun.Utterance("u", "Stop, please!"), "stop");

        Assert.All(TextComparers.Ids.Where(i => !i.Contains("letters", StringComparison.Ordinal)), id => Assert.Equal(
            [new TextSpan(0, 4), new TextSpan(6, 12)],
            TakeScorer.Score(TestRun.Info(), [take], new ScoringOptions { Comparer = TextComparers.Get(id) }).Takes[0].Scores[0].ReferenceSpans));
    }

    [Fact]
    public void PlainNormalizer_EveryText_EqualsPlainWords()
    {
        var normalizer = new PlainNormalizer();
        foreach ((string text, _) in FuzzTexts.Read())
        {
            AssertEqual(text);
        }

        Gen.UShort.Array[0, 30].Sample(units => AssertEqual(new string(Array.ConvertAll(units, u => (char)u))), iter: 5_000);

        void AssertEqual(string text)
        {
            NormalizedText normalized = normalizer.Normalize(text);
            Assert.Equal(PlainWords.Split(text), normalized.Words.Select(w => w.Text));
            Assert.All(normalized.Words, w => Assert.True(w.Start >= 0 && w.Start < w.End && w.End <= text.Length));
        }
    }
}

using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class ErrorProfilerTests
{
    private static readonly Utterance s_four = TestRun.Utterance("four", "one two three four");
    private static readonly Utterance s_one = TestRun.Utterance("one", "Yes!");

    [Fact]
    public void Of_ScoredRun_SaysWhereErrorsFall()
    {
        RunResult result = TestRun.Score(
            TestRun.Heard(s_four, "two three four", 0),
            TestRun.Heard(s_four, "two three four", 1),
            TestRun.Heard(s_four, "one too three", 2),
            TestRun.Heard(s_one, "yes", 0),
            TestRun.Heard(s_one, "no no no no", 1),
            TestRun.Failed(s_one, 2));

        ErrorProfile profile = ErrorProfiler.Of(result, TestRun.System, TestRun.Recognizer);

        Assert.Equal(result.Systems[0].Accuracy[0].Counts, profile.Words);
        Assert.Equal(new ErrorCounts(6, 2, 3, 3), profile.Words);
        Assert.Equal((5, 4, .8), (profile.CountedTakes, profile.TakesWithErrors, profile.SentenceErrorRate));
        Assert.Equal(new PositionCounts(5, 2, 1), profile.FirstWord);
        Assert.Equal(new PositionCounts(4, 0, 1), profile.InnerWords);
        Assert.Equal(new PositionCounts(5, 2, 1), profile.LastWord);
        Assert.Equal(3.0 / 5, profile.FirstWord.WrongRate);
        Assert.Equal(2.0 / 5, profile.LastWord.DeletionRate);
        Assert.Equal(result.Systems[0].Accuracy[0].MacroWordErrorRate, profile.MacroWordErrorRate);

        // four: 3 errors of 8 words; one: 5 errors of 3 words, cut at 1
        Assert.Equal(((3.0 / 8) + (5.0 / 3)) / 2, profile.MacroWordErrorRate!.Value, 12);
        Assert.Equal(((3.0 / 8) + 1) / 2, profile.CappedMacroWordErrorRate!.Value, 12);

        // words of four fall into deciles 0, 2, 5, 7; the word of one into decile 0
        Assert.Equal([5, 0, 2, 0, 0, 2, 0, 2, 0, 0], profile.Deciles.Select(d => d.Words));
        Assert.Equal(new PositionCounts(2, 1, 0), profile.Deciles[7]);
    }

    [Fact]
    public void Of_CharacterCounts_IncludeBlanks()
    {
        CharacterCounts characters = ErrorProfiler.Of(TestRun.Score(TestRun.Heard(s_four, "one two tree")), TestRun.System, TestRun.Recognizer).Characters;

        Assert.Equal("one two three four".Length, characters.Characters);
        Assert.Equal(6, characters.Errors);
    }

    [Fact]
    public void Of_NothingCounted_IsUnknown()
    {
        ErrorProfile profile = ErrorProfiler.Of(TestRun.Score(TestRun.Missing(s_one)), TestRun.System, TestRun.Recognizer);

        Assert.Equal(0, profile.CountedTakes);
        Assert.Null(profile.SentenceErrorRate);
        Assert.Null(profile.MacroWordErrorRate);
        Assert.Null(profile.CappedMacroWordErrorRate);
        Assert.Null(profile.FirstWord.WrongRate);
        Assert.Equal(10, profile.Deciles.Length);
    }
}

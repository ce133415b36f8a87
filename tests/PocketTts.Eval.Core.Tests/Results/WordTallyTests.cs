using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class WordTallyTests
{
    private static readonly Utterance s_cat = TestRun.Utterance("cat", "The cat sat down.");
    private static readonly Utterance s_dog = TestRun.Utterance("dog", "A dog!");

    [Fact]
    public void Of_ScoredRun_ListsTheWorstWordsFirst()
    {
        RunResult result = TestRun.Score(
            TestRun.Heard(s_cat, "the cat down", 0),
            TestRun.Heard(s_cat, "the cap sat down", 1),
            TestRun.Heard(s_cat, "the hat down", 2),
            TestRun.Heard(s_cat, "the hat down", 3),
            TestRun.Heard(s_cat, "the cap sat down please", 4, "another take"),
            TestRun.Failed(s_cat, 5),
            TestRun.Heard(s_dog, "dog", 0),
            TestRun.Missing(s_dog, 1));

        WordTrouble[] words = [.. WordTally.Of(result, TestRun.System, TestRun.Recognizer)];

        Assert.Equal(["cat", "sat", "a"], words.Select(w => w.Word));
        Assert.Equal([(1, 2, 4), (1, 1, 4), (1, 0, 1)], words.Select(w => (w.Deleted, w.Substituted, w.CountedTakes)));
        Assert.Equal([new("cap", 2)], words[0].HeardInstead);
        Assert.Equal([new("hat", 1)], words[1].HeardInstead);
        Assert.Equal(("c", "cat", 1, 3), (words[0].Corpus, words[0].UtteranceId, words[0].WordIndex, words[0].Wrong));
        Assert.Empty(words[2].HeardInstead);
        Assert.Equal([false, false, null], words.Select(w => w.IsSystematic));
        Assert.Equal([.5, 2.0 / 3, null], words.Select(w => w.FlipRate));
    }

    [Fact]
    public void Of_AcceptedForm_IsTalliedByItself()
    {
        Utterance utterance = TestRun.Utterance("u", "at 10:30 now", "at half past ten now");
        RunResult result = TestRun.Score(TestRun.Heard(utterance, "at half past ten", 0), TestRun.Heard(utterance, "at 10:30", 1));

        Assert.Equal(
            [("now", 3, 1), ("now", 4, 1)],
            WordTally.Of(result, TestRun.System, TestRun.Recognizer).Select(w => (w.Word, w.WordIndex, w.CountedTakes)));
    }

    [Fact]
    public void Of_OtherSystemOrRecognizer_IsEmpty()
    {
        RunResult result = TestRun.Score(TestRun.Heard(s_cat, "no"));

        Assert.Empty(WordTally.Of(result, "other", TestRun.Recognizer));
        Assert.Empty(WordTally.Of(result, TestRun.System, "other"));
    }
}

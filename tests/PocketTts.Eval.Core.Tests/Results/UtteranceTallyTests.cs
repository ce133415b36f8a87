using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class UtteranceTallyTests
{
    [Fact]
    public void Of_ScoredRun_ListsTheWorstUtterancesFirst()
    {
        Utterance fine = TestRun.Utterance("fine", "all is well");
        Utterance shaky = TestRun.Utterance("shaky", "one two three four");
        Utterance silent = TestRun.Utterance("silent", "...");
        RunResult result = TestRun.Score(
            TestRun.Heard(fine, "all is well"),
            TestRun.Heard(silent, ""),
            TestRun.Heard(shaky, "one two three four", 0),
            TestRun.Heard(shaky, "one two three", 1),
            TestRun.Heard(shaky, "one two three", 2),
            TestRun.Heard(shaky, "one", 3),
            TestRun.Failed(shaky, 4));

        UtteranceTrouble[] utterances = [.. UtteranceTally.Of(result, TestRun.System, TestRun.Recognizer)];

        Assert.Equal(["shaky", "fine", "silent"], utterances.Select(u => u.UtteranceId));
        Assert.Equal(
            new UtteranceTrouble("c", "shaky", 4, 3, new ErrorCounts(8, 0, 8, 0), 0, (0 + .25 + .75 + 1) / 4, 1),
            utterances[0]);
        Assert.Equal(.5, utterances[0].FlipRate);
        Assert.Equal((0.0, null), (utterances[1].Mean, utterances[1].FlipRate));
        Assert.Equal((null, null, null), (utterances[2].Best, utterances[2].Mean, utterances[2].Worst));
    }
}

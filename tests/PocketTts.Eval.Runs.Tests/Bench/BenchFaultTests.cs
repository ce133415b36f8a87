using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Bench;

/// <summary>What a bench does when something goes wrong in the middle: the rest is measured, and what is missing is said.</summary>
public sealed class BenchFaultTests
{
    [Fact]
    public async Task RunAsync_WorkerThatCannotBeStartedAgain_FailsItsFurtherTakesAndTheOthersGoOn()
    {
        bool isBroken = false;
        using var harness = new BenchHarness
        {
            OnStart = _ => isBroken ? new FakeWorker((worker, _, _) => throw new InvalidOperationException("no memory left")) : null,
        };
        int takes = 0;
        var engine = new FakeEngine("fake")
        {
            Speak = (r, t) =>
            {
                // b dies in its second take and never comes back
                if (r.Text.StartsWith("Long", StringComparison.Ordinal) && ++takes == 2)
                {
                    isBroken = true;
                    return harness.DieAsync(t);
                }

                return Task.FromResult(FakeEngine.Tone(r.Text, 1));
            },
        };

        BenchResult result = await harness.RunAsync(BenchHarness.Plan("a=fake:one", "b=fake:two") with { Rounds = 3, ColdStarts = 0, WarmUps = 0 }, engine);

        BenchSystem b = result.Report.Systems[1];
        Assert.Equal((6, 0), (result.Report.Systems[0].All.OkTakes, result.Report.Systems[0].All.FailedTakes));
        Assert.Equal((1, 5), (b.All.OkTakes, b.All.FailedTakes));
        Assert.Equal([new BenchFailure("cannot-start", 4, 2), new BenchFailure("worker-crashed", 1, 1)], b.Failures);
        Assert.Single(harness.Notes, n => n.EndsWith("its further takes count as failed", StringComparison.Ordinal));
        Assert.Contains("b against a: without long, which count in one of them only", result.Report.Notes);
        Assert.Equal(["long"], Assert.Single(result.Report.Comparisons).LeftOut);
    }

    [Fact]
    public async Task RunAsync_RecognizerThatDiesInOneTake_LosesThatTakeOnly()
    {
        BenchHarness? harness = null;
        int heard = 0;
        harness = new BenchHarness
        {
            Ear = new FakeRecognizer
            {
                Hear = async (audio, token) =>
                {
                    if (++heard == 2)
                    {
                        await harness!.DieAsync(token);
                    }

                    return "one two three four five";
                },
            },
        };
        using (harness)
        {
            BenchResult result = await harness.RunAsync(
                BenchHarness.Plan("a=fake:one") with { Rounds = 3, ColdStarts = 0, WarmUps = 0, Recognizers = [new BenchChoice("ear", "ear", null, "fake-ear")] }, new FakeEngine("fake"));

            BenchSystem ear = result.Report.Systems[1];
            Assert.Equal((5, 1), (ear.All.OkTakes, ear.All.FailedTakes));
            Assert.Equal(new BenchFailure("worker-crashed", 1, 1), Assert.Single(ear.Failures));
            Assert.Equal(6, result.Report.Systems[0].All.OkTakes);
        }
    }

    [Fact]
    public async Task RunAsync_TimeIsOver_BeginsNoFurtherRound()
    {
        using var harness = new BenchHarness();

        BenchResult result = await harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 5, ColdStarts = 0, Budget = TimeSpan.FromTicks(1) }, new FakeEngine("fake"));

        Assert.Equal((1, 2), (result.Report.Rounds, result.Takes.Length));
        Assert.Contains("the time is over after 1 of 5 rounds", harness.Notes);
    }

    [Fact]
    public async Task RunAsync_Cancelled_KeepsWhatWasMeasured()
    {
        using var cancel = new CancellationTokenSource();
        using var harness = new BenchHarness { OnProgress = p => { if (p is { Phase: "timing", Done: 3 }) { cancel.Cancel(); } } };

        BenchResult result = await harness.RunAsync(BenchHarness.Plan("a=fake:one") with { ColdStarts = 0, CheckedBy = "fake-ear" }, new FakeEngine("fake"), cancellation: cancel.Token);

        Assert.Equal(3, result.Takes.Length);
        Assert.Equal("cancelled before it was done: what was measured until then", result.Report.Notes[0]);

        // what nobody listened to is not said to be checked
        Assert.Equal((null, null), (result.Report.CheckedBy, result.Report.Systems[0].CheckedWords));
    }

    [Fact]
    public async Task RunAsync_CancelledBeforeTheFirstTake_MeasuredNothing()
    {
        using var harness = new BenchHarness();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.RunAsync(BenchHarness.Plan("a=fake:one") with { ColdStarts = 0 }, new FakeEngine("fake"), cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task RunAsync_CheckedWords_CountLostOnesAndLeaveOutWhatNobodyUnderstood()
    {
        using var harness = new BenchHarness
        {
            Ear = new FakeRecognizer
            {
                Hear = (audio, _) => audio.Samples.Length == Length("Short.") ? throw new TakeFailedException("no-idea", "what?") : Task.FromResult("long enough five"),
            },
        };

        BenchResult result = await harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 2, ColdStarts = 0, CheckedBy = "fake-ear" }, new FakeEngine("fake") { Speak = (r, _) => Task.FromResult(FakeEngine.Tone(r.Text, 1)) });

        Assert.Equal((10, 4), (result.Report.Systems[0].CheckedWords, result.Report.Systems[0].LostWords));
        Assert.Equal(new BenchFailure("too-few-words", 2, 1), Assert.Single(result.Report.Systems[0].Failures));

        // equal sounds are heard once
        Assert.Equal(2, harness.Ear.Heard.Count);
    }

    [Fact]
    public async Task RunAsync_SystemThatSpeaksHalfAsLongAsTheOther_IsPointedOut()
    {
        using var harness = new BenchHarness();
        BenchPlan plan = BenchHarness.Plan("a=fake:one", "b=other:two") with { Rounds = 2, ColdStarts = 0 };
        var engine = new FakeEngine("fake") { Speak = (r, _) => Task.FromResult<float[]>([.. FakeEngine.Tone(r.Text, 1), .. FakeEngine.Tone(r.Text, 1)]) };
        var quick = new FakeEngine("other") { Speak = (r, _) => Task.FromResult(FakeEngine.Tone(r.Text, 1)) };

        BenchResult result = await harness.RunAsync(plan, engine, others: [quick]);

        Assert.Contains(result.Report.Notes, n => n.StartsWith("b needs 0.11 s of speech a word", StringComparison.Ordinal) && n.EndsWith("does it say everything?", StringComparison.Ordinal));
    }

    private static int Length(string text) => FakeEngine.Tone(text, 1).Length;
}

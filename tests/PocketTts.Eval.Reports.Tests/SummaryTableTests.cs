using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests;

public sealed class SummaryTableTests
{
    [Fact]
    public void From_OneRecognizer_HasARowASystemWithoutRecognizerColumn()
    {
        SummaryTable table = SummaryTable.From(FixtureRun.Small);

        Assert.Equal(["kokoro-heart", "pocket-alba"], table.Rows.Select(row => row[0]));
        Assert.DoesNotContain(table.Columns, column => column.Key == "recognizer");
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length));
        Assert.Equal("3 of 120", table.Rows[1][table.Columns.IndexOf(table.Columns.Single(column => column.Key == "failedTakes"))]);
    }

    [Fact]
    public void From_TwoRecognizers_HasARowEach()
    {
        SummaryTable table = SummaryTable.From(FixtureRun.Build(["One two.", "Three."], 2, ["a", "b"]));

        Assert.Equal(["kokoro-heart a", "kokoro-heart b", "pocket-alba a", "pocket-alba b"], table.Rows.Select(row => row[0] + " " + row[1]));
    }

    [Fact]
    public void From_Deterministic_SaysThatTakesCountOnce() => Assert.Contains(
        "kokoro-heart is deterministic: every repeat gave identical audio, so its 120 takes count as 40, once per text.",
        SummaryTable.From(FixtureRun.Small).Notes);

    [Fact]
    public void From_NothingReached_HasDashesAndSaysWhy()
    {
        RunResult run = FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer], take => take with { Synthesis = null, Recognitions = [] });
        run = run with { Info = run.Info with { Status = RunStatus.Cancelled } };

        SummaryTable table = SummaryTable.From(run);

        Assert.Equal(["kokoro-heart", "—", "—", "—", "0", "0", "0", "0", "0 of 1, 1 missing", "—", "—", "—", "—"], table.Rows[0]);
        Assert.Equal("kokoro-heart: no take could be compared with its text by whisper-base; no failed take, 1 not reached; speed not measured.", table.Answers[0]);
        Assert.Equal("The run was cancelled; the same command continues it.", table.NotMeasured[0]);
        Assert.Contains("1 take of kokoro-heart: the run has not reached it.", table.NotMeasured);
        Assert.Contains("Speed of kokoro-heart: no take has a usable timing (failed, cached, warm-up, or other work ran at the same time).", table.NotMeasured);
    }

    [Fact]
    public void From_FewTakes_SaysWhyThereIsNoP95AndNoInterval()
    {
        SummaryTable table = SummaryTable.From(FixtureRun.Build(["One two three."], 3, [FixtureRun.Recognizer]));

        Assert.Contains("Interval of the WER of pocket-alba by whisper-base: it needs at least 2 utterances.", table.NotMeasured);
        Assert.Contains("RTF p95 of pocket-alba: 2 takes with a usable timing, it needs 20.", table.NotMeasured);
    }
}

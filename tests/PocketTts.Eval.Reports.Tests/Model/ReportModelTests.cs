using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Model;

public sealed class ReportModelTests
{
    [Fact]
    public void Of_TwoRunsOfOneSystem_NamesTheRunAndJoinsTheTexts()
    {
        ReportModel model = Of(FixtureRun.Small, Renamed(FixtureRun.Small, "second"));

        Assert.Equal(
            ["2026-03-04-first/kokoro-heart", "2026-03-04-first/pocket-alba", "second/kokoro-heart", "second/pocket-alba"], model.Systems.Select(s => s.Label));
        Assert.Equal(40, model.Texts.Length);
        Assert.All(model.Texts, t => Assert.Equal(4, t.Systems.Length));
        Assert.Empty(model.RunNotes());
    }

    [Fact]
    public void Of_RunsOfOneName_NumbersThem() =>
        Assert.Equal(["2026-03-04-first", "2026-03-04-first (2)"], Of(FixtureRun.Small, FixtureRun.Small).Runs.Select(r => r.Label));

    [Fact]
    public void RunNotes_NothingShared_SaysSo()
    {
        RunResult other = Renamed(FixtureRun.Build(["Quite another text."], 2, ["vosk"]), "other");
        other = other with { Info = other.Info with { Machine = other.Info.Machine with { Fingerprint = "000000000000" } } };

        string[] notes = [.. Of(FixtureRun.Small, other).RunNotes()];

        Assert.Equal(3, notes.Length);
        Assert.Equal("2026-03-04-first and other share no text: their rates are of different texts and say nothing about which is better.", notes[0]);
        Assert.Contains("different recognizers (whisper-base, vosk)", notes[1], StringComparison.Ordinal);
        Assert.Contains("different machines", notes[2], StringComparison.Ordinal);
    }

    [Fact]
    public void RunNotes_SomeShared_SaysHowMany()
    {
        RunResult half = Renamed(FixtureRun.Build(FixtureTexts.All[..20], 3, [FixtureRun.Recognizer]), "half");

        Assert.StartsWith("2026-03-04-first and half share 20 texts of 40;", Assert.Single(Of(FixtureRun.Small, half).RunNotes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Comparisons_RunWithItself_ProveNothing()
    {
        ReportModel model = Of(FixtureRun.Small, Renamed(FixtureRun.Small, "second"));

        Assert.DoesNotContain(model.Comparisons.Items, i => i.IsProven);
    }

    [Fact]
    public void Comparisons_OneLosesEveryThirdWord_OtherIsProvenBest()
    {
        ReportModel model = Of(FixtureRun.Build(FixtureTexts.All[..35], 2, [FixtureRun.Recognizer], take => Heard(take, take.Key.SystemId == FixtureRun.Sampled)));

        BestOf lost = model.Comparisons.Find("skipped")!;
        Assert.Equal(FixtureRun.Deterministic, lost.Best.Id);
        Assert.True(lost.IsProven);
        Assert.Contains($"{FixtureRun.Deterministic} loses fewer words than {FixtureRun.Sampled}, beyond chance.", Answers.Lead(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_FaultsInShortTextsOnly_SayWorseOn()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "Stop it" : FixtureTexts.All[i / 2])];
        ReportModel model = Of(FixtureRun.Build(texts, 3, [FixtureRun.Recognizer], take => Heard(take, take.Utterance.Text == "Stop it")));

        Assert.Contains("worse on texts of 1–2 words (", Answers.Of(model)[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_OneWordWrittenAsNumber_IsOneColumn()
    {
        TextGrid grid = TextGrid.Of(Of(FixtureRun.Build(["In 1984 it rained.", "Yes."], 1, [FixtureRun.Recognizer], take => Heard(take, false))).Texts.Single(t => t.Index == 0));

        Assert.Equal(4, grid.Forms[0].Columns);
        Assert.Equal("In 1984 it rained.", string.Concat(grid.Forms[0].Pieces));
    }

    private static ReportModel Of(params RunResult[] runs) => ReportModel.Of([.. runs.Select(r => new ReportSource(r, null))], ReportOptions.Default);

    private static RunResult Renamed(RunResult run, string name) => run with { Info = run.Info with { Name = name, CreatedUtc = run.Info.CreatedUtc.AddHours(1) } };

    // the text as it is, or without its last words
    private static Take Heard(Take take, bool isCut) => take.Synthesis is null ? take : take with
    {
        Recognitions = [.. take.Recognitions.Select(r => new RecognizedTake(r.RecognizerId, new() { Text = isCut ? Cut(take.Utterance.Text) : take.Utterance.Text }, null))],
    };

    private static string Cut(string text) => string.Join(' ', text.Split(' ').Where((_, i) => i % 3 != 1).ToImmutableArray());
}

using System.Collections.Concurrent;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Calibration;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Calibration;

public sealed class CalibrationResultTests : IDisposable
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // what was said, by the length of its sound: a recognizer that hears everything
    private readonly ConcurrentDictionary<int, string> _said = new();
    private readonly RunBench _bench;

    public CalibrationResultTests() => _bench = new RunBench
    {
        Engine = new FakeEngine("fake") { Speak = (request, _) => Task.FromResult(Speak(request.Text)) },
        Ear = new FakeRecognizer { Hear = (audio, _) => Task.FromResult(_said[audio.Samples.Length]) },
    };

    [Fact]
    public async Task Score_RecognizerThatHearsEverything_FindsEveryFaultAndNoOther()
    {
        string folder = await CalibrateAsync("a", "u", 1);

        CalibrationResult result = CalibrationResult.Score([folder], [], ScoringOptions.Default, s_at);

        VerdictCalibration calibration = result.Calibration;
        Assert.Equal(("fake-ear", "fake", "1"), (calibration.Recognizer, calibration.Engine, calibration.EngineVersion));
        Assert.All(new[] { calibration.Words["skipped"], calibration.Words["repeated"], calibration.Takes["clause-skipped"], calibration.Takes["truncated"] }, c =>
        {
            Assert.True(c.Positives >= 5, result.Markdown);
            Assert.Equal(c.Positives, c.Detected);
            Assert.Equal(0, c.FalseAlarms);
        });
        Assert.StartsWith("2026-01-02: 120 takes of 24 texts by 2 voices (one, two)", calibration.Description, StringComparison.Ordinal);
        Assert.Contains("| skip | skipped | 100.0 % |", result.Markdown, StringComparison.Ordinal);
        Assert.Contains("| words called faulty | 0.00 % [0.00, ", result.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("Not found", result.Markdown, StringComparison.Ordinal);
        // scored again from the same facts: the same file
        string again = CalibrationJson.Write(CalibrationResult.Score([folder], [], ScoringOptions.Default, s_at).Calibration);
        Assert.Equal(CalibrationJson.Write(calibration), again);
    }

    [Fact]
    public async Task Score_SeveralFolders_CountsAllTakes()
    {
        string first = await CalibrateAsync("a", "u", 1), second = await CalibrateAsync("b", "v", 2);

        CalibrationResult result = CalibrationResult.Score([first, second], [], ScoringOptions.Default, s_at);

        Assert.Contains("240 takes of 48 texts", result.Calibration.Description, StringComparison.Ordinal);
        Assert.Contains("240 takes; 0 more", result.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_JudgeFolders_SetThresholdsOnOneAndCountOnTheOther()
    {
        string first = await CalibrateAsync("a", "u", 1), second = await CalibrateAsync("b", "v", 2, "three", "four");

        VerdictCalibration alone = CalibrationResult.Score([second], [], ScoringOptions.Default, s_at).Calibration;
        CalibrationResult result = CalibrationResult.Score([first], [second], ScoringOptions.Default, s_at);

        // counts are those of the second folder's judging half
        Assert.Equal(alone.Words["skipped"], result.Calibration.Words["skipped"]);
        Assert.Equal(alone.Takes["truncated"], result.Calibration.Takes["truncated"]);
        Assert.Equal(
            "2026-01-02: 120 takes of 24 texts by 2 voices (one, two); thresholds set on one half of the texts, counts from the other half of 120 takes of 24 texts by 2 voices (four, three)",
            result.Calibration.Description);
        Assert.Contains("voices that set no threshold: four, three.", result.Markdown, StringComparison.Ordinal);
        Assert.Contains("voices that set no threshold: none.", CalibrationResult.Score([first], [first], ScoringOptions.Default, s_at).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_OtherRecognizerOrNoCalibration_SaysSo()
    {
        string first = await CalibrateAsync("a", "u", 1);
        _bench.Ear.EngineVersion = "2";
        string second = await CalibrateAsync("b", "v", 2);
        Assert.Contains("was heard by fake-ear", Assert.Throws<InputException>(() => CalibrationResult.Score([first, second], [], ScoringOptions.Default, s_at)).Message, StringComparison.Ordinal);
        await _bench.RunAsync(_bench.Plan());
        Assert.Contains("was heard by fake-ear", Assert.Throws<InputException>(() => CalibrationResult.Score([first], [second], ScoringOptions.Default, s_at)).Message, StringComparison.Ordinal);
        Assert.Contains("no take with a known fault", Assert.Throws<InputException>(() => CalibrationResult.Score([_bench.OutputFolder], [], ScoringOptions.Default, s_at)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => CalibrationResult.Score([_bench.Temp.Of("nothing")], [], ScoringOptions.Default, s_at));
    }

    [Theory]
    [InlineData(FaultKind.Skip, WordVerdictKind.Skipped, "Found")]
    [InlineData(FaultKind.Skip, WordVerdictKind.Mangled, "OtherName")]
    [InlineData(FaultKind.Skip, WordVerdictKind.Unsure, "Missed")]
    [InlineData(FaultKind.Mangle, WordVerdictKind.Replaced, "Found")]
    [InlineData(FaultKind.Double, WordVerdictKind.Repeated, "Found")]
    [InlineData(FaultKind.Double, WordVerdictKind.Said, "Missed")]
    [InlineData(FaultKind.CutWord, WordVerdictKind.Skipped, "Found")]
    [InlineData(FaultKind.Truncate, WordVerdictKind.Skipped, "OtherName")]
    public void Of_WordVerdict_CountsOnTheRightWordOnly(FaultKind kind, WordVerdictKind verdict, string finding)
    {
        WordVerdict Word(int index, WordVerdictKind of) => new(index, "w", new TextSpan(2 * index, (2 * index) + 1), of, VerdictConfidence.Likely, "rule");
        var fault = new InjectedFault { Kind = kind, Voice = "one", TextStart = 2, TextEnd = 3 };
        Assert.Equal(finding, FindingRules.Of(fault, TakeVerdict.Empty with { Words = [Word(0, WordVerdictKind.Said), Word(1, verdict)] }).ToString());
        Assert.Equal(Finding.Missed, FindingRules.Of(fault, TakeVerdict.Empty with { Words = [Word(0, verdict), Word(1, WordVerdictKind.Said)] }));
    }

    [Theory]
    [InlineData(FaultKind.Truncate, TakeFaultKind.Truncated)]
    [InlineData(FaultKind.CutTail, TakeFaultKind.Truncated)]
    [InlineData(FaultKind.Clause, TakeFaultKind.ClauseSkipped)]
    [InlineData(FaultKind.Gap, TakeFaultKind.Choppy)]
    [InlineData(FaultKind.Gap, TakeFaultKind.LongPause)]
    [InlineData(FaultKind.Click, TakeFaultKind.Clicks)]
    [InlineData(FaultKind.Noise, TakeFaultKind.Garbled)]
    [InlineData(FaultKind.Clip, TakeFaultKind.Clipped)]
    public void Of_TakeFault_IsTheRightOne(FaultKind kind, TakeFaultKind right)
    {
        var fault = new InjectedFault { Kind = kind, Voice = "one" };
        TakeVerdict With(TakeFaultKind found) => TakeVerdict.Empty with { Faults = [new TakeFault(found, VerdictConfidence.Likely, "rule", "detail")] };
        Assert.Equal(Finding.Found, FindingRules.Of(fault, With(right)));
        Assert.Equal(Finding.OtherName, FindingRules.Of(fault, With(TakeFaultKind.RunOn)));
        Assert.Equal(Finding.Missed, FindingRules.Of(fault, TakeVerdict.Empty));
        Assert.NotEmpty(FindingRules.Expected(kind));
    }

    public void Dispose() => _bench.Dispose();

    // a longer text gets a longer sound, and no two texts the same length
    private float[] Speak(string text)
    {
        for (int length = 6000 + (500 * text.Split(' ').Length); ; length++)
        {
            if (_said.GetOrAdd(length, text) == text)
            {
                return [.. Enumerable.Range(0, length).Select(i => ((i / 20) & 1) == 0 ? 0.25f : -0.25f)];
            }
        }
    }

    private async Task<string> CalibrateAsync(string name, string prefix, long seed, params string[] voices)
    {
        string[] objects = ["key", "lamp", "boat", "chair", "river", "garden", "letter", "window", "basket", "mirror", "candle", "bottle", "hammer", "ladder", "pillow", "saddle", "teapot", "violin", "wallet", "zipper", "anchor", "bridge", "cannon", "dragon"];
        var texts = new StringBuilder();
        foreach (string thing in objects)
        {
            texts.Append(FormattableString.Invariant($"{{\"id\": \"{prefix}-{thing}\", \"text\": \"{(prefix == "u" ? "Nobody" : "Somebody")} remembers where grandfather left his old {thing} yesterday.\"}}\n"));
        }

        RunPlan plan = new CalibrationPlan
        {
            Kinds = [FaultKind.Untouched, FaultKind.Skip, FaultKind.Double, FaultKind.Truncate, FaultKind.Clause],
            Engine = "fake",
            Voices = voices.Length == 0 ? ["one", "two"] : [.. voices],
            Recognizers = ["fake-ear"],
            Corpus = _bench.Temp.Write($"{name}.jsonl", texts.ToString()),
            Repeats = 1,
            Seed = seed,
            OutputFolder = _bench.Temp.Of($"calibration-{name}"),
        }.ToRunPlan();
        plan = plan with { Systems = plan.Systems.RemoveAt(1) };
        await new RunExecutor([new FaultyEngine([_bench.Engine], [_bench.Ear])], [_bench.Ear], _bench.Time, _bench.Progress, _bench.Host, new RunSettings(), new FakeMeter()).RunAsync(plan, CancellationToken.None);
        return plan.OutputFolder;
    }
}

using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

public sealed class CalibrationTests
{
    private static readonly string s_hash = new('a', 64);

    private static readonly VerdictCalibration s_calibration = new()
    {
        Recognizer = "whisper-base",
        Engine = "whisper",
        FileSha256 = [s_hash],
        Normalizer = "strict/1",
        RulesVersion = VerdictRules.Version,
        Description = "made up",
        Options = new VerdictOptions { SkipGain = 3.5, BabbleWords = 4 },
        Words = new Dictionary<string, DetectionCounts> { ["skipped"] = new(200, 190, 10_000, 20) }.ToImmutableSortedDictionary(),
        Takes = new Dictionary<string, DetectionCounts> { ["truncated"] = new(200, 198, 400, 1) }.ToImmutableSortedDictionary(),
    };

    [Fact]
    public void Read_WrittenFile_IsTheSame()
    {
        VerdictCalibration read = CalibrationJson.Read(Encoding.UTF8.GetBytes(CalibrationJson.Write(s_calibration)), "c.json");

        Assert.Equal(s_calibration.Options, read.Options);
        Assert.Equal(s_calibration.Words, read.Words.AsEnumerable());
        Assert.Equal(s_calibration.Takes, read.Takes.AsEnumerable());
        Assert.Equal(s_calibration.FileSha256, read.FileSha256.AsEnumerable());
        Assert.Equal((s_calibration.Recognizer, s_calibration.Normalizer, s_calibration.RulesVersion), (read.Recognizer, read.Normalizer, read.RulesVersion));
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "not JSON")]
    [InlineData("{}", "schemaVersion")]
    [InlineData("""{"schemaVersion":2}""", "use a newer")]
    [InlineData("""{"schemaVersion":1,"recogniser":"x"}""", "no member 'recogniser' is known")]
    [InlineData("""{"schemaVersion":1,"recognizer":"x"}""", "engine")]
    [InlineData("""{"schemaVersion":1,"recognizer":"x","engine":"w","fileSha256":["zz"],"normalizer":"n","rulesVersion":1}""", "fileSha256")]
    [InlineData("""{"schemaVersion":1,"recognizer":3,"engine":"w"}""", "wrong type")]
    public void Read_BadFile_SaysWhatIsWrong(string json, string part) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => CalibrationJson.Read(Encoding.UTF8.GetBytes(json), "c.json")).Message, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("\"skipGain\": 3.5", "\"skipGain\": 5000", "skipGain: 5000 is outside")]
    [InlineData("\"skipGain\": 3.5", "\"skipGian\": 3.5", "thresholds.skipGian")]
    [InlineData("\"detected\": 190", "\"detected\": 201", "words.skipped")]
    [InlineData("\"babbleWords\": 4", "\"babbleWords\": 1, \"clicks\": 0", "2 problems")]
    public void Read_BadValue_NamesIt(string good, string bad, string part)
    {
        string json = CalibrationJson.Write(s_calibration);
        Assert.Contains(good, json, StringComparison.Ordinal);
        json = json.Replace(good, bad, StringComparison.Ordinal).Replace("\"clicks\": 1,", string.Empty, StringComparison.Ordinal);

        Assert.Contains(part, Assert.Throws<InputException>(() => CalibrationJson.Read(Encoding.UTF8.GetBytes(json), "c.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BuiltIn_Files_AreSound() => Assert.All(VerdictCalibrations.BuiltIn.All, c => Assert.Equal(VerdictRules.Version, c.RulesVersion));

    [Fact]
    public void Options_Defaults_AreValidAndEachIsNamed()
    {
        new VerdictOptions().Validate();
        Assert.Equal(
            typeof(VerdictOptions).GetProperties().Where(p => p.CanWrite).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Order(StringComparer.Ordinal),
            VerdictThreshold.All.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (VerdictThreshold threshold in VerdictThreshold.All)
        {
            VerdictOptions changed = threshold.With(new VerdictOptions(), threshold.Most);
            Assert.Equal(threshold.Most, threshold.Read(changed));
        }
    }

    [Fact]
    public void Score_FittingCalibration_SetsThresholdsAndCorrectsRates()
    {
        FaultRate rate = Score(s_calibration).Systems[0].Verdicts[0].Rate("skipped")!;

        Assert.Equal((1, 11), (rate.Raw, rate.Of));
        Assert.Equal(((1.0 / 11) - .002) / .948, rate.Corrected!.Value, 1e-9);
        Assert.InRange(rate.Corrected.Value, rate.CorrectedInterval!.Value.Low, rate.CorrectedInterval.Value.High);
        Assert.Equal([TestRun.Recognizer], Score(s_calibration).Scoring!.Calibrations);
    }

    [Theory]
    [InlineData("whisper-english/1", 1)]
    [InlineData("strict/1", 99)]
    public void Score_CountsOfOtherRules_CorrectNothing(string normalizer, int rules) =>
        Assert.Null(Score(s_calibration with { Normalizer = normalizer, RulesVersion = rules }).Systems[0].Verdicts[0].Rate("skipped")!.Corrected);

    [Fact]
    public void Fits_OtherFilesOrEngine_DoesNot()
    {
        RecognizerInfo recognizer = Recognizer();
        Assert.True(s_calibration.Fits(recognizer));
        Assert.False(s_calibration.Fits(recognizer with { Engine = "other" }));
        Assert.False(s_calibration.Fits(recognizer with { Files = [new ModelFile("m", 1, new string('b', 64))] }));
        Assert.False((s_calibration with { EngineVersion = "2" }).Fits(recognizer));
        Assert.True((s_calibration with { EngineVersion = "1" }).Fits(recognizer));
    }

    private static RecognizerInfo Recognizer() => new() { Id = TestRun.Recognizer, Engine = "whisper", EngineVersion = "1", Files = [new ModelFile("m", 1, s_hash), new ModelFile("n", 1, new string('c', 64))] };

    private static RunResult Score(VerdictCalibration calibration) =>
        TakeScorer.Score(
            TestRun.Info() with { Recognizers = [Recognizer()] },
            [TestRun.Heard(TestRun.Utterance("a", "The cat sat on the mat."), "the cat on the mat"), TestRun.Heard(TestRun.Utterance("b", "A dog barked at me."), "a dog barked at me")],
            new ScoringOptions { Calibrations = new VerdictCalibrations([calibration]) });
}

using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

public sealed class SpeedRowsTests
{
    [Fact]
    public void Pool_EqualFingerprints_AreOneRowWithWeightedGeometricMeans()
    {
        SpeedRow row = Assert.Single(SpeedRows.Pool([Row("a", 2, 1.9, 2.2, takes: 10), Row("b", 2.1, 2, 2.3, takes: 30)]));

        Assert.Equal(Math.Exp(((10 * Math.Log(2)) + (30 * Math.Log(2.1))) / 40), row.Rtfx!.Value, 12);
        Assert.Equal((40, 1.9, 2.3, null), (row.Takes, row.RtfxLow, row.RtfxHigh, row.Contradiction));
        Assert.Equal(["a", "b"], row.Sources);
        Assert.Equal((2000, 6), (row.CheckedWords, row.LostWords));
    }

    [Fact]
    public void Pool_OneFingerprintTwoSpeeds_IsFlagged() =>
        Assert.Equal("RTFx 2 in a, 3 in b: the same kind of computer, another speed", Assert.Single(SpeedRows.Pool([Row("b", 3, 2.9, 3.1), Row("a", 2, 1.9, 2.2)])).Contradiction);

    [Fact]
    public void Pool_FarApartButIntervalsMeet_IsNotFlagged() => Assert.Null(Assert.Single(SpeedRows.Pool([Row("b", 3, 2, 4), Row("a", 2, 1.9, 2.2)])).Contradiction);

    [Fact]
    public void Pool_OtherComputersThreadsModelsRuntimesTexts_StayApart() => Assert.Equal(6, SpeedRows.Pool(
    [
        Row("a", 2, 2, 2), Row("b", 2, 2, 2) with { Machine = Machine("ffff") }, Row("c", 2, 2, 2) with { ThreadCount = 2 }, Row("d", 2, 2, 2) with { Model = "other" }, Row("e", 2, 2, 2) with { RuntimeVersion = "9" },
        Row("f", 2, 2, 2) with { Texts = "speed bbbb: 120 words" },
    ]).Length);

    private static SpeedRow Row(string source, double rtfx, double low, double high, int takes = 10) => new()
    {
        Machine = Machine("0123"), SystemId = "kokoro", Spec = "kokoro:af_heart", ThreadCount = 1, RuntimeVersion = "1", Model = "m", Sources = [source],
        Takes = takes, Rtfx = rtfx, RtfxLow = low, RtfxHigh = high, CheckedWords = 1000, LostWords = 3,
    };

    private static MachineRecord Machine(string fingerprint) => new() { CpuBrand = "CPU", UsableCpuCount = 2, OperatingSystem = "x", Architecture = "X64", Runtime = "x", Fingerprint = fingerprint };
}

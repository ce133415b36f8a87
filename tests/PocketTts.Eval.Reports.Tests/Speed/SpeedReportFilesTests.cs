using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Speed;
using ScottPlot;

namespace PocketTts.Eval.Reports.Tests.Speed;

public sealed class SpeedReportFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pocket-eval-speed-");

    [Fact]
    public void Write_TwoComputers_GivesTableAndThreePlots()
    {
        SpeedReportFiles.Write(_folder.FullName, [Row("aaaa", 1, 2), Row("aaaa", 2, 3.5), Row("bbbb", 1, .8) with { IsNoisy = true, Contradiction = "RTFx 1 in a, 2 in b" }], [new SoundDifference("kokoro", "aaaa", "bbbb", 10, 4, 1.25, 3.5, 1, 10)]);

        string page = File.ReadAllText(Path.Combine(_folder.FullName, "speed.md"));
        Assert.StartsWith("# Speed on 2 kinds of computers\n", page, StringComparison.Ordinal);
        Assert.Contains("| 1 of 2 | 2.00 \\[1.80–2.20\\] | 0.500 |", page, StringComparison.Ordinal);
        Assert.Contains("| 3.00 ‰ of 1000 | A | 10 | noisy; CONTRADICTORY (1) |", page, StringComparison.Ordinal);
        Assert.Contains("\n\n- Texts A: speed 01ab: 1, 5 words\n- (1) RTFx 1 in a, 2 in b\n", page, StringComparison.Ordinal);
        Assert.Contains("4 (40.0 %) | median 1.25, largest 3.50 | 1 of 10", page, StringComparison.Ordinal);
        Assert.Equal(
            ["rtfx-by-lost-words.png", "rtfx-by-lost-words.svg", "rtfx-by-processor.png", "rtfx-by-processor.svg", "speed.md", "threads.png", "threads.svg"],
            _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Contains("kokoro (2 threads) on CPU aaaa", File.ReadAllText(Path.Combine(_folder.FullName, "rtfx-by-processor.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Brief_OneRemarkAndTextsOfMany_StandOnceBelow()
    {
        SpeedRow[] rows = [Row("aaaa", 1, 2) with { Remark = "random weights" }, Row("aaaa", 2, 3) with { Remark = "random weights", Texts = "other" }, Row("bbbb", 4, 3) with { IsOversubscribed = true, Texts = "" }];

        SpeedTable table = SpeedReportTables.Brief(rows);

        Assert.Equal(["(1)", "(1)", "more threads than processors"], table.Rows.Select(r => r[^1]));
        Assert.Equal(["A", "B", "—"], table.Rows.Select(r => r[^3]));
        Assert.Equal(["Texts A: speed 01ab: 1, 5 words", "Texts B: other", "(1) random weights"], SpeedReportTables.Notes(rows));
    }

    [Fact]
    public void LabelPlaces_PointsCloseTogether_DoNotWriteOverEachOther()
    {
        // the second has the first on its left and the edge on its right; the fourth has no side left
        ImmutableArray<Alignment?> places = LabelPlaces.Find([(100, 100), (190, 100), (10, 50), (190, 100)], ["name", "name", "name", "name"], 200, 110);

        Assert.Equal([Alignment.MiddleLeft, Alignment.MiddleRight, Alignment.MiddleLeft, null], places.Take(3).Append(places[3]));
    }

    [Fact]
    public void Write_NothingMeasured_HasNoPlots()
    {
        SpeedReportFiles.Write(_folder.FullName, [Row("aaaa", 1, 2) with { Rtfx = null, RtfxLow = null, RtfxHigh = null, Takes = 0, FailedTakes = 6 }], []);

        Assert.Equal("speed.md", Assert.Single(_folder.GetFiles()).Name);
        Assert.Contains("| 0, 6 failed |", File.ReadAllText(Path.Combine(_folder.FullName, "speed.md")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static SpeedRow Row(string fingerprint, int threads, double rtfx) => new()
    {
        Machine = new MachineRecord { CpuBrand = $"CPU {fingerprint}", UsableCpuCount = 2, OperatingSystem = "x", Architecture = "X64", Runtime = "x", Fingerprint = fingerprint },
        SystemId = "kokoro", Spec = "kokoro:af_heart", ThreadCount = threads, Model = "m", Sources = ["a"], Texts = "speed 01ab: 1, 5 words", Takes = 10, Rtfx = rtfx, RtfxLow = .9 * rtfx, RtfxHigh = 1.1 * rtfx, CheckedWords = 1000, LostWords = 3,
    };
}

using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Journal;

/// <summary>A journal cut off or zeroed anywhere near its end: what it held before is kept, the rest is done again, nothing is invented.</summary>
public sealed class TornJournalTests : IDisposable
{
    private const int TornBytes = 4096;

    private readonly RunBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string JournalPath => Path.Combine(_bench.OutputFolder, RunFolder.JournalFileName);

    [Fact]
    public async Task Open_JournalTornAtEveryByteOfItsLast4096_KeepsTheWholeLines()
    {
        await _bench.RunAsync(Plan(), Token);
        byte[] whole = await File.ReadAllBytesAsync(JournalPath, Token);
        Assert.True(whole.Length > TornBytes);
        var full = Rows();
        for (int cut = whole.Length - TornBytes; cut < whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(JournalPath, whole[..cut], Token);
            RunFolder folder = RunFolder.Open(_bench.OutputFolder);

            // one line feed ends each whole line
            int lines = whole.AsSpan(0, cut).Count((byte)'\n');
            bool isTorn = whole[cut - 1] != (byte)'\n';
            Assert.Equal(isTorn ? [true] : [], folder.Problems.Select(p => p.IsTornTail));
            Assert.Equal(lines, folder.Takes.Count(t => t.Synthesis is not null) + folder.Takes.SelectMany(t => t.Recognitions.Select(_ => t.Synthesis!.AudioSha256)).Distinct().Count());
            Assert.All(Rows(folder), r => Assert.True(r.Value is null || r.Value == full[r.Key] || r.Value == full[r.Key]![..64]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_JournalTornOrZeroed_EndsLikeAnUndisturbedRun(bool isZeroed)
    {
        await _bench.RunAsync(Plan(), Token);
        byte[] whole = await File.ReadAllBytesAsync(JournalPath, Token);
        var full = Rows();
        int expectedLines = whole.AsSpan().Count((byte)'\n');

        // a step that meets all places in a line
        for (int cut = whole.Length - TornBytes; cut < whole.Length; cut += 37)
        {
            byte[] torn = isZeroed ? [.. whole[..cut], .. new byte[whole.Length - cut]] : whole[..cut];
            await File.WriteAllBytesAsync(JournalPath, torn, Token);

            await _bench.RunAsync(Plan(), Token);

            Assert.Equal(full, Rows());
            Assert.Equal(expectedLines, (await File.ReadAllBytesAsync(JournalPath, Token)).AsSpan().Count((byte)'\n'));
        }
    }

    [Fact]
    public async Task RunAsync_BlockZeroedInTheMiddle_DoesThatPartAgain()
    {
        await _bench.RunAsync(Plan(), Token);
        byte[] whole = await File.ReadAllBytesAsync(JournalPath, Token);
        var full = Rows();

        // from within the second line
        whole.AsSpan(Array.IndexOf(whole, (byte)'\n') + 50, 2000).Clear();
        await File.WriteAllBytesAsync(JournalPath, whole, Token);

        await _bench.RunAsync(Plan(), Token);

        Assert.Equal(full, Rows());
        Assert.Contains(_bench.Progress.Notes, n => n.StartsWith("journal.jsonl:2: the", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private RunPlan Plan() => _bench.Plan(utterances: 4, repeats: 1, systems: ["fake:one"]);

    private Dictionary<TakeKey, string?> Rows(RunFolder? folder = null) =>
        (folder ?? RunFolder.Open(_bench.OutputFolder)).Takes.ToDictionary(t => t.Key, t => t.Synthesis is null ? null : $"{t.Synthesis.AudioSha256} {t.Recognitions.FirstOrDefault()?.Transcript?.Text}".Trim());
}

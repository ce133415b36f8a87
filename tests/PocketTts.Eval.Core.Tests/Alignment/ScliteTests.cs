using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Alignment;

/// <summary>Our least costs against NIST's own sclite (Debian's package <c>sctk</c>); skipped where it is not installed.</summary>
public sealed partial class ScliteTests
{
    [Fact]
    public async Task Align_GoldenSentencesAndRandomOnes_CostWhatScliteSays()
    {
        string? sclite = new[] { "/usr/lib/sctk/bin/sclite", "/usr/bin/sclite", "/usr/local/bin/sclite" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(sclite is null, "sclite is not installed (Debian package sctk)");
        (string Reference, string Hypothesis)[] pairs =
        [
            .. GoldenRows.Read("alignment.jsonl").Take(600).Select(r => (r.Text("ref"), r.Text("hyp"))).Where(p => p.Item1.Length > 0),
            .. Enumerable.Range(0, 400).Select(i => (Random(2 * i), Random((2 * i) + 1))),
        ];

        long[][] theirs = await RunAsync(sclite!, pairs);

        Assert.Equal(pairs.Length, theirs.Length);
        for (int i = 0; i < pairs.Length; i++)
        {
            ErrorCounts ours = LatticeAligner.Align(
                WordLattice.FromWords(GoldenRows.Words(pairs[i].Reference)), WordLattice.FromWords(GoldenRows.Words(pairs[i].Hypothesis)), AlignmentCosts.Sclite).Counts;
            Assert.Equal((4 * theirs[i][1]) + (3 * (theirs[i][2] + theirs[i][3])), (4 * ours.Substitutions) + (3 * (ours.Deletions + ours.Insertions)));
        }
    }

    // correct, substituted, deleted, inserted of each pair
    private static async Task<long[][]> RunAsync(string sclite, (string Reference, string Hypothesis)[] pairs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sclite-");
        try
        {
            string reference = Path.Combine(folder.FullName, "ref.trn");
            string hypothesis = Path.Combine(folder.FullName, "hyp.trn");
            await File.WriteAllLinesAsync(reference, pairs.Select((p, i) => $"{p.Reference} (spk_{i:0000})"), new UTF8Encoding(false));
            await File.WriteAllLinesAsync(hypothesis, pairs.Select((p, i) => $"{p.Hypothesis} (spk_{i:0000})"), new UTF8Encoding(false));
            var start = new ProcessStartInfo(sclite, ["-r", reference, "trn", "-h", hypothesis, "trn", "-i", "spu_id", "-s", "-o", "pralign", "stdout"]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return
            [
                .. Score().Matches(output)
                    .OrderBy(m => m.Groups["id"].Value, StringComparer.Ordinal)
                    .Select(m => m.Groups["counts"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray()),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Random(int seed)
    {
        var words = new List<string>();
        ulong position = 0;
        int length = 1 + SplitMix64.Below((ulong)seed, position++, 14);
        for (int i = 0; i < length; i++)
        {
            words.Add("abcde"[SplitMix64.Below((ulong)seed, position++, 5)].ToString());
        }

        return string.Join(' ', words);
    }

    [GeneratedRegex(@"id: \(spk_(?<id>\d+)\)\s+Scores: \(#C #S #D #I\) (?<counts>\d+ \d+ \d+ \d+)")]
    private static partial Regex Score();
}

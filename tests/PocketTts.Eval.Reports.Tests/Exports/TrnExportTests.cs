using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Exports;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Exports;

/// <summary>Transcripts for sclite, read by NIST's own sclite (Debian's package <c>sctk</c>) where it is installed.</summary>
public sealed partial class TrnExportTests
{
    private static readonly (string Text, string[] Accepted, string Heard)[] s_texts =
    [
        ("Call 911 now.", ["call { nine one one / nine eleven } now"], "call nine eleven now"),
        ("It cost $5 in 1984.", [], "It cost five dollars in 1984."),
        ("Every one of us was there.", [], "Everyone of us was where"),
        ("The kettle is on the shelf.", [], "The kettle on the the shelf."),
        ("Das Café schließt um acht.", [], "Das Cafe schließt um acht"),
        ("Had had (really) {enough} / @home; \\o/", [], "had had really enough at home"),
        ("Yes.", [], ""),
    ];

    [Fact]
    public void Of_AcceptedForms_AreAlternatives()
    {
        TrnExport trn = TrnExport.Of(Run(), FixtureRun.Recognizer, Run().Takes, TestContext.Current.CancellationToken);
        string[] lines = trn.Reference.Split('\n');

        Assert.Contains("nine one one / nine eleven", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" (kokoro_heart-everyday.ev001.0)", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("call nine eleven now (", trn.Hypothesis, StringComparison.Ordinal);
        Assert.StartsWith("{ every one / everyone } of us was there (", lines[2], StringComparison.Ordinal);
        Assert.Equal(0, trn.LeftOut);
    }

    [Fact]
    public void Of_SystemsWithEqualSpeakers_KeepsThemApart()
    {
        RunResult run = Run();
        string Renamed(string id) => id == FixtureRun.Sampled ? "Kokoro:heart" : id;
        run = run with
        {
            Takes = [.. run.Takes.Select(t => t with { Take = t.Take with { Key = t.Take.Key with { SystemId = Renamed(t.Take.Key.SystemId) } } })],
            Systems = [.. run.Systems.Select(s => s with { SystemId = Renamed(s.SystemId) })],
        };
        TrnExport trn = TrnExport.Of(run, FixtureRun.Recognizer, run.Takes, TestContext.Current.CancellationToken);
        string[] ids = [.. trn.Hypothesis.TrimEnd('\n').Split('\n').Select(l => l[l.IndexOf('(', StringComparison.Ordinal)..])];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("(Kokoro_heart_2-everyday.ev001.0)", ids[s_texts.Length]);
    }

    [Fact]
    public async Task Of_AnyRun_ScliteCountsWhatWeCount()
    {
        string? sclite = new[] { "/usr/lib/sctk/bin/sclite", "/usr/bin/sclite", "/usr/local/bin/sclite" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(sclite is null, "sclite is not installed (Debian package sctk)");
        RunResult run = Run();
        Dictionary<string, ErrorCounts> theirs = await RunAsync(sclite!, TrnExport.Of(run, FixtureRun.Recognizer, run.Takes, TestContext.Current.CancellationToken));

        Assert.Equal(run.Takes.Length, theirs.Count);
        foreach (ScoredTake take in run.Takes.Where(t => t.Take.Key.SystemId == FixtureRun.Deterministic))
        {
            ErrorCounts ours = take.Scores[0].Counts;
            ErrorCounts their = theirs[string.Create(CultureInfo.InvariantCulture, $"kokoro_heart-everyday.{take.Take.Key.UtteranceId}.0")];
            // the same errors; where several alignments have as few, sclite weighs substitutions a little more
            Assert.Equal(ours.Errors, their.Errors);
            Assert.Equal(ours.ReferenceWords - ours.Deletions + ours.Insertions, their.ReferenceWords - their.Deletions + their.Insertions);
        }
    }

    private static RunResult Run()
    {
        RunResult plain = FixtureRun.Build([.. s_texts.Select(t => t.Text)], 1, [FixtureRun.Recognizer]);
        ImmutableArray<Take> takes =
        [
            .. plain.Takes.Select(t => t.Take).Select(take =>
            {
                (string text, string[] accepted, string heard) = s_texts[int.Parse(take.Utterance.Id[2..], CultureInfo.InvariantCulture) - 1];
                return take with
                {
                    Utterance = new Utterance(take.Utterance.Id, text, "en", [], [.. accepted]),
                    Recognitions = [new RecognizedTake(FixtureRun.Recognizer, new Transcript { Text = heard }, null)],
                };
            }),
        ];
        return TakeScorer.Score(plain.Info, takes);
    }

    private static async Task<Dictionary<string, ErrorCounts>> RunAsync(string sclite, TrnExport trn)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sclite-");
        try
        {
            string reference = Path.Combine(folder.FullName, "ref.trn");
            string hypothesis = Path.Combine(folder.FullName, "hyp.trn");
            await File.WriteAllTextAsync(reference, trn.Reference);
            await File.WriteAllTextAsync(hypothesis, trn.Hypothesis);
            var start = new ProcessStartInfo(sclite, ["-r", reference, "trn", "-h", hypothesis, "trn", "-i", "spu_id", "-e", "utf-8", "-o", "pralign", "stdout"]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, output);
            return Score().Matches(output).ToDictionary(
                m => m.Groups["id"].Value,
                m =>
                {
                    long[] n = [.. m.Groups["counts"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => long.Parse(v, CultureInfo.InvariantCulture))];
                    return new ErrorCounts(n[0], n[1], n[2], n[3]);
                },
                StringComparer.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"id: \((?<id>\S+)\)\s+Scores: \(#C #S #D #I\) (?<counts>\d+ \d+ \d+ \d+)")]
    private static partial Regex Score();
}

using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class NamingAlignerTests
{
    private static readonly Gen<string[]> s_words = Gen.Int[0, 3].Select(n => "abcd"[n].ToString()).Array[0, 14];

    [Fact]
    public void Align_EveryGoldenRow_HasScliteCostAndMostHits()
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("alignment.jsonl"))
        {
            string[] reference = GoldenRows.Words(row.Text("ref"));
            string[] hypothesis = GoldenRows.Words(row.Text("hyp"));

            WordAlignment named = Name(reference, hypothesis, new NoHints());

            WordAlignerTests.AssertSound(named, reference, hypothesis);
            Assert.Equal(row.GetProperty("weighted_cost").GetInt64(), Cost(named.Counts));
            long[] counts = [named.Counts.Hits, named.Counts.Substitutions, named.Counts.Deletions, named.Counts.Insertions];
            Assert.Equal(row.Numbers("weighted_max_hits"), counts);
            rows++;
        }

        Assert.Equal(2000, rows);
    }

    [Fact]
    public void Align_AnyHints_NeverChangesCostAndHits() =>
        Gen.Select(s_words, s_words, Gen.Int[0, 100].Array[256], Gen.Int[0, 1000].Array[256]).Sample(
            (reference, hypothesis, distances, times) =>
            {
                LatticeAlignment least = LatticeAligner.Align(WordLattice.FromWords(reference), WordLattice.FromWords(hypothesis), AlignmentCosts.Sclite);
                WordAlignment named = Name(reference, hypothesis, new RandomHints(distances, times));

                WordAlignerTests.AssertSound(named, reference, hypothesis);
                Assert.Equal(Cost(least.Counts), Cost(named.Counts));
                Assert.Equal(least.Counts.Hits, named.Counts.Hits);
            },
            iter: 20_000);

    [Theory]
    [InlineData("a b c", "a x c", "CSC")]
    [InlineData("big red ball", "bid ball", "SDC")]
    [InlineData("big red ball", "rid ball", "DSC")]
    [InlineData("a b", "b c", "DCI")]
    public void Align_NearWords_ArePaired(string reference, string hypothesis, string steps) =>
        Assert.Equal(steps, string.Concat(Name(GoldenRows.Words(reference), GoldenRows.Words(hypothesis), new LetterHints(GoldenRows.Words(reference), GoldenRows.Words(hypothesis))).Edits.Select(e => e.Kind.ToString()[0])));

    [Fact]
    public void Align_LongTextWithErrorsFarApart_LooksAtEachAlone()
    {
        string[] reference = [.. Enumerable.Range(0, 20_000).Select(i => $"w{i % 997}")];
        string[] hypothesis = [.. reference.Where((_, i) => i % 1000 != 500).Select((w, i) => i % 1000 == 300 ? "other" : w)];

        WordAlignment named = Name(reference, hypothesis, new NoHints());

        WordAlignerTests.AssertSound(named, reference, hypothesis);
        Assert.Equal((20, 20), (named.Counts.Deletions, named.Counts.Substitutions));
    }

    [Fact]
    public void Count_RandomWords_EqualsTheAlignment() =>
        Gen.Select(s_words, s_words).Sample(
            (reference, hypothesis) => Assert.Equal(WordAligner.Align(reference, hypothesis).Counts, ErrorCounter.Count(reference, hypothesis)),
            iter: 50_000);

    [Fact]
    public void Count_LongTexts_EqualsTheAlignment()
    {
        string[] reference = [.. Enumerable.Range(0, 500).Select(i => $"w{i % 37}")];
        string[] hypothesis = [.. Enumerable.Range(0, 480).Select(i => i % 9 == 0 ? "x" : $"w{i % 37}")];

        Assert.Equal(WordAligner.Align(reference, hypothesis).Counts, ErrorCounter.Count(reference, hypothesis));
    }

    private static WordAlignment Name(string[] reference, string[] hypothesis, INamingHints hints)
    {
        WordAlignment unit = WordAligner.Align(reference, hypothesis);
        ImmutableArray<Edit> edits = NamingAligner.Align(reference, hypothesis, unit.Edits, hints);
        return new WordAlignment(
            edits,
            new ErrorCounts(
                edits.Count(e => e.Kind == EditKind.Correct),
                edits.Count(e => e.Kind == EditKind.Substitution),
                edits.Count(e => e.Kind == EditKind.Deletion),
                edits.Count(e => e.Kind == EditKind.Insertion)));
    }

    private static long Cost(ErrorCounts counts) => (4 * counts.Substitutions) + (3 * (counts.Deletions + counts.Insertions));

    private sealed class NoHints : INamingHints
    {
        public int Distance(int referenceIndex, int hypothesisIndex) => 0;

        public int TimeApart(int referenceIndex, int hypothesisIndex) => 0;
    }

    private sealed class RandomHints(int[] distances, int[] times) : INamingHints
    {
        public int Distance(int referenceIndex, int hypothesisIndex) => distances[((referenceIndex * 16) + hypothesisIndex) % 256];

        public int TimeApart(int referenceIndex, int hypothesisIndex) => times[((referenceIndex * 16) + hypothesisIndex) % 256];
    }

    private sealed class LetterHints(string[] reference, string[] hypothesis) : INamingHints
    {
        public int Distance(int referenceIndex, int hypothesisIndex) =>
            100 - (30 * reference[referenceIndex].Zip(hypothesis[hypothesisIndex]).Count(p => p.First == p.Second));

        public int TimeApart(int referenceIndex, int hypothesisIndex) => 0;
    }
}

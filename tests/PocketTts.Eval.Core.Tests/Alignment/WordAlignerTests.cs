using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class WordAlignerTests
{
    private static readonly Gen<string[]> s_words = Gen.Int[0, 3].Select(n => "abcd"[n].ToString()).Array[0, 24];

    [Fact]
    public void Align_EveryGoldenRow_HasLeastCostAndMostHits()
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("alignment.jsonl"))
        {
            string[] reference = GoldenRows.Words(row.Text("ref"));
            string[] hypothesis = GoldenRows.Words(row.Text("hyp"));

            WordAlignment alignment = WordAligner.Align(reference, hypothesis);

            long[] counts = ToArray(alignment.Counts);
            Assert.Equal(row.GetProperty("unit_cost").GetInt64(), alignment.Counts.Errors);
            Assert.Contains(counts, row.GetProperty("unit_set").EnumerateArray().Select(GoldenRows.Numbers));
            Assert.Equal(row.Numbers("unit_max_hits"), counts);
            AssertSound(alignment, reference, hypothesis);
            rows++;
        }

        Assert.Equal(2000, rows);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a b", "", "DD")]
    [InlineData("", "a b", "II")]
    [InlineData("the cat sat", "the cat sat", "CCC")]
    [InlineData("the cat sat", "the dog sat", "CSC")]
    [InlineData("again and again", "again", "DDC")]
    [InlineData("a a b", "a c", "DCS")]
    [InlineData("the cat", "the the cat", "ICC")]
    [InlineData("a b", "b c", "DCI")]
    public void Align_Words_GivesSteps(string reference, string hypothesis, string steps)
    {
        WordAlignment alignment = WordAligner.Align(GoldenRows.Words(reference), GoldenRows.Words(hypothesis));

        Assert.Equal(steps, string.Concat(alignment.Edits.Select(e => e.Kind.ToString()[0])));
    }

    [Fact]
    public void Align_OtherCase_IsAnotherWord() =>
        Assert.Equal(new ErrorCounts(0, 1, 0, 0), WordAligner.Align(["Word"], ["word"]).Counts);

    [Fact]
    public void Align_RandomWords_EqualsBruteForce() =>
        Gen.Select(s_words, s_words).Sample(
            (reference, hypothesis) =>
            {
                WordAlignment alignment = WordAligner.Align(reference, hypothesis);
                AssertSound(alignment, reference, hypothesis);
                Assert.Equal(BruteForce(reference, hypothesis), (alignment.Counts.Errors, alignment.Counts.Hits));
            },
            iter: 100_000);

    [Fact]
    public void Align_Swapped_HasEqualErrorsAndHits() =>
        Gen.Select(s_words, s_words).Sample(
            (left, right) =>
            {
                ErrorCounts there = WordAligner.Align(left, right).Counts;
                ErrorCounts back = WordAligner.Align(right, left).Counts;
                Assert.Equal((there.Errors, there.Hits), (back.Errors, back.Hits));
            },
            iter: 20_000);

    [Fact]
    public void Align_SplitProblems_HasEqualErrorsAndHits() =>
        Gen.Select(s_words, s_words, Gen.Int[1, 60]).Sample(
            (reference, hypothesis, maxCells) =>
            {
                WordAlignment split = WordAligner.Align(reference, hypothesis, maxCells);
                AssertSound(split, reference, hypothesis);
                Assert.Equal(BruteForce(reference, hypothesis), (split.Counts.Errors, split.Counts.Hits));
            },
            iter: 20_000);

    [Fact]
    public void Align_LongTextsWithManyErrors_EqualsWholeTable()
    {
        // long enough that the first bands are too narrow
        Gen.Select(Gen.Int[0, 5].Array[80, 200], Gen.Int[0, 5].Array[80, 200]).Sample(
            (left, right) =>
            {
                string[] reference = Array.ConvertAll(left, n => $"w{n}");
                string[] hypothesis = Array.ConvertAll(right, n => $"w{n}");
                WordAlignment alignment = WordAligner.Align(reference, hypothesis);
                AssertSound(alignment, reference, hypothesis);
                Assert.Equal(BruteForce(reference, hypothesis), (alignment.Counts.Errors, alignment.Counts.Hits));
            },
            iter: 500);
    }

    [Fact]
    public void Align_TenThousandOtherWords_EndsInBoundedMemory()
    {
        string[] reference = [.. Enumerable.Range(0, 10_000).Select(i => $"r{i}")];
        string[] hypothesis = [.. Enumerable.Range(0, 10_000).Select(i => i % 100 == 0 ? $"r{i}" : $"h{i}")];

        long before = GC.GetAllocatedBytesForCurrentThread();
        WordAlignment alignment = WordAligner.Align(reference, hypothesis);

        Assert.Equal(new ErrorCounts(100, 9_900, 0, 0), alignment.Counts);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128L << 20);
    }

    [Fact]
    public void Align_HundredThousandAlmostEqualWords_FindsTheErrors()
    {
        string[] reference = [.. Enumerable.Range(0, 100_000).Select(i => $"w{i % 977}")];
        string[] hypothesis = [.. reference.Where((_, i) => i % 10_000 != 5_000).Append("extra")];

        Assert.Equal(new ErrorCounts(99_990, 0, 10, 1), WordAligner.Align(reference, hypothesis).Counts);
    }

    internal static void AssertSound(WordAlignment alignment, string[] reference, string[] hypothesis)
    {
        int nextReference = 0;
        int nextHypothesis = 0;
        long[] counts = new long[4];
        foreach (Edit edit in alignment.Edits)
        {
            counts[(int)edit.Kind]++;
            Assert.Equal(edit.Kind == EditKind.Insertion ? -1 : nextReference++, edit.ReferenceIndex);
            Assert.Equal(edit.Kind == EditKind.Deletion ? -1 : nextHypothesis++, edit.HypothesisIndex);
            if (edit.Kind is EditKind.Correct or EditKind.Substitution)
            {
                bool isEqual = string.Equals(reference[edit.ReferenceIndex], hypothesis[edit.HypothesisIndex], StringComparison.Ordinal);
                Assert.Equal(edit.Kind == EditKind.Correct, isEqual);
            }
        }

        Assert.Equal(reference.Length, nextReference);
        Assert.Equal(hypothesis.Length, nextHypothesis);
        Assert.Equal(counts, ToArray(alignment.Counts));
    }

    private static long[] ToArray(ErrorCounts counts) => [counts.Hits, counts.Substitutions, counts.Deletions, counts.Insertions];

    private static (long Errors, long Hits) BruteForce(string[] reference, string[] hypothesis)
    {
        var table = new (long Errors, long NegativeHits)[reference.Length + 1, hypothesis.Length + 1];
        for (int i = 0; i <= reference.Length; i++)
        {
            for (int j = 0; j <= hypothesis.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = (i + j, 0);
                    continue;
                }

                bool isEqual = string.Equals(reference[i - 1], hypothesis[j - 1], StringComparison.Ordinal);
                (long errors, long hits) = table[i - 1, j - 1];
                table[i, j] = new[]
                {
                    isEqual ? (errors, hits - 1) : (errors + 1, hits),
                    (table[i - 1, j].Errors + 1, table[i - 1, j].NegativeHits),
                    (table[i, j - 1].Errors + 1, table[i, j - 1].NegativeHits),
                }.Min();
            }
        }

        (long fewest, long negativeHits) = table[reference.Length, hypothesis.Length];
        return (fewest, -negativeHits);
    }
}

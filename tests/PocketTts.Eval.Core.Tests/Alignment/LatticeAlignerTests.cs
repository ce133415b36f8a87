using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class LatticeAlignerTests
{
    private static readonly Gen<string[]> s_words = Gen.Int[0, 3].Select(n => "abcd"[n].ToString()).Array[0, 12];

    [Fact]
    public void Align_EveryGoldenRowAtScliteCosts_HasLeastCostAndMostHits()
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("alignment.jsonl"))
        {
            long[] counts = ToArray(Align(GoldenRows.Words(row.Text("ref")), GoldenRows.Words(row.Text("hyp")), AlignmentCosts.Sclite).Counts);

            Assert.Equal(row.GetProperty("weighted_cost").GetInt64(), (4 * counts[1]) + (3 * counts[2]) + (3 * counts[3]));
            Assert.Contains(counts, row.GetProperty("weighted_set").EnumerateArray().Select(GoldenRows.Numbers));
            Assert.Equal(row.Numbers("weighted_max_hits"), counts);
            rows++;
        }

        Assert.Equal(2000, rows);
    }

    [Theory]
    [InlineData("weighted", 4, 3)]
    [InlineData("unit", 1, 1)]
    public void Align_EveryGoldenAlternative_IsThePick(string costs, int substitution, int gap)
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("alternatives.jsonl"))
        {
            WordLattice reference = WordLattice.Parse(row.Text("ref"));
            WordLattice hypothesis = WordLattice.FromWords(GoldenRows.Words(row.Text("hyp")));

            LatticeAlignment alignment = LatticeAligner.Align(reference, hypothesis, new AlignmentCosts(substitution, gap, gap));

            long[] counts = ToArray(alignment.Counts);
            Assert.Equal(row.GetProperty($"min_{costs}_cost").GetInt64(), (substitution * counts[1]) + (gap * (counts[2] + counts[3])));
            long[] pick = [alignment.Counts.ReferenceWords, .. counts];
            Assert.Equal(row.Numbers($"{costs}_pick"), pick);
            AssertSound(alignment, reference, hypothesis);
            rows++;
        }

        Assert.Equal(150, rows);
    }

    [Theory]
    [InlineData("a { b / c d } e", "a c d e", "a c d e", "CCCC")]
    [InlineData("a { b / c d } e", "a e", "a b e", "CDC")]
    [InlineData("{ a { b / @ } / c }", "a", "a", "C")]
    [InlineData("(uh) yes", "yes", "yes", "C")]
    [InlineData("{ @ / @ }", "", "", "")]
    [InlineData("", "x", "", "I")]
    [InlineData("{ x / y }", "", "x", "D")]
    public void Align_Alternatives_TakesTheBestPath(string reference, string hypothesis, string path, string steps)
    {
        WordLattice lattice = WordLattice.Parse(reference);

        LatticeAlignment alignment = LatticeAligner.Align(lattice, WordLattice.FromWords(GoldenRows.Words(hypothesis)), AlignmentCosts.Unit);

        Assert.Equal(path, string.Join(' ', alignment.ReferenceArcs.Select(a => lattice.Arcs[a].Word)));
        Assert.Equal(steps, string.Concat(alignment.Edits.Select(e => e.Kind.ToString()[0])));
    }

    [Fact]
    public void Align_AlternativesOnBothSides_Meet()
    {
        WordLattice reference = WordLattice.Parse("at { ten thirty / half past ten } sharp");
        WordLattice hypothesis = WordLattice.Parse("{ about / at } { one zero / half past ten / ten } sharp");

        Assert.Equal(new ErrorCounts(5, 0, 0, 0), LatticeAligner.Align(reference, hypothesis, AlignmentCosts.Unit).Counts);
        Assert.Equal(new ErrorCounts(5, 0, 0, 0), LatticeAligner.Align(hypothesis, reference, AlignmentCosts.Unit).Counts);
    }

    [Fact]
    public void Align_PlainWords_EqualsWordAligner() =>
        Gen.Select(s_words, s_words).Sample(
            (reference, hypothesis) =>
            {
                WordAlignment expected = WordAligner.Align(reference, hypothesis);
                LatticeAlignment onePath = Align(reference, hypothesis, AlignmentCosts.Unit);
                Assert.Equal(expected.Edits, onePath.Edits);

                // an empty alternative leads through the table
                WordLattice alternatives = Add(new WordLatticeBuilder().Open().Or().Close(), reference).Build();
                LatticeAlignment actual = LatticeAligner.Align(alternatives, WordLattice.FromWords(hypothesis), AlignmentCosts.Unit);
                Assert.Equal(expected.Edits, actual.Edits);
            },
            iter: 10_000);

    [Fact]
    public void Align_OneAlternativeMore_NeverCostsMore() =>
        Gen.Select(s_words, s_words, s_words, s_words).Sample(
            (head, middle, other, hypothesis) =>
            {
                WordLattice heard = WordLattice.FromWords(hypothesis);
                WordLatticeBuilder builder = new();
                Add(Add(Add(builder, head).Open(), middle).Or(), other).Close();
                long with = LatticeAligner.Align(builder.Build(), heard, AlignmentCosts.Unit).Counts.Errors;
                Assert.InRange(with, 0, WordAligner.Align([.. head, .. middle], hypothesis).Counts.Errors);
                Assert.InRange(with, 0, WordAligner.Align([.. head, .. other], hypothesis).Counts.Errors);
            },
            iter: 10_000);

    [Fact]
    public void Align_InStretches_EqualsWhole() =>
        Gen.Select(s_words, s_words, s_words, s_words, Gen.Int[1, 80]).Sample(
            (head, one, two, hypothesis, maxCells) =>
            {
                WordLatticeBuilder builder = new();
                Add(Add(Add(Add(Add(builder, head).Open(), one).Or(), two).Close(), head).Open(), two).Or().Close();
                WordLattice reference = builder.Build();
                WordLattice heard = WordLattice.FromWords(hypothesis);
                LatticeAlignment whole = LatticeAligner.Align(reference, heard, AlignmentCosts.Sclite);
                LatticeAlignment stretches = LatticeAligner.Align(reference, heard, AlignmentCosts.Sclite, maxCells);
                Assert.Equal(whole.Counts, stretches.Counts);
                Assert.Equal(whole.Edits, stretches.Edits);
                AssertSound(stretches, reference, heard);
            },
            iter: 4_000);

    [Fact]
    public void Align_ManyWordsAndLittleMemory_FindsTheErrors()
    {
        string[] reference = [.. Enumerable.Range(0, 1_500).Select(i => $"w{i % 61}")];
        string[] hypothesis = [.. reference.Where((_, i) => i % 100 != 50)];

        long before = GC.GetAllocatedBytesForCurrentThread();
        LatticeAlignment alignment = LatticeAligner.Align(
            WordLattice.FromWords(reference), WordLattice.FromWords(hypothesis), AlignmentCosts.Sclite, maxCells: 100_000);

        // the whole table would take 9 MB
        Assert.Equal(new ErrorCounts(1_485, 0, 15, 0), alignment.Counts);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L << 20);
    }

    [Fact]
    public void Align_TooManyAlternativesInOnePlace_IsRefused()
    {
        WordLatticeBuilder builder = new WordLatticeBuilder().Open().Add("w");
        for (int i = 0; i < 32_000; i++)
        {
            builder.Or().Add("w");
        }

        Assert.Throws<ArgumentException>(() => LatticeAligner.Align(builder.Close().Build(), WordLattice.FromWords(["w"]), AlignmentCosts.Unit));
    }

    [Theory]
    [InlineData("a { b", "a brace is not closed")]
    [InlineData("a } b", "'}' stands outside braces")]
    [InlineData("a / b", "'/' stands outside braces")]
    public void Parse_BadNotation_SaysWhat(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<InputException>(() => WordLattice.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_TooDeep_IsRefused() =>
        Assert.Throws<InputException>(() => WordLattice.Parse(string.Concat(Enumerable.Repeat("{ ", 100))));

    [Fact]
    public void Align_CostOutOfRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Align(["a"], ["b"], new AlignmentCosts(0, 1, 1)));

    private static LatticeAlignment Align(string[] reference, string[] hypothesis, AlignmentCosts costs) =>
        LatticeAligner.Align(WordLattice.FromWords(reference), WordLattice.FromWords(hypothesis), costs);

    private static WordLatticeBuilder Add(WordLatticeBuilder builder, string[] words)
    {
        foreach (string word in words)
        {
            builder.Add(word);
        }

        return builder;
    }

    private static void AssertSound(LatticeAlignment alignment, WordLattice reference, WordLattice hypothesis) =>
        WordAlignerTests.AssertSound(
            new WordAlignment(alignment.Edits, alignment.Counts),
            [.. alignment.ReferenceArcs.Select(a => reference.Arcs[a].Word!)],
            [.. alignment.HypothesisArcs.Select(a => hypothesis.Arcs[a].Word!)]);

    private static long[] ToArray(ErrorCounts counts) => [counts.Hits, counts.Substitutions, counts.Deletions, counts.Insertions];
}

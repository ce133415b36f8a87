using CsCheck;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class SegmentedAlignerTests
{
    // long texts of few different words, with alternatives and errors strewn in
    private static readonly Gen<(int Seed, int Words, int Every)> s_cases = Gen.Select(Gen.Int[0, 100_000], Gen.Int[260, 420], Gen.Int[9, 60]);

    [Fact]
    public void Align_LongLattices_CostsNoMoreThanTheWhole() =>
        s_cases.Sample(
            c =>
            {
                (WordLattice reference, WordLattice hypothesis) = Make(c.Seed, c.Words, c.Every);
                LatticeAlignment whole = LatticeAligner.Align(reference, hypothesis, AlignmentCosts.Unit, LatticeTie.ShortestReading);
                LatticeAlignment pieces = SegmentedAligner.Align(reference, hypothesis, AlignmentCosts.Unit, LatticeTie.ShortestReading);

                Assert.Equal(whole.Counts.Errors, pieces.Counts.Errors);
                Assert.Equal(pieces.ReferenceArcs.Length, pieces.Edits.Count(e => e.ReferenceIndex >= 0));
                Assert.Equal(pieces.HypothesisArcs.Length, pieces.Edits.Count(e => e.HypothesisIndex >= 0));
                Assert.All(pieces.Edits.Where(e => e.Kind == EditKind.Correct), e => Assert.Equal(
                    reference.Arcs[pieces.ReferenceArcs[e.ReferenceIndex]].Word, hypothesis.Arcs[pieces.HypothesisArcs[e.HypothesisIndex]].Word));
            },
            iter: 60);

    private static (WordLattice Reference, WordLattice Hypothesis) Make(int seed, int words, int every)
    {
        var reference = new WordLatticeBuilder();
        var hypothesis = new WordLatticeBuilder();
        for (int i = 0; i < words; i++)
        {
            string word = $"w{((i * 7919) + seed) % 613}";
            int place = (i + seed) % every;
            if (place == 3)
            {
                reference.Open().Add("sixty").Add("six").Or().Add(word).Close();
            }
            else
            {
                reference.Add(word);
            }

            if (place == 6)
            {
                continue;
            }

            hypothesis.Add(place == 7 ? "other" : word);
        }

        return (reference.Build(), hypothesis.Build());
    }
}

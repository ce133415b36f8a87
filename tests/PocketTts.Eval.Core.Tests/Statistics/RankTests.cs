using System.Text.Json;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class RankTests
{
    [Fact]
    public void SignFlip_EveryGoldenRow_CountsTheSameAssignments()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("sign_flip_test"))
        {
            SignFlipResult actual = SignFlipTest.Of(row.Reals("differences"));
            Assert.True(actual.IsExact);
            StatisticsGolden.Same(row.Real("two_sided"), actual.Probabilities.TwoSided);
            StatisticsGolden.Same(row.Real("greater"), actual.Probabilities.Greater);
            StatisticsGolden.Same(row.Real("less"), actual.Probabilities.Less);
        }
    }

    [Fact]
    public void SignFlip_WholeNumbersOfManyTexts_AreExactAndAgreeWithDraws()
    {
        // 200 texts, differences -2 … 2 with a small excess: counted exactly; shifted by a hair they are drawn
        double[] differences = [.. Enumerable.Range(0, 200).Select(i => (double)(SplitMix64.Below(3, (ulong)i, 5) - 2 + (i % 12 == 0 ? 1 : 0)))];
        SignFlipResult exact = SignFlipTest.Of(differences);
        SignFlipResult drawn = SignFlipTest.Of([.. differences.Select(d => d * 1.000001)]);

        Assert.True(exact.IsExact);
        Assert.False(drawn.IsExact);
        Assert.Equal(exact.Probabilities.TwoSided, drawn.Probabilities.TwoSided, .02);
        Assert.Equal(exact.Probabilities.Greater, drawn.Probabilities.Greater, .02);
    }

    [Fact]
    public void SignFlip_EnumeratedAndOnTheLattice_AgreeExactly()
    {
        double[] differences = [3, -1, 2, 2, -4, 1, 5, -2, 1, 1];
        TestProbabilities lattice = SignFlipTest.Of(differences).Probabilities;
        TestProbabilities enumerated = SignFlipTest.Of([.. differences.Select(d => d / 8.5)]).Probabilities;
        StatisticsGolden.Same(lattice.TwoSided, enumerated.TwoSided);
        StatisticsGolden.Same(lattice.Greater, enumerated.Greater);
        StatisticsGolden.Same(lattice.Less, enumerated.Less);
    }

    [Fact]
    public void SignFlip_FewPairs_NamesItsSmallestProbability() => Assert.Equal(.0625, SignFlipTest.Of([1, 2, 3, 4, 5]).SmallestTwoSided);

    [Fact]
    public void SignFlip_NoDifferenceOrNoNumber_IsOneOrThrows()
    {
        Assert.Equal(new TestProbabilities(1, 1, 1), SignFlipTest.Of([0, 0]).Probabilities);
        Assert.Equal(new TestProbabilities(1, 1, 1), SignFlipTest.Of([]).Probabilities);
        Assert.Throws<ArgumentException>(() => SignFlipTest.Of([1, double.NaN]));
    }

    [Fact]
    public void Wilcoxon_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("wilcoxon_signed_rank"))
        {
            double[] differences = row.Reals("differences");
            WilcoxonResult exact = WilcoxonSignedRank.Of(differences);
            Assert.Equal(row.GetProperty("n_nonzero").GetInt32(), exact.DifferingPairs);
            StatisticsGolden.Same(row.Real("w_plus"), exact.PositiveRankSum);
            StatisticsGolden.Same(row.Real("w_minus"), exact.NegativeRankSum);
            StatisticsGolden.Same(row.Real("two_sided"), exact.Probabilities.TwoSided);
            StatisticsGolden.Same(row.Real("greater"), exact.Probabilities.Greater);
            StatisticsGolden.Same(row.Real("less"), exact.Probabilities.Less);
            if (row.Has("normal_cc_two_sided"))
            {
                StatisticsGolden.Same(row.Real("normal_cc_two_sided"), WilcoxonSignedRank.Of(differences, 0, isCorrected: true).Probabilities.TwoSided);
                StatisticsGolden.Same(row.Real("normal_two_sided"), WilcoxonSignedRank.Of(differences, 0, isCorrected: false).Probabilities.TwoSided);
            }
        }
    }

    [Fact]
    public void Wilcoxon_ManyPairs_TheNormalValueIsNearTheExact()
    {
        double[] differences = [.. Enumerable.Range(0, 90).Select(i => (SplitMix64.Below(5, (ulong)i, 2001) - 900) / 100.0)];
        WilcoxonResult exact = WilcoxonSignedRank.Of(differences);
        WilcoxonResult normal = WilcoxonSignedRank.Of(differences, 0, isCorrected: true);
        Assert.True(exact.IsExact);
        Assert.False(normal.IsExact);
        Assert.Equal(exact.Probabilities.TwoSided, normal.Probabilities.TwoSided, .002);
    }

    [Fact]
    public void MannWhitney_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("mann_whitney"))
        {
            (double[] x, double[] y) = (row.Reals("x"), row.Reals("y"));
            MannWhitneyResult exact = MannWhitney.Of(x, y);
            MannWhitneyResult normal = MannWhitney.Of(x, y, 0);
            StatisticsGolden.Same(row.Real("U"), exact.U);
            StatisticsGolden.Same(row.Real("permutation_exact_two_sided"), exact.Probabilities.TwoSided);
            StatisticsGolden.SameIfGiven(row, "exact_greater", exact.Probabilities.Greater);
            StatisticsGolden.SameIfGiven(row, "exact_less", exact.Probabilities.Less);
            StatisticsGolden.Same(row.Real("asymptotic_cc_two_sided"), normal.Probabilities.TwoSided);
            StatisticsGolden.Same(row.Real("asymptotic_cc_greater"), normal.Probabilities.Greater);
            StatisticsGolden.Same(row.Real("asymptotic_cc_less"), normal.Probabilities.Less);
            StatisticsGolden.Same(row.Real("cliffs_delta"), exact.CliffsDelta);
            StatisticsGolden.Same(row.Real("probability_superiority"), exact.Superiority);

            ShiftEstimate shift = HodgesLehmann.Shift(x, y);
            StatisticsGolden.Same(row.Real("hodges_lehmann_shift_x_minus_y"), shift.Value);
            if (row.Has("hl_ci95"))
            {
                StatisticsGolden.Same(row.GetProperty("hl_ci95").Real("low"), shift.Interval!.Value.Low);
                StatisticsGolden.Same(row.GetProperty("hl_ci95").Real("high"), shift.Interval!.Value.High);
                StatisticsGolden.Same(row.GetProperty("hl_ci95").Real("confidence"), shift.Confidence!.Value);
            }
            else
            {
                Assert.Null(shift.Interval);
            }
        }
    }

    [Fact]
    public void HodgesLehmann_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("hodges_lehmann_one_sample"))
        {
            ShiftEstimate actual = HodgesLehmann.OneSample(row.Reals("x"));
            JsonElement interval = row.GetProperty("ci95");
            StatisticsGolden.Same(row.Real("pseudomedian"), actual.Value);
            StatisticsGolden.Same(interval.Real("low"), actual.Interval!.Value.Low);
            StatisticsGolden.Same(interval.Real("high"), actual.Interval!.Value.High);
            StatisticsGolden.Same(interval.Real("confidence"), actual.Confidence!.Value);
        }
    }

    [Fact]
    public void HodgesLehmann_ManyValues_TheNormalIntervalIsNearTheExact()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => SplitMix64.Below(7, (ulong)i, 10_001) / 1000.0)];
        ShiftEstimate exact = HodgesLehmann.OneSample(values.AsSpan(0, 100));
        ShiftEstimate normal = HodgesLehmann.OneSample(values);
        Assert.NotNull(exact.Confidence);
        Assert.Null(normal.Confidence);
        Assert.InRange(normal.Interval!.Value.Low, exact.Interval!.Value.Low - 1, normal.Value);
        Assert.InRange(normal.Interval!.Value.High, normal.Value, exact.Interval!.Value.High + 1);
    }

    [Fact]
    public void Ranks_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Of([1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Of([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Of([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.OneSample([]));
        Assert.Equal(new TestProbabilities(1, 1, 1), WilcoxonSignedRank.Of([0, 0]).Probabilities);
        Assert.Equal(1, MannWhitney.Of([1, 1], [1, 1], 0).Probabilities.TwoSided);
    }
}

using System.Text.Json;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class PowerTests
{
    [Fact]
    public void TakesNeeded_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("power_two_proportions"))
        {
            (double p1, double p2) = (row.Real("p1"), row.Real("p2"));
            StatisticsGolden.Same(row.Real("two_sided_80"), ProportionPower.TakesNeeded(p1, p2));
            StatisticsGolden.Same(row.Real("two_sided_90"), ProportionPower.TakesNeeded(p1, p2, .9));
            StatisticsGolden.Same(row.Real("one_sided_80"), ProportionPower.TakesNeeded(p1, p2, isTwoSided: false));
        }
    }

    [Fact]
    public void PowerAndDetectableRate_TakesNeeded_TurnBack()
    {
        double takes = ProportionPower.TakesNeeded(.01, .02, .8, .05, isTwoSided: false);
        Assert.Equal(.8, ProportionPower.Power(.01, .02, takes, isTwoSided: false), 12);
        Assert.Equal(.02, ProportionPower.DetectableRate(.01, takes)!.Value, 9);
        Assert.Null(ProportionPower.DetectableRate(.9, 2));
    }

    [Fact]
    public void ExactLimit_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("power_exact_binomial"))
        {
            long n = row.GetProperty("n").GetInt64();
            (long reject, double size) = ProportionPower.ExactLimit(n, row.Real("p0"));
            Assert.Equal(row.GetProperty("reject_at").GetInt64(), reject);
            StatisticsGolden.Same(row.Real("size"), size);
            StatisticsGolden.Same(row.Real("power"), ProportionPower.ExactPower(n, reject, row.Real("p1")));
        }
    }

    [Fact]
    public void TakesToSee_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("runs_to_see"))
        {
            Assert.Equal(row.GetProperty("n95").GetInt64(), ProportionPower.TakesToSee(row.Real("p")));
        }
    }

    [Fact]
    public void MeanPower_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("power_t"))
        {
            (double d, double n) = (row.Real("d"), row.Real("n"));
            StatisticsGolden.Same(row.Real("paired_t_two_sided"), MeanPower.Paired(d, n));
            StatisticsGolden.Same(row.Real("paired_t_one_sided"), MeanPower.Paired(d, n, isTwoSided: false));
            StatisticsGolden.Same(row.Real("indep_t_two_sided_n_per_arm"), MeanPower.Independent(d, n));
        }

        foreach (JsonElement row in GoldenRows.Section("statistics.json", "power_t").GetProperty("solve").EnumerateArray())
        {
            // statsmodels' root finder stops at about 1e-7 of the number
            double power = row.Real("power");
            Assert.Equal(1, MeanPower.PairsNeeded(row.Real("d"), power) / row.Real("n_paired"), 1e-6);
            Assert.Equal(1, MeanPower.EachNeeded(row.Real("d"), power) / row.Real("n_indep"), 1e-6);
            StatisticsGolden.Same(power, MeanPower.Independent(row.Real("d"), MeanPower.EachNeeded(row.Real("d"), power)));
        }
    }

    [Fact]
    public void DetectableDifference_OneSided_IsTwoAndAHalfErrors() => Assert.Equal(2.4865, MeanPower.DetectableDifference(1), 4);

    [Fact]
    public void Sprt_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("sprt"))
        {
            var test = new Sprt(row.Real("p0"), row.Real("p1"), row.Real("alpha"), row.Real("beta"));
            StatisticsGolden.Same(row.Real("upper"), test.UpperBound);
            StatisticsGolden.Same(row.Real("lower"), test.LowerBound);
            StatisticsGolden.Same(row.Real("step_failure"), test.FailureStep);
            StatisticsGolden.Same(row.Real("step_pass"), test.PassStep);
            Assert.Equal(row.GetProperty("first_clean_accept_n").GetInt64(), test.FirstCleanAccept);
            StatisticsGolden.Same(row.Real("reject_slope"), test.Slope);
            StatisticsGolden.Same(row.Real("reject_intercept"), test.RejectIntercept);
            StatisticsGolden.Same(row.Real("accept_intercept"), test.AcceptIntercept);
            StatisticsGolden.Same(row.Real("expected_n_p0"), test.ExpectedTakes(isTolerable: true));
            StatisticsGolden.Same(row.Real("expected_n_p1"), test.ExpectedTakes(isTolerable: false));
        }
    }

    [Fact]
    public void Sprt_CleanTakes_AcceptAtTheStatedNumber()
    {
        var test = new Sprt(.01, .02);
        Assert.Equal(SprtDecision.Continue, test.Decide(test.LogRatio(0, 153)));
        Assert.Equal(SprtDecision.AcceptTolerable, test.Decide(test.LogRatio(0, 154)));
        Assert.Equal(SprtDecision.RejectTolerable, test.Decide(test.LogRatio(5, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sprt(.02, .01));
    }

    [Fact]
    public void Sprt_TakesThatAreAlike_CountLess()
    {
        var test = new Sprt(.01, .02);
        int[] failures = [5, 0, 0, 0];
        int[] takes = [5, 5, 5, 5];
        double independent = test.LogRatio(failures, takes, 0);
        StatisticsGolden.Same(test.LogRatio(5, 20), independent);
        Assert.True(test.LogRatio(failures, takes, .3) < independent / 2);
    }

    [Fact]
    public void BetaBinomial_AllOutcomes_SumToOne()
    {
        double sum = 0;
        double mean = 0;
        for (int k = 0; k <= 5; k++)
        {
            double probability = Math.Exp(BetaBinomial.LogProbability(k, 5, .03, .3));
            sum += probability;
            mean += k * probability;
        }

        Assert.Equal(1, sum, 12);
        Assert.Equal(.15, mean, 12);
    }

    [Fact]
    public void BetaBinomial_GoldenLikelihoods_AreEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("beta_binomial"))
        {
            JsonElement mle = row.GetProperty("mle");
            if (!(mle.Has("rho") && mle.Real("rho") is > 1e-4 and < 1))
            {
                continue;
            }

            double sum = row.Numbers("k").Sum(k => BetaBinomial.LogProbability((int)k, row.GetProperty("R").GetInt32(), mle.Real("mean"), mle.Real("rho")));
            Assert.Equal(mle.Real("loglik"), sum, 6);
        }
    }

    [Fact]
    public void AlwaysValid_OneLook_IsWiderThanAFixedTestAndConsistent()
    {
        var sequence = new AlwaysValid(1);
        double radius = sequence.Radius(1);
        Assert.InRange(radius, 2.2, 3.5);
        Assert.Equal(.05, sequence.Greater(radius, 1), 9);
        Assert.Equal(.05, sequence.Less(-radius, 1), 9);
        Assert.Equal(1, sequence.Greater(-3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlwaysValid(0));
    }

    [Fact]
    public void AlwaysValid_MeanOfTheMartingale_IsOne()
    {
        // E[1 ÷ p] before the cap: integrate M over the normal density of the estimate
        var sequence = new AlwaysValid(.5);
        const double Step = .01;
        double mean = 0;
        for (double x = -12; x <= 12; x += Step)
        {
            double p = sequence.Greater(x, 1);
            mean += (p < 1 ? 1 / p : Martingale(x)) * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * Step;
        }

        Assert.Equal(1, mean, 3);

        // below the cap p is 1 and hides M; the same formula written out
        double Martingale(double x)
        {
            const double Information = 1;
            double mixing = 1 / (.25 * 6.33);
            double scaled = x * Information / Math.Sqrt(Information + mixing);
            return 2 * Math.Sqrt(mixing / (Information + mixing)) * Math.Exp(scaled * scaled / 2) * .5 * MathNet.Numerics.SpecialFunctions.Erfc(-scaled / Math.Sqrt(2));
        }
    }
}

using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class RoganGladenTests
{
    [Theory]
    [InlineData(.03, .9, .98, .0113636)]
    [InlineData(.015, .9, .98, 0)]
    [InlineData(1, .9, .98, 1)]
    [InlineData(.2, 1, 1, .2)]
    public void Correct_Rate_IsTheTrueOne(double rate, double sensitivity, double specificity, double expected) =>
        Assert.Equal(expected, RoganGladen.Correct(rate, sensitivity, specificity)!.Value, 1e-7);

    [Fact]
    public void StandardError_KnownTest_IsAsPublished() => Assert.Equal(.00613, RoganGladen.StandardError(.03, 1000, .9, .98)!.Value, 1e-5);

    [Theory]
    [InlineData(.5, .5)]
    [InlineData(.1, .2)]
    public void Correct_UselessTest_SaysNothing(double sensitivity, double specificity)
    {
        Assert.Null(RoganGladen.Correct(.1, sensitivity, specificity));
        Assert.Null(RoganGladen.StandardError(.1, 10, sensitivity, specificity));
        Assert.Null(RoganGladen.Between(.1, 10, 100, (long)(100 * sensitivity), 100, (long)(100 * (1 - specificity))));
    }

    [Theory]
    [InlineData(-.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Correct_NoShare_Throws(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => RoganGladen.Correct(rate, .9, .9));

    [Theory]
    [InlineData(.01, .95, .998, 1_000, 200, 4_000)]
    [InlineData(.05, .9, .99, 500, 200, 5_000)]
    [InlineData(.2, .85, .95, 200, 60, 100)]
    public void Between_SimulatedStudies_CoverTheTruth(double truth, double sensitivity, double specificity, int n, int positives, int negatives)
    {
        // 1,000 studies, each with its own sample of words and its own calibration; a fixed seed
        const int Studies = 1000;
        double apparent = (truth * sensitivity) + ((1 - truth) * (1 - specificity));
        ulong position = 0;
        int covered = 0;
        for (int study = 0; study < Studies; study++)
        {
            double rate = (double)Binomial(n, apparent, ref position) / n;
            Interval? interval = RoganGladen.Between(
                rate, n, positives, Binomial(positives, sensitivity, ref position), negatives, Binomial(negatives, 1 - specificity, ref position));
            covered += interval is { } ends && ends.Low <= truth && truth <= ends.High ? 1 : 0;
        }

        Assert.InRange((double)covered / Studies, .935, .995);
    }

    private static int Binomial(int n, double p, ref ulong position)
    {
        int hits = 0;
        for (int i = 0; i < n; i++)
        {
            hits += (SplitMix64.At(77, position++) >> 11) * (1.0 / (1L << 53)) < p ? 1 : 0;
        }

        return hits;
    }
}

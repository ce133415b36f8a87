using System.Globalization;
using MathNet.Numerics.Distributions;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// How often 95 % intervals hold the true value when takes of one text fail together: <c>simulate coverage [trials]</c>. A table row a cell: share covered, with misses below (the interval
/// lies wholly above the truth) and above.
/// </summary>
internal static class CoverageSimulation
{
    private const int Resamples = 1_000;

    public static int Run(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        Console.WriteLine("| quantity | rate % | ICC | texts × takes | method | covered % | too high % | too low % | mean width |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var cells = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (double rate in new[] { .005, .01, .03 })
        {
            foreach (double correlation in new[] { .1, .3 })
            {
                foreach ((int texts, int takes) in new[] { (100, 3), (200, 5), (500, 5) })
                {
                    RunCell(rate, correlation, texts, takes, trials, cells);
                }
            }
        }

        Console.WriteLine();
        Console.WriteLine("| quantity | method | mean over cells | smallest | largest |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((string name, List<double> covered) in cells)
        {
            Console.WriteLine(FormattableString.Invariant($"| {name.Replace("|", " | ", StringComparison.Ordinal)} | {covered.Average():0.0} | {covered.Min():0.0} | {covered.Max():0.0} |"));
        }

        return 0;
    }

    private static void RunCell(double rate, double correlation, int texts, int takes, int trials, SortedDictionary<string, List<double>> cells)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        for (int trial = 0; trial < trials; trial++)
        {
            var source = new SimulatedTexts(SplitMix64.At((ulong)(rate * 1e6) + ((ulong)(correlation * 1e3) << 32), (ulong)((trial * 1_000_003L) + (texts * 31) + takes)));
            int[] words = source.Words(texts);
            (double[] failed, double[] lost) first = Draw(source, words, rate, correlation, takes, out SimulatedTexts.Urn[] urns);
            (double[] failed, double[] lost) shared = DrawMore(source, words, urns, takes);
            double[] takeCounts = [.. Enumerable.Repeat((double)takes, texts)];
            double[] wordCounts = [.. words.Select(w => (double)w * takes)];
            double wordRate = TrueWordRate(rate, words);
            Rate(tallies, "failed takes", first.failed, takeCounts, takes, rate);
            Rate(tallies, "words lost", first.lost, wordCounts, takes, wordRate);
            Difference(tallies, "failed takes, head - base", first.failed, shared.failed, takeCounts);
            Difference(tallies, "words lost, head - base", first.lost, shared.lost, wordCounts);
        }

        foreach ((string name, Tally tally) in tallies)
        {
            string[] parts = name.Split('|');
            if (!cells.TryGetValue(name, out List<double>? covered))
            {
                cells.Add(name, covered = []);
            }

            covered.Add(100.0 * tally.Covered / tally.Trials);
            Console.WriteLine(FormattableString.Invariant(
                $"| {parts[0]} | {rate * 100:0.0} | {correlation} | {texts} × {takes} | {parts[1]} | {100.0 * tally.Covered / tally.Trials:0.0} | {100.0 * tally.TooHigh / tally.Trials:0.0} | {100.0 * tally.TooLow / tally.Trials:0.0} | {100 * tally.Width / tally.Trials:0.000} |"));
        }
    }

    // the texts are a sample too: the truth is the mean over all texts, weighted as words are
    private static double TrueWordRate(double rate, int[] words) => rate * words.Sum(ExpectedLoss) / words.Sum();

    private static double ExpectedLoss(int words) => 2 - Math.Pow(.5, words - 1);

    private static (double[] Failed, double[] Lost) Draw(SimulatedTexts source, int[] words, double rate, double correlation, int takes, out SimulatedTexts.Urn[] urns)
    {
        urns = [.. words.Select(_ => source.Text(rate, correlation))];
        return DrawMore(source, words, urns, takes);
    }

    private static (double[] Failed, double[] Lost) DrawMore(SimulatedTexts source, int[] words, SimulatedTexts.Urn[] urns, int takes)
    {
        var failed = new double[words.Length];
        var lost = new double[words.Length];
        for (int text = 0; text < words.Length; text++)
        {
            for (int take = 0; take < takes; take++)
            {
                if (urns[text].Fails())
                {
                    failed[text]++;
                    lost[text] += source.WordsLost(words[text]);
                }
            }
        }

        return (failed, lost);
    }

    private static void Rate(SortedDictionary<string, Tally> tallies, string quantity, double[] numerators, double[] denominators, int takes, double truth)
    {
        ClusterRatio ratio = ClusterRatio.Of(numerators, denominators)!;
        // what takes are worth when those of a text are all the same: texts, or their words
        double alike = denominators.Sum() / takes;
        double trials = ratio.EffectiveTrials ?? alike;
        double fewer = ratio.ShareTrials(trialsWhenAlike: alike);
        double share = Math.Min(1, ratio.Ratio);
        Count(tallies, quantity, "a Wilson, all takes independent", ProportionIntervals.Wilson(ratio.Numerator, ratio.Denominator), truth);
        Count(tallies, quantity, "b Wilson, effective takes", ProportionIntervals.Wilson(share * trials, trials), truth);
        Count(tallies, quantity, "c Wilson, effective takes, Student's quantile (used)", ratio.ShareInterval(trialsWhenAlike: alike)!.Value, truth);
        Count(tallies, quantity, "d Clopper–Pearson, effective takes", ProportionIntervals.ClopperPearson(share * trials, trials), truth);
        Count(tallies, quantity, "e Clopper–Pearson, effective takes fewer by Student's quantile (Korn, Graubard)", ProportionIntervals.ClopperPearson(share * fewer, fewer), truth);
        Count(tallies, quantity, "f Jeffreys, effective takes", ProportionIntervals.Jeffreys(share * trials, trials), truth);
        Count(tallies, quantity, "g Jeffreys, effective takes fewer by Student's quantile", ProportionIntervals.Jeffreys(share * fewer, fewer), truth);
        Count(tallies, quantity, "h gamma (Fay, Feuer)", Gamma(numerators, ratio, alike), truth);
        Count(tallies, quantity, "i Student, linearized", ratio.StudentInterval()!.Value, truth);
        RatioBootstrap bootstrap = RatioBootstrap.OfRatio(numerators, denominators);
        double[] sorted = bootstrap.SortedReplicates(Resamples);
        Count(tallies, quantity, "j bootstrap, percentile", BootstrapInterval.Percentile(sorted), truth);
        Count(tallies, quantity, "k bootstrap, BCa", BootstrapInterval.Bca(sorted, bootstrap.Estimate, bootstrap.Jackknife()) ?? new Interval(bootstrap.Estimate, bootstrap.Estimate), truth);
    }

    // events as Poisson sums weighted by text: M. P. Fay, E. J. Feuer, Statistics in Medicine 16, 1997
    private static Interval Gamma(double[] numerators, ClusterRatio ratio, double alike)
    {
        if (ratio.Numerator == 0)
        {
            return ProportionIntervals.Wilson(0, alike);
        }

        double squares = numerators.Sum(n => n * n);
        double most = numerators.Max();
        return new Interval(Quantile(.025, ratio.Numerator, squares), Quantile(.975, ratio.Numerator + most, squares + (most * most)));

        double Quantile(double level, double sum, double variance) => variance / (2 * sum) * ChiSquared.InvCDF(2 * sum * sum / variance, level) / ratio.Denominator;
    }

    private static void Difference(SortedDictionary<string, Tally> tallies, string quantity, double[] baseNumerators, double[] headNumerators, double[] denominators)
    {
        ClusterDifference difference = ClusterDifference.Of(baseNumerators, denominators, headNumerators, denominators)!;
        Count(tallies, quantity, "a Newcombe, all takes independent", TwoProportions.NewcombeDifference(difference.Head.Numerator, difference.Head.Denominator, difference.Base.Numerator, difference.Base.Denominator), 0);
        Interval ofHead = Effective(difference.Head);
        Interval ofBase = Effective(difference.Base);
        Count(tallies, quantity, "b square and add, effective takes", TwoProportions.SquareAndAdd(difference.Head.Ratio, ofHead, difference.Base.Ratio, ofBase), 0);
        Count(tallies, quantity, "c square and add, correlated", TwoProportions.SquareAndAdd(difference.Head.Ratio, ofHead, difference.Base.Ratio, ofBase, Math.Max(0, difference.Correlation)), 0);
        Count(tallies, quantity, "d Student, linearized (used)", difference.StudentInterval()!.Value, 0);
        RatioBootstrap bootstrap = RatioBootstrap.OfPair(baseNumerators, denominators, headNumerators, denominators);
        double[] sorted = bootstrap.SortedReplicates(Resamples);
        Count(tallies, quantity, "e bootstrap, percentile", BootstrapInterval.Percentile(sorted), 0);
        Count(tallies, quantity, "f bootstrap, BCa", BootstrapInterval.Bca(sorted, bootstrap.Estimate, bootstrap.Jackknife()) ?? new Interval(bootstrap.Estimate, bootstrap.Estimate), 0);
        TestProbabilities signs = SignFlipTest.Of(difference.Exchange.AsSpan()).Probabilities;
        Tally test = Of(tallies, quantity, "g sign-flip test, p < .025 each side");
        test.Trials++;
        test.TooHigh += signs.Greater < .025 ? 1 : 0;
        test.TooLow += signs.Less < .025 ? 1 : 0;
        test.Covered += signs.Greater >= .025 && signs.Less >= .025 ? 1 : 0;
    }

    private static Interval Effective(ClusterRatio ratio)
    {
        double trials = ratio.EffectiveTrials ?? ratio.Clusters;
        return ProportionIntervals.Wilson(ratio.Ratio * trials, trials);
    }

    private static Tally Of(SortedDictionary<string, Tally> tallies, string quantity, string method)
    {
        string name = $"{quantity}|{method}";
        if (!tallies.TryGetValue(name, out Tally? tally))
        {
            tallies.Add(name, tally = new Tally());
        }

        return tally;
    }

    private static void Count(SortedDictionary<string, Tally> tallies, string quantity, string method, Interval interval, double truth)
    {
        Tally tally = Of(tallies, quantity, method);
        tally.Trials++;
        tally.Width += interval.High - interval.Low;
        if (interval.Low > truth)
        {
            tally.TooHigh++;
        }
        else if (interval.High < truth)
        {
            tally.TooLow++;
        }
        else
        {
            tally.Covered++;
        }
    }

    private sealed class Tally
    {
        public int Trials { get; set; }

        public int Covered { get; set; }

        public int TooHigh { get; set; }

        public int TooLow { get; set; }

        public double Width { get; set; }
    }
}

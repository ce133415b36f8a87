using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Benchmarks;

/// <summary>10,000 resamples of 1,000 texts with 5 takes each: a ratio, a difference, and the same written down naively.</summary>
[ShortRunJob]
public class BootstrapBenchmarks
{
    private const int Texts = 1_000;
    private const int Takes = 5;
    private const int Resamples = 10_000;

    private readonly double[] _errors = new double[Texts];
    private readonly double[] _words = new double[Texts];
    private readonly double[] _otherErrors = new double[Texts];
    private readonly List<(int Errors, int Words)[]> _takes = [];
    private readonly double[] _values = new double[Resamples];

    [GlobalSetup]
    public void Setup()
    {
        for (int text = 0; text < Texts; text++)
        {
            var takes = new (int Errors, int Words)[Takes];
            for (int take = 0; take < Takes; take++)
            {
                ulong position = (ulong)((text * Takes) + take);
                takes[take] = (SplitMix64.Below(1, position, 30) == 0 ? 1 : 0, 5 + SplitMix64.Below(2, position, 20));
                _errors[text] += takes[take].Errors;
                _words[text] += takes[take].Words;
                _otherErrors[text] += SplitMix64.Below(3, position, 25) == 0 ? 1 : 0;
            }

            _takes.Add(takes);
        }
    }

    [Benchmark]
    public double Ratio()
    {
        RatioBootstrap.OfRatio(_errors, _words).Fill(0, _values);
        return _values[^1];
    }

    [Benchmark]
    public double PairedDifference()
    {
        RatioBootstrap.OfPair(_errors, _words, _otherErrors, _words).Fill(0, _values);
        return _values[^1];
    }

    [Benchmark(Baseline = true)]
    public double NaiveRatio()
    {
        // what one writes first: draw texts, walk their takes, add up
        var random = new Random(1);
        for (int resample = 0; resample < Resamples; resample++)
        {
            long errors = 0;
            long words = 0;
            for (int draw = 0; draw < Texts; draw++)
            {
                foreach ((int takeErrors, int takeWords) in _takes[random.Next(Texts)])
                {
                    errors += takeErrors;
                    words += takeWords;
                }
            }

            _values[resample] = (double)errors / words;
        }

        return _values[^1];
    }

    [Benchmark]
    public double SortedWithBcaInterval()
    {
        RatioBootstrap bootstrap = RatioBootstrap.OfRatio(_errors, _words);
        return bootstrap.BcaInterval()!.Value.High;
    }
}

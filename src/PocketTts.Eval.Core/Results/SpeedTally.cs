using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up the timings of one system.</summary>
internal sealed class SpeedTally
{
    // below this many takes the 95th percentile would be the largest value
    private const int FewestTakesForP95 = 20;

    private readonly List<(int Index, double Wall, double Audio)> _takes = [];
    private readonly List<double> _firstAudio = [];

    /// <summary>Takes in a take that has sound.</summary>
    /// <param name="index">Its place in the plan's order.</param>
    /// <param name="sound">What was measured.</param>
    public void Add(int index, SynthesisFacts sound)
    {
        if (sound is not { IsTimingEligible: true, WallSeconds: { } wall, AudioSeconds: > 0 })
        {
            return;
        }

        _takes.Add((index, wall, sound.AudioSeconds));
        if (sound.FirstAudioSeconds is { } first)
        {
            _firstAudio.Add(first);
        }
    }

    /// <summary>The sums.</summary>
    public SpeedSummary Summarize()
    {
        // a sum of fractions depends on their order in its last digit
        _takes.Sort((one, other) => one.Index.CompareTo(other.Index));
        double audioSeconds = 0;
        double wallSeconds = 0;
        double[] factors = new double[_takes.Count];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = _takes[i].Wall / _takes[i].Audio;
            audioSeconds += _takes[i].Audio;
            wallSeconds += _takes[i].Wall;
        }

        Array.Sort(factors);
        _firstAudio.Sort();
        return new SpeedSummary(
            factors.Length,
            factors.Length == 0 ? null : Quantiles.Median(factors),
            factors.Length < FewestTakesForP95 ? null : Quantiles.NearestRank(factors, .95),
            wallSeconds > 0 ? audioSeconds / wallSeconds : null,
            _firstAudio.Count == 0 ? null : Quantiles.Median(CollectionsMarshal.AsSpan(_firstAudio)),
            audioSeconds,
            wallSeconds);
    }
}

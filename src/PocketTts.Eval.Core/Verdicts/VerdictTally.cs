using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Sums up the verdicts of one system by one recognizer, text by text.</summary>
internal sealed class VerdictTally(RecognizerInfo recognizer, ScoringOptions scoring)
{
    private readonly VerdictOptions _options = scoring.Calibrations.Find(recognizer)?.Options ?? scoring.Verdicts;
    private readonly List<VerdictCounts> _texts = [];
    private readonly StabilityTally _stability = new();
    private int _counted;
    private int _clean;
    private int _minor;
    private int _major;
    private bool _hasEvidence;

    /// <summary>Takes in all takes of one text by the system.</summary>
    public void Add(IReadOnlyList<ScoredTake> takes)
    {
        (Take Take, TakeScore Score)[] counted = [.. CountedScores.Of(takes, recognizer.Id)];
        if (counted.Length == 0)
        {
            return;
        }

        var text = new VerdictCounts(takes[0].Take.Key.Corpus, takes[0].Take.Key.UtteranceId);
        foreach ((_, TakeScore score) in counted)
        {
            text.Add(score.Verdict, _options);
            _counted++;
            _clean += score.Verdict.Severity == Severity.Clean ? 1 : 0;
            _minor += score.Verdict.Severity == Severity.Minor ? 1 : 0;
            _major += score.Verdict.Severity == Severity.Major ? 1 : 0;
            _hasEvidence = _hasEvidence || score.Verdict.Words.Any(w => w.SkipGain is not null || w.DoubleGain is not null);
        }

        _texts.Add(text);
        _stability.Add(counted);
    }

    /// <summary>The sums.</summary>
    public VerdictSummary Summarize()
    {
        VerdictCalibration? calibration = scoring.Calibrations.Find(recognizer);
        if (calibration is not null
            && (calibration.RulesVersion != VerdictRules.Version || !string.Equals(calibration.Normalizer, scoring.Comparer.Id, StringComparison.Ordinal)))
        {
            // its counts hold for what they were counted with
            calibration = null;
        }

        // sorted, so that intervals do not depend on the order of takes
        VerdictCounts[] texts = [.. _texts.OrderBy(t => t.Corpus, StringComparer.Ordinal).ThenBy(t => t.UtteranceId, StringComparer.Ordinal)];
        FaultRate[] wordRates = Rates(VerdictCounts.WordNames, VerdictCounts.FirstWordCount, texts, t => t[VerdictCounts.Words], calibration?.Words);
        FaultRate[] takeRates = Rates(VerdictCounts.TakeNames, VerdictCounts.FirstTakeCount, texts, t => t[VerdictCounts.Takes], calibration?.Takes);
        return new VerdictSummary(
            recognizer.Id,
            _counted,
            texts.Sum(t => t[VerdictCounts.Words]),
            texts.Sum(t => t[VerdictCounts.Blameless]),
            [.. wordRates],
            [.. takeRates[..^2].Where(r => r.Raw > 0)],
            takeRates[^2],
            takeRates[^1],
            _clean,
            _minor,
            _major,
            _stability.Measure())
        {
            HasEvidence = _hasEvidence,
        };
    }

    private static FaultRate[] Rates(
        ImmutableArray<string> names, int first, VerdictCounts[] texts, Converter<VerdictCounts, long> ofText, ImmutableSortedDictionary<string, DetectionCounts>? calibration)
    {
        long[] of = Array.ConvertAll(texts, ofText);
        long[] sums = new long[2 * names.Length];
        foreach (VerdictCounts text in texts)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += text[first + i];
            }
        }

        // what never occurred has no interval and need not be resampled
        int[] occurring = [.. Enumerable.Range(0, sums.Length).Where(i => sums[i] > 0)];
        Interval?[] found = ClusterBootstrap.RatioIntervals([.. occurring.Select(i => Array.ConvertAll(texts, t => t[first + i]))], of);
        var intervals = new Interval?[sums.Length];
        for (int i = 0; i < occurring.Length; i++)
        {
            intervals[occurring[i]] = found[i];
        }

        long total = of.Sum();
        return
        [
            .. names.Select((name, i) =>
            {
                var rate = new FaultRate(name, sums[2 * i], sums[(2 * i) + 1], total)
                {
                    RawInterval = intervals[2 * i],
                    ConfirmedInterval = intervals[(2 * i) + 1],
                };
                return calibration?.GetValueOrDefault(name) is { } known ? Correct(rate, known) : rate;
            }),
        ];
    }

    private static FaultRate Correct(FaultRate rate, DetectionCounts known)
    {
        // extra words may outnumber the words of the text
        if (rate.RawRate is not { } raw || raw > 1)
        {
            return rate;
        }

        // takes of one text stand or fall together: as many independent words as would give the same interval
        double effective = rate.Of;
        if (rate.RawInterval is { } interval && interval.High > interval.Low)
        {
            double error = (interval.High - interval.Low) / (2 * 1.959963984540054);
            effective = Math.Clamp(raw * (1 - raw) / (error * error), 1, rate.Of);
        }

        return rate with
        {
            Corrected = RoganGladen.Correct(raw, known.Sensitivity, known.Specificity),
            CorrectedInterval = RoganGladen.Between(raw, effective, known.Positives, known.Detected, known.Negatives, known.FalseAlarms),
        };
    }
}

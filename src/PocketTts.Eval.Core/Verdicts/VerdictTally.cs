using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Sums up the verdicts of one system by one recognizer, text by text.</summary>
internal sealed class VerdictTally(RecognizerInfo recognizer, ScoringOptions scoring)
{
    private readonly VerdictOptions _options = scoring.VerdictsFor(recognizer);
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
        double[] of = Array.ConvertAll(texts, t => (double)ofText(t));
        double alike = texts.Sum(t => (double)ofText(t) / t[VerdictCounts.Takes]);
        long total = texts.Sum(t => ofText(t));
        return
        [
            .. names.Select((name, i) =>
            {
                double[] raw = Counts(first + (2 * i));
                double[] confirmed = Counts(first + (2 * i) + 1);
                ClusterRatio? ofRaw = ClusterRatio.Of(raw, of);
                var rate = new FaultRate(name, (long)raw.Sum(), (long)confirmed.Sum(), total)
                {
                    RawInterval = ofRaw?.ShareInterval(trialsWhenAlike: alike),
                    ConfirmedInterval = ClusterRatio.Of(confirmed, of)?.ShareInterval(trialsWhenAlike: alike),
                };
                return ofRaw is not null && calibration?.GetValueOrDefault(name) is { } known ? Correct(rate, ofRaw.ShareTrials(trialsWhenAlike: alike), known) : rate;
            }),
        ];

        double[] Counts(int kind) => Array.ConvertAll(texts, t => (double)t[kind]);
    }

    private static FaultRate Correct(FaultRate rate, double trials, DetectionCounts known)
    {
        // extra words may outnumber the words of the text
        if (rate.RawRate is not { } raw || raw > 1)
        {
            return rate;
        }

        return rate with
        {
            Corrected = RoganGladen.Correct(raw, known.Sensitivity, known.Specificity),
            CorrectedInterval = RoganGladen.Between(raw, trials, known.Positives, known.Detected, known.Negatives, known.FalseAlarms),
        };
    }
}

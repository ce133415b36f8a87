using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Sums up the verdicts of one system by one recognizer.</summary>
internal static class VerdictSummarizer
{
    private static readonly WordVerdictKind[] s_wordKinds =
    [
        WordVerdictKind.Skipped, WordVerdictKind.Mangled, WordVerdictKind.Replaced, WordVerdictKind.Repeated, WordVerdictKind.Merged, WordVerdictKind.Split, WordVerdictKind.Unsure,
    ];

    private static readonly TakeFaultKind[] s_takeKinds = Enum.GetValues<TakeFaultKind>();

    /// <summary>Sums up.</summary>
    public static VerdictSummary Summarize(RecognizerInfo recognizer, ImmutableArray<ScoredTake> takes, ScoringOptions scoring)
    {
        VerdictCalibration? calibration = scoring.Calibrations.Find(recognizer);
        VerdictOptions options = calibration?.Options ?? scoring.Verdicts;
        (Take Take, TakeScore Score)[] counted = [.. CountedScores.Of(takes, recognizer.Id)];

        // sorted, so that intervals do not depend on the order of takes
        Group[] groups =
        [
            .. counted
                .GroupBy(c => (c.Take.Key.Corpus, c.Take.Key.UtteranceId))
                .OrderBy(g => g.Key.Corpus, StringComparer.Ordinal)
                .ThenBy(g => g.Key.UtteranceId, StringComparer.Ordinal)
                .Select(g => Group.Of(g.Select(c => c.Score), options)),
        ];
        if (calibration is not null
            && (calibration.RulesVersion != VerdictRules.Version || !string.Equals(calibration.Normalizer, scoring.Comparer.Id, StringComparison.Ordinal)))
        {
            // its counts hold for what they were counted with
            calibration = null;
        }

        long[] words = Array.ConvertAll(groups, g => g.Words);
        long[] takeCounts = Array.ConvertAll(groups, g => g.Takes);
        int extra = s_wordKinds.Length;
        FaultRate[] wordRates = Rates(
            [.. s_wordKinds.Select(k => k.Name()), "inserted"], groups, words, (g, i) => i == extra ? (g.Extra, g.ConfirmedExtra) : (g.Kinds[i], g.ConfirmedKinds[i]), calibration?.Words);
        int failed = s_takeKinds.Length;
        FaultRate[] takeRates = Rates(
            [.. s_takeKinds.Select(k => k.Name()), "failed", "catastrophic"],
            groups,
            takeCounts,
            (g, i) => i == failed ? (g.Failed, g.ConfirmedFailed) : i > failed ? (g.Catastrophic, g.ConfirmedCatastrophic) : (g.Faults[i], g.ConfirmedFaults[i]),
            calibration?.Takes);
        return new VerdictSummary(
            recognizer.Id,
            counted.Length,
            words.Sum(),
            groups.Sum(g => g.Blameless),
            [.. wordRates],
            [.. takeRates[..failed].Where(r => r.Raw > 0)],
            takeRates[failed],
            takeRates[failed + 1],
            counted.Count(c => c.Score.Verdict.Severity == Severity.Clean),
            counted.Count(c => c.Score.Verdict.Severity == Severity.Minor),
            counted.Count(c => c.Score.Verdict.Severity == Severity.Major),
            StabilityMeter.Measure(counted))
        {
            HasEvidence = counted.Any(c => c.Score.Verdict.Words.Any(w => w.SkipGain is not null || w.DoubleGain is not null)),
        };
    }

    private static FaultRate[] Rates(
        string[] names, Group[] groups, long[] of, Func<Group, int, (long Raw, long Confirmed)> count, ImmutableSortedDictionary<string, DetectionCounts>? calibration)
    {
        var numerators = new List<double[]>();
        for (int i = 0; i < names.Length; i++)
        {
            numerators.Add(Array.ConvertAll(groups, g => (double)count(g, i).Raw));
            numerators.Add(Array.ConvertAll(groups, g => (double)count(g, i).Confirmed));
        }

        double[] denominators = Array.ConvertAll(of, n => (double)n);
        double alike = groups.Select((g, i) => (double)of[i] / g.Takes).Sum();
        long total = of.Sum();
        return
        [
            .. names.Select((name, i) =>
            {
                ClusterRatio? raw = ClusterRatio.Of(numerators[2 * i], denominators);
                ClusterRatio? confirmed = ClusterRatio.Of(numerators[(2 * i) + 1], denominators);
                var rate = new FaultRate(name, (long)numerators[2 * i].Sum(), (long)numerators[(2 * i) + 1].Sum(), total)
                {
                    RawInterval = raw?.ShareInterval(trialsWhenAlike: alike),
                    ConfirmedInterval = confirmed?.ShareInterval(trialsWhenAlike: alike),
                };
                return raw is not null && calibration?.GetValueOrDefault(name) is { } known ? Correct(rate, raw.ShareTrials(trialsWhenAlike: alike), known) : rate;
            }),
        ];
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

    // sums over the takes of one utterance
    private sealed class Group
    {
        public long Takes { get; private set; }

        public long Words { get; private set; }

        public long[] Kinds { get; } = new long[s_wordKinds.Length];

        public long[] ConfirmedKinds { get; } = new long[s_wordKinds.Length];

        public long Extra { get; private set; }

        public long ConfirmedExtra { get; private set; }

        public long Blameless { get; private set; }

        public long[] Faults { get; } = new long[s_takeKinds.Length];

        public long[] ConfirmedFaults { get; } = new long[s_takeKinds.Length];

        public long Failed { get; private set; }

        public long ConfirmedFailed { get; private set; }

        public long Catastrophic { get; private set; }

        public long ConfirmedCatastrophic { get; private set; }

        public static Group Of(IEnumerable<TakeScore> scores, VerdictOptions options)
        {
            var group = new Group();
            foreach (TakeScore score in scores)
            {
                group.Add(score.Verdict, options);
            }

            return group;
        }

        private void Add(TakeVerdict verdict, VerdictOptions options)
        {
            Takes++;
            Words += verdict.Words.Length;
            foreach (WordVerdict word in verdict.Words)
            {
                if (word.Kind == WordVerdictKind.Said)
                {
                    continue;
                }

                int kind = (int)word.Kind - 1;
                Kinds[kind]++;
                ConfirmedKinds[kind] += word.IsConfirmedFault ? 1 : 0;
                Blameless += word.IsTextOrRecognizer ? 1 : 0;
            }

            foreach (ExtraWords extra in verdict.Extras)
            {
                Extra += extra.Words.Length;
                ConfirmedExtra += extra is { Confidence: VerdictConfidence.Confirmed, IsTextOrRecognizer: false } ? extra.Words.Length : 0;
            }

            int found = 0;
            int sure = 0;
            foreach (TakeFault fault in verdict.Faults)
            {
                found |= 1 << (int)fault.Kind;
                sure |= fault.Confidence == VerdictConfidence.Confirmed ? 1 << (int)fault.Kind : 0;
            }

            for (int kind = 0; found != 0 && kind < Faults.Length; kind++)
            {
                Faults[kind] += (found >> kind) & 1;
                ConfirmedFaults[kind] += (sure >> kind) & 1;
            }

            Severity confirmed = SeverityRule.Confirmed(verdict, options);
            Failed += verdict.Severity >= Severity.Major ? 1 : 0;
            ConfirmedFailed += confirmed >= Severity.Major ? 1 : 0;
            Catastrophic += verdict.Severity == Severity.Catastrophic ? 1 : 0;
            ConfirmedCatastrophic += confirmed == Severity.Catastrophic ? 1 : 0;
        }
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Compares systems, paired by text. It tells; it never decides (that is <see cref="Gate"/>'s).</summary>
public static class RunComparer
{
    /// <summary>Compares each system of head with its partner.</summary>
    /// <param name="baseTable">Base.</param>
    /// <param name="headTable">Head.</param>
    /// <param name="options">What and how.</param>
    /// <returns>One comparison a pair, in head's order.</returns>
    /// <exception cref="InputException">No system has a partner, or a run has no recognizer.</exception>
    public static ImmutableArray<SystemComparison> Compare(ScoreTable baseTable, ScoreTable headTable, ComparisonOptions options)
    {
        IReadOnlyList<SystemPair> pairs = SystemPair.Match(baseTable, headTable, out _);
        return pairs.Count > 0 ? [.. pairs.Select(p => Compare(p, options))]
            : throw new InputException(
                $"no system of '{headTable.Name}' ({Ids(headTable)}) is in '{baseTable.Name}' ({Ids(baseTable)})",
                remedy: "name one system of each: RUN@SYSTEM");
    }

    /// <summary>Compares one pair.</summary>
    /// <param name="pair">The two systems.</param>
    /// <param name="options">What and how.</param>
    /// <returns>The comparison.</returns>
    public static SystemComparison Compare(SystemPair pair, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(options);
        string recognizer = options.RecognizerId ?? pair.HeadTable.Info.Recognizers.FirstOrDefault()?.Id
            ?? throw new InputException($"'{pair.HeadTable.Name}' has no recognizer");
        IReadOnlyList<Incomparability> incomparable = Comparability.Between(pair.BaseTable, pair.HeadTable, recognizer);
        var differences = new List<MetricDifference>();
        foreach ((string slice, FigureScope scope) in Slices(pair, options.SliceBy))
        {
            differences.AddRange(options.Metrics.Select(m => Compare(pair, recognizer, m, scope, incomparable, options.Alpha) with { Slice = slice }));
        }

        bool areWordsComparable = !incomparable.Any(i => i.Aspect is IncomparableAspect.Transcript or IncomparableAspect.Corpus);
        return new SystemComparison(
            pair,
            recognizer,
            [.. incomparable],
            Judge(differences, options.Alpha),
            areWordsComparable ? WordChanges.Of(pair, recognizer, FigureScope.All) : []);
    }

    private static MetricDifference Compare(SystemPair pair, string recognizer, Metric metric, FigureScope scope, IReadOnlyList<Incomparability> incomparable, double alpha)
    {
        PairedSample sample = PairedSample.Of(pair, recognizer, metric, scope);
        MetricValue ofBase = MetricEstimator.Estimate(sample.Base, 1 - alpha);
        MetricValue ofHead = MetricEstimator.Estimate(sample.Head, 1 - alpha);
        var difference = new MetricDifference
        {
            Metric = metric,
            Base = ofBase,
            Head = ofHead,
            Texts = sample.Head.Texts.Length,
            OnlyBase = sample.OnlyBase,
            OnlyHead = sample.OnlyHead,
            Verdict = DifferenceVerdict.NoData,
        };
        if (incomparable.Concerning(metric).ToArray() is { Length: > 0 } reasons)
        {
            return difference with { Verdict = DifferenceVerdict.NotComparable, Reason = string.Join("; ", reasons.Select(r => r.What)) };
        }

        if (sample.Change is not { } change)
        {
            return difference with { Reason = sample.Base.Texts.Length == 0 ? "no text has a value on both sides" : "this kind of number is not tested" };
        }

        int sign = metric.IsHigherBetter ? -1 : 1;
        Interval? worse = change.Interval(1 - alpha);
        difference = difference with
        {
            IsRelative = change.IsRelative,
            Change = sign * change.Worsening,
            ChangeInterval = worse is { } ends ? sign > 0 ? ends : new Interval(-ends.High, -ends.Low) : null,
            TestName = change.TestName,
            Detectable = change.Detectable(alpha / 2),
            IsInterleaved = (change as TimeChange)?.IsInterleaved,
        };
        return worse is null
            ? difference with { Reason = change.WithoutInterval }
            : difference with { Probability = change.Probabilities.TwoSided, Verdict = DifferenceVerdict.NoDifferenceFound };
    }

    // one correction over everything that was asked of the pair
    private static ImmutableArray<MetricDifference> Judge(List<MetricDifference> differences, double alpha)
    {
        ImmutableArray<double> adjusted = MultipleTesting.Holm([.. differences.Select(d => d.Probability).OfType<double>()]);
        int next = 0;
        return
        [
            .. differences.Select(d =>
            {
                if (d.Probability is null)
                {
                    return d;
                }

                double p = adjusted[next++];
                bool isWorse = d.Metric.IsHigherBetter ? d.Change < 0 : d.Change > 0;
                return d with
                {
                    AdjustedProbability = p,
                    Verdict = p >= alpha ? DifferenceVerdict.NoDifferenceFound : isWorse ? DifferenceVerdict.Worse : DifferenceVerdict.Better,
                };
            }),
        ];
    }

    private static IEnumerable<(string Name, FigureScope Scope)> Slices(SystemPair pair, SliceKind kind)
    {
        IEnumerable<TakeFigures> takes = pair.HeadTable.Takes.Where(t => string.Equals(t.Key.SystemId, pair.HeadSystemId, StringComparison.Ordinal));
        return kind switch
        {
            SliceKind.Tag => takes.SelectMany(t => t.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => ($"tag {t}", new FigureScope([], [t]))),
            SliceKind.Corpus => takes.Select(t => t.Key.Corpus).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => ($"corpus {c}", new FigureScope([c], []))),
            SliceKind.Voice => [($"voice {pair.HeadTable.Info.Systems.FirstOrDefault(s => s.Id == pair.HeadSystemId)?.Info?.Voice ?? "unknown"}", FigureScope.All)],
            SliceKind.Machine => [($"machine {pair.HeadTable.Info.Machine.CpuBrand ?? "unknown"} ({pair.HeadTable.Info.Machine.Fingerprint})", FigureScope.All)],
            _ => [(string.Empty, FigureScope.All)],
        };
    }

    private static string Ids(ScoreTable table) => string.Join(", ", table.Info.Systems.Select(s => s.Id));
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>The takes of one system that a metric is made of, summed up by text.</summary>
internal sealed class MetricSample
{
    private MetricSample(Metric metric, TextKey[] texts, double[] numerators, double[] denominators, int[] takes, double alike, int unknown, ImmutableArray<TimedTake> timed)
    {
        Metric = metric;
        Texts = texts;
        Numerators = numerators;
        Denominators = denominators;
        Takes = takes;
        TrialsWhenAlike = alike;
        UnknownTakes = unknown;
        Timed = timed;
    }

    public Metric Metric { get; }

    /// <summary>Texts with at least one take that has a value, sorted.</summary>
    public TextKey[] Texts { get; }

    /// <summary>ΣN of each text.</summary>
    public double[] Numerators { get; }

    /// <summary>ΣD of each text.</summary>
    public double[] Denominators { get; }

    /// <summary>Takes of each text.</summary>
    public int[] Takes { get; }

    /// <summary>ΣD if every text had one take: what the takes are worth when those of a text are all the same.</summary>
    public double TrialsWhenAlike { get; }

    public int UnknownTakes { get; }

    /// <summary>Single values, for kinds that are no sums.</summary>
    public ImmutableArray<TimedTake> Timed { get; }

    /// <summary>Collects the takes of a system.</summary>
    /// <param name="table">The table; columns that it lacks make all values unknown.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="scope">Which texts.</param>
    /// <param name="leftOut">Texts that do not count, for <see cref="MetricKind.Worst"/> only.</param>
    public static MetricSample Of(ScoreTable table, string systemId, string recognizerId, Metric metric, FigureScope scope, IReadOnlySet<TextKey>? leftOut = null)
    {
        int[] numerators = [.. metric.Numerators.Select(n => table.Columns.IndexOf(n))];
        int denominator = metric.Denominator is null ? -1 : table.Columns.IndexOf(metric.Denominator);
        bool isKnown = numerators.All(n => n >= 0) && (metric.Denominator is null || denominator >= 0);
        var sums = new Dictionary<TextKey, Sum>();
        var timed = ImmutableArray.CreateBuilder<TimedTake>();
        int unknown = 0;
        foreach (TakeFigures take in table.Takes)
        {
            if (!string.Equals(take.Key.SystemId, systemId, StringComparison.Ordinal)
                || !string.Equals(take.RecognizerId, recognizerId, StringComparison.Ordinal)
                || !scope.Holds(take)
                || (take.Outcome == TakeOutcome.Repeated && !metric.IsOfMachine))
            {
                continue;
            }

            var text = new TextKey(take.Key.Corpus, take.Key.UtteranceId);
            if (metric.Kind == MetricKind.Worst && leftOut is not null && leftOut.Contains(text))
            {
                continue;
            }

            double top = isKnown && take.Outcome != TakeOutcome.Missing ? numerators.Sum(n => take.Values[n]) : double.NaN;
            top = metric.Threshold is { } least && double.IsFinite(top) ? top >= least ? 1 : 0 : top;
            double bottom = metric.Denominator is null ? 1 : isKnown ? take.Values[denominator] : double.NaN;
            if (!double.IsFinite(top) || !double.IsFinite(bottom) || (metric.Kind != MetricKind.Rate && metric.Kind != MetricKind.MeanOfTexts && !(bottom > 0)))
            {
                // a failed take has no number and is counted as failed
                unknown += take.Failure is null ? 1 : 0;
                continue;
            }

            if (metric.Kind is MetricKind.Rate or MetricKind.MeanOfTexts)
            {
                Sum sum = sums.GetValueOrDefault(text);
                sums[text] = new Sum(sum.Top + top, sum.Bottom + bottom, sum.Takes + 1);
            }
            else
            {
                timed.Add(new TimedTake(text, take.Key.Repeat, top / bottom));
            }
        }

        return metric.Kind is MetricKind.Rate or MetricKind.MeanOfTexts
            ? OfSums(metric, sums, unknown)
            : OfValues(metric, timed.ToImmutable(), unknown);
    }

    /// <summary>The same with some of its texts.</summary>
    public MetricSample Only(IReadOnlySet<TextKey> texts)
    {
        int[] kept = [.. Enumerable.Range(0, Texts.Length).Where(i => texts.Contains(Texts[i]))];
        bool isSum = Metric.Kind is MetricKind.Rate or MetricKind.MeanOfTexts;
        return new MetricSample(
            Metric,
            [.. kept.Select(i => Texts[i])],
            isSum ? [.. kept.Select(i => Numerators[i])] : [],
            isSum ? [.. kept.Select(i => Denominators[i])] : [],
            [.. kept.Select(i => Takes[i])],
            Metric.Kind == MetricKind.Rate ? kept.Sum(i => Denominators[i] / Takes[i]) : kept.Length,
            UnknownTakes,
            [.. Timed.Where(t => texts.Contains(t.Text))]);
    }

    private static MetricSample OfSums(Metric metric, Dictionary<TextKey, Sum> sums, int unknown)
    {
        // sorted, so that numbers do not depend on the order of takes
        KeyValuePair<TextKey, Sum>[] texts = [.. sums.Where(s => s.Value.Bottom > 0).OrderBy(s => s.Key)];
        bool isMean = metric.Kind == MetricKind.MeanOfTexts;
        return new MetricSample(
            metric,
            [.. texts.Select(t => t.Key)],
            [.. texts.Select(t => isMean ? Math.Min(metric.Cap ?? double.PositiveInfinity, t.Value.Top / t.Value.Bottom) : t.Value.Top)],
            [.. texts.Select(t => isMean ? 1 : t.Value.Bottom)],
            [.. texts.Select(t => t.Value.Takes)],
            texts.Sum(t => isMean ? 1 : t.Value.Bottom / t.Value.Takes),
            unknown,
            []);
    }

    private static MetricSample OfValues(Metric metric, ImmutableArray<TimedTake> timed, int unknown)
    {
        IGrouping<TextKey, TimedTake>[] texts = [.. timed.GroupBy(t => t.Text).OrderBy(g => g.Key)];
        return new MetricSample(metric, [.. texts.Select(t => t.Key)], [], [], [.. texts.Select(t => t.Count())], texts.Length, unknown, timed);
    }

    private readonly record struct Sum(double Top, double Bottom, int Takes);
}

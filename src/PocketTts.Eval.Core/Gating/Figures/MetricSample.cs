using System.Collections.Immutable;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>The takes of one system that a metric is made of, summed up by text.</summary>
internal sealed class MetricSample
{
    private (double Confidence, MetricValue Value)? _value;

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

    /// <summary>ΣN ÷ ΣD with its error; null without a text, and for kinds that are no sums.</summary>
    public ClusterRatio? Ratio => field ??= Numerators.Length == 0 ? null : ClusterRatio.Of(Numerators, Denominators);

    /// <summary>The value of the metric, made once for each confidence that is asked for in a row.</summary>
    public MetricValue Value(double confidence, Func<MetricSample, double, MetricValue> make)
    {
        if (_value is not { } known || known.Confidence != confidence)
        {
            _value = known = (confidence, make(this, confidence));
        }

        return known.Value;
    }

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
        bool isKnown = Array.TrueForAll(numerators, n => n >= 0) && (metric.Denominator is null || denominator >= 0);
        bool isSum = metric.Kind is MetricKind.Rate or MetricKind.MeanOfTexts;
        TableIndex index = TableIndex.Of(table);
        var sums = new Sum[isSum ? index.Texts.Length : 0];
        var timed = ImmutableArray.CreateBuilder<TimedTake>();
        int unknown = 0;
        foreach ((TakeFigures take, int place) in index.Rows(systemId, recognizerId))
        {
            if (!scope.Holds(take)
                || (take.Outcome == TakeOutcome.Repeated && !metric.IsOfMachine)
                || (metric.Kind == MetricKind.Worst && leftOut is not null && leftOut.Contains(index.Texts[place])))
            {
                continue;
            }

            double top = isKnown && take.Outcome != TakeOutcome.Missing ? Total(take, numerators) : double.NaN;
            top = metric.Threshold is { } least && double.IsFinite(top) ? top >= least ? 1 : 0 : top;
            double bottom = metric.Denominator is null ? 1 : isKnown ? take.Values[denominator] : double.NaN;
            if (!double.IsFinite(top) || !double.IsFinite(bottom) || (!isSum && !(bottom > 0)))
            {
                // a failed take has no number and is counted as failed
                unknown += take.Failure is null ? 1 : 0;
                continue;
            }

            if (isSum)
            {
                Sum sum = sums[place];
                sums[place] = new Sum(sum.Top + top, sum.Bottom + bottom, sum.Takes + 1);
            }
            else
            {
                timed.Add(new TimedTake(index.Texts[place], take.Key.Repeat, top / bottom));
            }
        }

        return isSum ? OfSums(metric, index.Texts, sums, unknown) : OfValues(metric, timed.ToImmutable(), unknown);
    }

    /// <summary>Two samples cut to the texts that both have.</summary>
    public static (MetricSample First, MetricSample Second) Common(MetricSample first, MetricSample second)
    {
        // both are sorted
        var ofFirst = new List<int>(first.Texts.Length);
        var ofSecond = new List<int>(first.Texts.Length);
        for (int i = 0, j = 0; i < first.Texts.Length && j < second.Texts.Length;)
        {
            int order = ReferenceEquals(first.Texts[i].UtteranceId, second.Texts[j].UtteranceId) && ReferenceEquals(first.Texts[i].Corpus, second.Texts[j].Corpus)
                ? 0
                : first.Texts[i].CompareTo(second.Texts[j]);
            if (order == 0)
            {
                ofFirst.Add(i);
                ofSecond.Add(j);
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return (first.Only(ofFirst), second.Only(ofSecond));
    }

    /// <summary>The texts that are not among some others, which are sorted too.</summary>
    public ImmutableArray<TextKey> TextsWithout(MetricSample others) =>
        others.Texts.Length == Texts.Length ? [] : [.. Texts.Except(others.Texts)];

    private MetricSample Only(List<int> kept)
    {
        if (kept.Count == Texts.Length)
        {
            return this;
        }

        var texts = kept.Select(i => Texts[i]).ToHashSet();
        bool isSum = Metric.Kind is MetricKind.Rate or MetricKind.MeanOfTexts;
        return new MetricSample(
            Metric,
            [.. kept.Select(i => Texts[i])],
            isSum ? [.. kept.Select(i => Numerators[i])] : [],
            isSum ? [.. kept.Select(i => Denominators[i])] : [],
            [.. kept.Select(i => Takes[i])],
            Metric.Kind == MetricKind.Rate ? kept.Sum(i => Denominators[i] / Takes[i]) : kept.Count,
            UnknownTakes,
            [.. Timed.Where(t => texts.Contains(t.Text))]);
    }

    private static double Total(TakeFigures take, int[] columns)
    {
        double total = 0;
        foreach (int column in columns)
        {
            total += take.Values[column];
        }

        return total;
    }

    private static MetricSample OfSums(Metric metric, ImmutableArray<TextKey> all, Sum[] sums, int unknown)
    {
        int count = sums.Count(s => s.Bottom > 0);
        bool isMean = metric.Kind == MetricKind.MeanOfTexts;
        var texts = new TextKey[count];
        var numerators = new double[count];
        var denominators = new double[count];
        int[] takes = new int[count];
        double alike = 0;
        int next = 0;
        for (int place = 0; place < sums.Length; place++)
        {
            Sum sum = sums[place];
            if (!(sum.Bottom > 0))
            {
                continue;
            }

            texts[next] = all[place];
            numerators[next] = isMean ? Math.Min(metric.Cap ?? double.PositiveInfinity, sum.Top / sum.Bottom) : sum.Top;
            denominators[next] = isMean ? 1 : sum.Bottom;
            takes[next++] = sum.Takes;
            alike += isMean ? 1 : sum.Bottom / sum.Takes;
        }

        return new MetricSample(metric, texts, numerators, denominators, takes, alike, unknown, []);
    }

    private static MetricSample OfValues(Metric metric, ImmutableArray<TimedTake> timed, int unknown)
    {
        IGrouping<TextKey, TimedTake>[] texts = [.. timed.GroupBy(t => t.Text).OrderBy(g => g.Key)];
        return new MetricSample(metric, [.. texts.Select(t => t.Key)], [], [], [.. texts.Select(t => t.Count())], texts.Length, unknown, timed);
    }

    private readonly record struct Sum(double Top, double Bottom, int Takes);
}

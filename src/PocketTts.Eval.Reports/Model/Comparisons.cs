using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Reports.Model;

/// <summary>The system with the best value of each metric against all others, paired by text and corrected for everything that was asked (Holm).</summary>
/// <param name="Items">One entry a metric that at least two systems have a value of.</param>
internal sealed record Comparisons(ImmutableArray<BestOf> Items)
{
    /// <summary>Level of all questions of a report together.</summary>
    public const double Alpha = .05;

    private static readonly ImmutableArray<string> s_metrics = ["skipped", "mangled", "replaced", "inserted", "major-takes", "catastrophic-takes", "wer", "cer", "rtf", "rtfx", "first-audio"];

    /// <summary>Compares.</summary>
    public static Comparisons Of(ReportModel model)
    {
        ReportSystem[] systems = [.. model.Systems.Where(s => s.Run.RecognizerId is not null)];
        if (systems.Length < 2)
        {
            return new Comparisons([]);
        }

        Dictionary<ReportRun, ScoreTable> tables = systems.Select(s => s.Run).Distinct().ToDictionary(r => r, r => ScoreTables.Of(r.Result, r.Label, model.Scoring));
        var items = new List<(Metric Metric, ReportSystem Best, List<(ReportSystem Other, MetricDifference Difference)> Against)>();
        foreach (IGrouping<ReportSystem, Metric> candidate in s_metrics
            .Select(id => MetricCatalog.Find(id, "report"))
            .Select(m => (Metric: m, Best: Candidate(systems, m)))
            .Where(c => c.Best is not null)
            .GroupBy(c => c.Best!, c => c.Metric))
        {
            ComparisonOptions options = new() { Metrics = [.. candidate], RecognizerId = candidate.Key.Run.RecognizerId, Alpha = Alpha };
            foreach (Metric metric in candidate)
            {
                items.Add((metric, candidate.Key, []));
            }

            foreach (ReportSystem other in systems.Where(s => s != candidate.Key && s.Run.RecognizerId == candidate.Key.Run.RecognizerId))
            {
                SystemComparison compared = RunComparer.Compare(new SystemPair(tables[other.Run], other.Id, tables[candidate.Key.Run], candidate.Key.Id), options);
                foreach (MetricDifference difference in compared.Differences)
                {
                    items.First(i => i.Metric == difference.Metric).Against.Add((other, difference));
                }
            }
        }

        double[] probabilities = [.. items.SelectMany(i => i.Against).Select(a => a.Difference.Probability).OfType<double>()];
        ImmutableArray<double> adjusted = MultipleTesting.Holm(probabilities);
        int next = 0;
        return new Comparisons(
        [
            .. items.Select(item => new BestOf(item.Metric, item.Best,
            [
                .. item.Against.Select(a => new Rival(a.Other, a.Difference, a.Difference.Probability is null ? null : adjusted[next++])),
            ])),
        ]);
    }

    /// <summary>The comparison of a metric.</summary>
    public BestOf? Find(string metricId) => Items.FirstOrDefault(i => i.Metric.Id == metricId);

    // whoever has the best value; whether that means anything the paired tests say
    private static ReportSystem? Candidate(ReportSystem[] systems, Metric metric)
    {
        var values = systems.Select(s => (System: s, Value: Value(s, metric.Id))).Where(v => v.Value is not null).ToList();
        return values.Count < 2 ? null : metric.IsHigherBetter ? values.MaxBy(v => v.Value).System : values.MinBy(v => v.Value).System;
    }

    private static double? Value(ReportSystem system, string metric) => metric switch
    {
        "wer" => system.Accuracy?.Counts.WordErrorRate,
        "cer" => system.Accuracy is { } accuracy ? ErrorProfiler.Of(system.Run.Result, system.Id, accuracy.RecognizerId).Characters.ErrorRate : null,
        "rtf" => system.Summary.Speed.RtfMedian,
        "rtfx" => system.Summary.Speed.Rtfx,
        "first-audio" => system.Summary.Speed.FirstAudioSecondsMedian,
        "major-takes" => system.Verdicts?.FailedTakes.RawRate,
        "catastrophic-takes" => system.Verdicts?.CatastrophicTakes.RawRate,
        _ => system.Verdicts?.Rate(metric)?.RawRate,
    };
}

/// <summary>The system with the best value of a metric, and what speaks for it.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Best">The system with the best value.</param>
/// <param name="Rivals">Every other system that it was compared with.</param>
internal sealed record BestOf(Metric Metric, ReportSystem Best, ImmutableArray<Rival> Rivals)
{
    /// <summary>True when it is better than every rival beyond chance.</summary>
    public bool IsProven => Rivals.Length > 0 && Rivals.All(r => r.IsBeaten);
}

/// <summary>A system that another was compared with.</summary>
/// <param name="System">The system.</param>
/// <param name="Difference">The best system minus this one.</param>
/// <param name="Probability">p-value, corrected for all questions of the report; null when it could not be tested.</param>
internal sealed record Rival(ReportSystem System, MetricDifference Difference, double? Probability)
{
    /// <summary>True when the best system is better than this one beyond chance, and the interval says so too.</summary>
    public bool IsBeaten => Probability < Comparisons.Alpha
        && Difference.ChangeInterval is { } interval
        && (Difference.Metric.IsHigherBetter ? interval.Low > 0 : interval.High < 0);
}

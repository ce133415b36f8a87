using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>The takes of head and base that a metric is made of, cut to the texts that both have.</summary>
internal sealed record PairedSample(MetricSample Base, MetricSample Head, ImmutableArray<TextKey> OnlyBase, ImmutableArray<TextKey> OnlyHead, MetricChange? Change)
{
    /// <summary>Collects and pairs.</summary>
    public static PairedSample Of(SystemPair pair, string recognizerId, Metric metric, FigureScope scope)
    {
        MetricSample ofBase = MetricSample.Of(pair.BaseTable, pair.BaseSystemId, recognizerId, metric, scope);
        MetricSample ofHead = MetricSample.Of(pair.HeadTable, pair.HeadSystemId, recognizerId, metric, scope);
        (MetricSample commonBase, MetricSample commonHead) = MetricSample.Common(ofBase, ofHead);
        MetricChange? change = metric.Kind switch
        {
            MetricKind.Rate or MetricKind.MeanOfTexts => RateChange.Of(commonBase, commonHead),
            MetricKind.Time => TimeChange.Of(commonBase, commonHead, pair.BaseTable.IsSameRunAs(pair.HeadTable)),
            _ => null,
        };
        return new PairedSample(commonBase, commonHead, ofBase.TextsWithout(commonBase), ofHead.TextsWithout(commonHead), change);
    }
}

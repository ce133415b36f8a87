using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;
using ScottPlot;
using ScottPlot.TickGenerators;
using static PocketTts.Eval.Reports.Plots.ChartStyle;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>The charts of a report about words; those about time are in <see cref="SpeedCharts"/>.</summary>
internal static class ReportCharts
{
    private const int PanelHeight = 26;

    /// <summary>All charts that there are data for, in reading order: what lands in <c>plots/</c>.</summary>
    public static ImmutableArray<Chart> Of(ReportModel model) =>
        model.IsExcerpt ? [.. Words(model)] : [.. Words(model), .. new[] { SlicesInOne(model), Repeats(model), Places(model) }.OfType<Chart>(), .. SpeedCharts.Of(model)];

    /// <summary>Rates of the systems.</summary>
    public static IEnumerable<Chart> Words(ReportModel model) => new[] { LostWords(model), WordErrors(model), model.IsExcerpt ? null : ErrorsPerTake(model) }.OfType<Chart>();

    private static Chart? LostWords(ReportModel model)
    {
        var rows = new List<ForestRow>();
        var told = new List<string>();
        foreach ((string name, string title) in new[] { ("skipped", "lost"), ("mangled", "mangled"), ("replaced", "replaced"), ("inserted", "inserted") })
        {
            foreach (ReportSystem system in model.Systems)
            {
                if (system.Verdicts?.Rate(name) is { RawRate: { } raw } rate)
                {
                    rows.Add(ForestRow.OfShare($"{title} · {Short(system.Label, 20)}", system.Index, raw, rate.RawInterval));
                    told.Add($"{title} by {Short(system.Label)} {Answers.Rate(raw, rate.RawInterval)}");
                }
            }
        }

        return rows.Count == 0 ? null : new Chart(
            "words", "Faulty words by verdict, with 95 % intervals", $"Share of the words of the texts, as heard (raw): {string.Join("; ", told)}.", 80 + (26 * rows.Count), [],
            plot => Forest.Draw(plot, rows, "% of words"));
    }

    private static Chart? WordErrors(ReportModel model)
    {
        var rows = model.Systems
            .SelectMany(s => s.Summary.Accuracy, (system, accuracy) => (
                Label: system.Run.Info.Recognizers.Length > 1 ? $"{Short(system.Label)} by {Short(accuracy.RecognizerId)}" : Short(system.Label), System: system.Index, Accuracy: accuracy))
            .Where(row => row.Accuracy.Counts.WordErrorRate is not null)
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        string description = "Word error rate per system with its 95 % interval: "
            + string.Join("; ", rows.Select(r => $"{r.Label} {Answers.Rate(r.Accuracy.Counts.WordErrorRate, r.Accuracy.Interval)}")) + ".";
        return new Chart("wer", "Word error rate with 95 % interval", description, 80 + (34 * rows.Count), [], plot => Forest.Draw(
            plot, [.. rows.Select(r => ForestRow.OfShare(r.Label, r.System, r.Accuracy.Counts.WordErrorRate!.Value, r.Accuracy.Interval))], "word error rate in %"));
    }

    private static Chart? ErrorsPerTake(ReportModel model)
    {
        string[] labels = ["0", "1", "2", "3", "4", "5 or more"];
        var series = model.Systems.Select(system =>
        {
            double[] shares = new double[labels.Length];
            int counted = 0;
            foreach (TakeScore score in model.Texts.SelectMany(t => t.Systems).Where(s => s.System == system).SelectMany(s => s.Counted).Select(c => c.Score))
            {
                shares[Math.Min(score.Counts.Errors, labels.Length - 1)]++;
                counted++;
            }

            return (system.Index, system.Label, Counted: counted, Shares: Array.ConvertAll(shares, n => counted == 0 ? 0 : 100 * n / counted));
        }).Where(s => s.Counted > 0).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string description = "Share of counted takes by number of word errors: "
            + string.Join("; ", series.Select(s => Short(s.Label) + " " + string.Join(", ", s.Shares.Select((share, i) => $"{labels[i]}: {Formatting.Percent(share / 100)}")))) + ".";
        return new Chart("errors-per-take", "Takes by number of word errors", description, 300, [.. series.Select(s => new ChartSeries(s.Index, $"{Short(s.Label)} ({Formatting.Count(s.Counted, "take")})"))], plot =>
        {
            double width = 0.8 / series.Count;
            for (int place = 0; place < series.Count; place++)
            {
                var s = series[place];
                plot.Add.Bars(s.Shares.Select((share, i) => new Bar
                {
                    Position = i - 0.4 + (width * (place + 0.5)),
                    Value = share,
                    Size = width * 0.92,
                    FillColor = ChartRenderer.SeriesColor(s.Index),
                    LineWidth = 0,
                }).ToArray());
            }

            plot.Axes.Bottom.TickGenerator = new NumericManual([0, 1, 2, 3, 4, 5], labels);
            plot.Axes.Bottom.MajorTickStyle.Length = 0;
            plot.XLabel("word errors in a take");
            plot.YLabel("share of takes in %");
            plot.Axes.SetLimits(-0.6, labels.Length - 0.4, 0, Math.Max(10, series.Max(s => s.Shares.Max()) * 1.1));
            Quiet(plot, horizontalLines: true);
        });
    }

    /// <summary>A small chart a slice, all on one scale; empty without slices.</summary>
    public static ImmutableArray<Chart> SlicePanels(ReportModel model)
    {
        Slice[] slices = [.. model.Slices.OrderByDescending(s => s.Values.Sum(v => v?.Words ?? 0)).Take(Slice.Limit)];
        slices = [.. model.Slices.Where(slices.Contains)];
        double right = Forest.Reach(slices.SelectMany(s => Rows(model, s, string.Empty)));
        return
        [
            .. slices.Select((slice, i) => new Chart(
                FormattableString.Invariant($"slice-{i}"),
                slice.Title,
                $"{slice.Kind} {slice.Name}, {Formatting.Count(slice.Texts, "text")}, faulty words: {string.Join("; ", slice.Values.Select((v, s) => v is null ? null : $"{model.Systems[s].Label} {Answers.Rate(v.Rate, v.Interval)}").OfType<string>())}",
                44 + (PanelHeight * slice.Values.Count(v => v is not null)),
                [],
                plot => Forest.Draw(plot, [.. Rows(model, slice, string.Empty)], "% of words faulty", right))),
        ];
    }

    private static Chart? SlicesInOne(ReportModel model)
    {
        ForestRow[] rows = [.. model.Slices.Take(Slice.Limit).SelectMany(s => Rows(model, s, Short(s.Name, 22) + " · "))];
        return rows.Length == 0 ? null : new Chart(
            "slices", "Faulty words by kind of text, with 95 % intervals", "Share of words that were lost, mangled, replaced, repeated, merged or split, by length, tag and language.", 80 + (22 * rows.Length), [],
            plot => Forest.Draw(plot, rows, "% of words faulty"));
    }

    private static IEnumerable<ForestRow> Rows(ReportModel model, Slice slice, string prefix) =>
        slice.Values.Select((value, i) => (value, i)).Where(p => p.value is not null)
            .Select(p => ForestRow.OfShare(prefix + Short(model.Systems[p.i].Label, 16), p.i, p.value!.Rate, p.value.Interval));

    /// <summary>Words that repeats disagree about; null without repeats.</summary>
    public static Chart? Repeats(ReportModel model)
    {
        var rates = model.Systems.Select(s => (System: s, Rates: RepeatRates.Of(model, s))).Where(r => r.Rates is not null).ToList();
        if (rates.Count == 0)
        {
            return null;
        }

        ForestRow[] rows =
        [
            .. rates.SelectMany(r => new[]
            {
                ForestRow.OfShare(Short(r.System.Label, 20) + " always", r.System.Index, r.Rates!.Always, r.Rates.AlwaysInterval),
                ForestRow.OfShare(Short(r.System.Label, 20) + " now and then", r.System.Index, r.Rates.Sometimes, r.Rates.SometimesInterval, isOpen: true),
            }),
        ];
        string description = "Of the words with several takes: "
            + string.Join("; ", rates.Select(r => $"{Short(r.System.Label)} wrong in every take {Answers.Rate(r.Rates!.Always, r.Rates.AlwaysInterval)}, now and then {Answers.Rate(r.Rates.Sometimes, r.Rates.SometimesInterval)}")) + ".";
        return new Chart("repeats", "Systematic and random faults, with 95 % intervals", description, 80 + (28 * rows.Length), [], plot => Forest.Draw(plot, rows, "% of words with several takes"));
    }

    /// <summary>Faulty words by place in the text; null when nothing was judged.</summary>
    public static Chart? Places(ReportModel model)
    {
        var series = model.Systems.Select(s => (System: s, Places: Positions.Of(model, s))).Where(s => s.Places.Deciles.Any(d => d is not null)).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string description = "Share of faulty words, texts of 3 words and more: "
            + string.Join("; ", series.Select(s => $"{Short(s.System.Label)} first word {Answers.Rate(s.Places.First?.Rate, s.Places.First?.Interval)}, last word {Answers.Rate(s.Places.Last?.Rate, s.Places.Last?.Interval)}")) + ".";
        return new Chart("position", "Faulty words by place in the text, with 95 % intervals", description, 300, [.. series.Select(s => new ChartSeries(s.System.Index, Short(s.System.Label)))], plot =>
        {
            double top = 0.5;
            for (int i = 0; i < series.Count; i++)
            {
                double shift = (i - ((series.Count - 1) / 2d)) * Math.Min(0.16, 0.6 / series.Count);
                Color color = ChartRenderer.SeriesColor(series[i].System.Index);
                PlaceRate?[] places = [series[i].Places.First, .. series[i].Places.Deciles, series[i].Places.Last];
                for (int x = 0; x < places.Length; x++)
                {
                    if (places[x] is not { } place)
                    {
                        continue;
                    }

                    if (place.Interval is { } interval)
                    {
                        plot.Add.Line(x + shift, interval.Low * 100, x + shift, interval.High * 100).LineStyle = new LineStyle(2, color);
                        top = Math.Max(top, interval.High * 100);
                    }

                    top = Math.Max(top, place.Rate * 100);
                    plot.Add.Marker(x + shift, place.Rate * 100, ChartRenderer.SeriesMarker(series[i].System.Index), 8, color);
                }
            }

            plot.Axes.Bottom.TickGenerator = new NumericManual([.. Enumerable.Range(0, 12).Select(x => (double)x)], ["first", .. Enumerable.Range(1, 10).Select(d => FormattableString.Invariant($"{d}")), "last"]);
            plot.Axes.Bottom.MajorTickStyle.Length = 0;
            plot.XLabel("first word, tenths of the text, last word");
            plot.YLabel("% of words faulty");
            plot.Axes.SetLimits(-0.6, 11.6, 0, top * 1.08);
            Quiet(plot, horizontalLines: true);
        });
    }
}

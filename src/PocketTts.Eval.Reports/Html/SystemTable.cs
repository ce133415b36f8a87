using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Writes the numbers of all systems, a row each.</summary>
internal static class SystemTable
{
    private sealed record Row(string Title, string Meaning, Func<ReportSystem, IEnumerable<string>> Lines, string? Metric = null);

    private static readonly (string Group, Row[] Rows)[] s_groups =
    [
        ("Words",
        [
            Fault("Lost", "skipped", "Words of the text that were not said."),
            Fault("Mangled", "mangled", "Something was said that sounds like the word."),
            Fault("Replaced", "replaced", "Another word was said in its place."),
            Fault("Inserted", "inserted", "Words that the text does not have ÷ words of the texts."),
            new("Words judged", "Words of all counted takes: identical repeats once, failed syntheses as silence.", s => [Formatting.Count(s.Verdicts?.Words)]),
        ]),
        ("Takes",
        [
            new("Major fault", "Takes with a lost, doubled or other word, or worse: the sentence failure rate.", s => Lines(s.Verdicts?.FailedTakes), "major-takes"),
            new("Of no use", "Catastrophic takes: no speech, most of the text missing, a loop.", s => Lines(s.Verdicts?.CatastrophicTakes), "catastrophic-takes"),
            new("Failed", "Takes that ended without sound or transcript, of the planned ones.", s => [$"{Formatting.Count(s.Summary.FailedTakes)} of {Formatting.Count(s.Summary.PlannedTakes)}", .. Missing(s)]),
            new("With warnings", "Warnings of all takes, see below.", s => [s.Summary.Warnings.IsEmpty ? "0" : Formatting.Count(s.Summary.Warnings.Sum(w => (long)w.Value))]),
        ]),
        ("Error rates",
        [
            new("WER", "Word error rate, micro: (substituted + lost + inserted) ÷ words.", s => [Answers.Rate(s.Accuracy?.Counts.WordErrorRate, s.Accuracy?.Interval)], "wer"),
            new("CER", "Character error rate, blanks included.", s => [Formatting.Percent(Characters(s))], "cer"),
        ]),
        ("Repeats",
        [
            new("Instability", "Chance that of two takes of a text one has a word right and the other wrong.", s => [Formatting.Percent(s.Verdicts?.Stability.MeanFlipRate)]),
            new("Always wrong", "Words that are wrong in every take: systematic.", s => [Of(s.Verdicts?.Stability.AlwaysWrong, s.Verdicts?.Stability.Words)]),
            new("Now and then", "Words that are wrong in some takes: random.", s => [Of(s.Verdicts?.Stability.SometimesWrong, s.Verdicts?.Stability.Words)]),
        ]),
        ("Speed",
        [
            new("RTF", "Synthesis time ÷ audio time, median over takes; smaller is better.", s => [Formatting.Ratio(s.Summary.Speed.RtfMedian), .. P95(s)], "rtf"),
            new("RTFx", "Total audio time ÷ total synthesis time; larger is better.", s => [Formatting.Ratio(s.Summary.Speed.Rtfx)], "rtfx"),
            new("First audio", "Median time from the call to the first sound.", s => [Formatting.Seconds(s.Summary.Speed.FirstAudioSecondsMedian)], "first-audio"),
            new("Peak memory", "Largest working set of the engine's process.", s => [Formatting.Bytes(PeakMemory(s))]),
        ]),
    ];

    /// <summary>Writes the table.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        using (html.Element("div", ("class", "scroll"), ("role", "region"), ("aria-labelledby", "systems-title"), ("tabindex", "0")))
        using (html.Element("table", ("class", "compare"), ("role", "table"), ("aria-labelledby", "systems-title")))
        {
            using (html.Element("thead", ("role", "rowgroup")))
            using (html.Element("tr", ("role", "row")))
            {
                using (html.Element("td", ("role", "cell")))
                {
                }

                foreach (ReportSystem system in model.Systems)
                {
                    using (html.Element("th", ("scope", "col"), ("role", "columnheader")))
                    {
                        html.Leaf("bdi", system.Label);
                    }
                }
            }

            html.Line();
            foreach ((string group, Row[] rows) in s_groups)
            {
                using (html.Element("tbody", ("role", "rowgroup")))
                {
                    using (html.Element("tr", ("class", "group"), ("role", "row")))
                    {
                        html.Leaf("th", group, ("scope", "rowgroup"), ("role", "rowheader"), ("colspan", FormattableString.Invariant($"{model.Systems.Length + 1}")));
                    }

                    foreach (Row row in rows)
                    {
                        WriteRow(html, model, row);
                    }
                }

                html.Line();
            }
        }
    }

    private static void WriteRow(HtmlWriter html, ReportModel model, Row row)
    {
        BestOf? best = row.Metric is null ? null : model.Comparisons.Find(row.Metric);
        // a best of several machines would compare what cannot be compared
        bool isMarked = best is { IsProven: true } && best.Rivals.Length == model.Systems.Length - 1;
        using (html.Element("tr", ("role", "row")))
        {
            using (html.Element("th", ("scope", "row"), ("role", "rowheader")))
            {
                html.Text(row.Title);
                html.Leaf("small", row.Meaning);
            }

            foreach (ReportSystem system in model.Systems)
            {
                using (html.Element("td", ("role", "cell"), ("class", isMarked && best!.Best == system ? "n best" : "n"), ("data-label", model.Systems.Length > 1 ? system.Label : null)))
                {
                    bool isFirst = true;
                    foreach (string line in row.Lines(system))
                    {
                        using (html.Element(isFirst ? "div" : "small"))
                        {
                            WriteValue(html, line);
                            if (isFirst && isMarked && best!.Best == system)
                            {
                                html.Text(" ");
                                html.Leaf("span", "best", ("class", "badge"));
                            }
                        }

                        isFirst = false;
                    }
                }
            }
        }

        html.Line();
    }

    // the interval is quieter than the value
    private static void WriteValue(HtmlWriter html, string line)
    {
        int bracket = line.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
        {
            html.Text(line);
            return;
        }

        html.Text(line[..bracket]);
        html.Leaf("span", line[bracket..], ("class", "ci"));
    }

    private static Row Fault(string title, string name, string meaning) => new(title, meaning, s => Lines(s.Verdicts?.Rate(name)), name);

    private static IEnumerable<string> Lines(FaultRate? rate)
    {
        if (rate?.RawRate is null)
        {
            return [Formatting.Unknown];
        }

        var lines = new List<string> { Answers.Rate(rate.RawRate, rate.RawInterval), "confirmed " + Answers.Rate(rate.ConfirmedRate, rate.ConfirmedInterval) };
        if (rate.Corrected is { } corrected)
        {
            lines.Add("corrected " + Answers.Rate(corrected, rate.CorrectedInterval));
        }

        return lines;
    }

    private static IEnumerable<string> Missing(ReportSystem system) =>
        system.Summary.MissingTakes == 0 ? [] : [$"{Formatting.Count(system.Summary.MissingTakes)} not reached"];

    private static IEnumerable<string> P95(ReportSystem system) =>
        system.Summary.Speed.RtfP95 is { } p95 ? ["95 % up to " + Formatting.Ratio(p95)] : [];

    private static string Of(long? count, long? of) => count is null || of is null or 0 ? Formatting.Unknown : $"{Formatting.Count(count)} of {Formatting.Count(of)}";

    private static double? Characters(ReportSystem system) =>
        system.Accuracy is { } accuracy ? ErrorProfiler.Of(system.Run.Result, system.Id, accuracy.RecognizerId).Characters.ErrorRate : null;

    private static long? PeakMemory(ReportSystem system) =>
        system.Run.Result.Digest is not null ? null : system.Run.Result.Takes.Where(t => t.Take.Key.SystemId == system.Id).Max(t => t.Take.Synthesis?.ProcessPeakMemoryBytes ?? t.Take.Synthesis?.ProcessMemoryBytes);
}

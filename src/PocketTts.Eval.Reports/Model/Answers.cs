using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>The answer of a report in sentences: one for the whole, one for each system.</summary>
internal static class Answers
{
    private const int SystemsInLead = 3;

    /// <summary>The whole in a sentence or two.</summary>
    public static string Lead(ReportModel model)
    {
        ReportSystem[] judged = [.. model.Systems.Where(s => s.Verdicts?.Rate("skipped")?.RawRate is not null)];
        if (judged.Length == 0)
        {
            return model.Systems.Length == 0 ? "There is no system in this run." : "No take could be compared with its text, so nothing is known about words.";
        }

        ReportSystem[] shown = [.. judged.OrderBy(s => s.Verdicts!.Rate("skipped")!.RawRate).Take(SystemsInLead)];
        string rates = string.Join(
            "; ", shown.Select((s, i) => $"{s.Label} {(i == 0 ? "lost " : string.Empty)}{Lost(s.Verdicts!.Rate("skipped")!, i == 0)}"));
        string more = judged.Length > SystemsInLead ? $"; {Formatting.Count(judged.Length - SystemsInLead)} more below" : string.Empty;
        return $"{rates}{more}. {Compare(model)}".TrimEnd();
    }

    /// <summary>A sentence for each system, in order.</summary>
    public static ImmutableArray<(ReportSystem System, string Sentence)> Of(ReportModel model) =>
        [.. model.Systems.Select(s => (s, Sentence(model, s)))];

    /// <summary>A rate with its interval, e.g. <c>0.42 % [0.20–0.70]</c>.</summary>
    public static string Rate(double? rate, Interval? interval) =>
        Formatting.Percent(rate) + (interval is null ? string.Empty : $" [{Formatting.PercentInterval(interval).Replace(" %", string.Empty, StringComparison.Ordinal)}]");

    private static string Lost(FaultRate rate, bool isFirst) =>
        rate.Raw == 0 ? $"none of {Formatting.Count(rate.Of, "word")}" + (rate.RawInterval is { } interval ? $" (at most {Formatting.Percent(interval.High)})" : string.Empty) : Rate(rate.RawRate, rate.RawInterval) + (isFirst ? " of words" : string.Empty);

    private static string Sentence(ReportModel model, ReportSystem system)
    {
        var parts = new List<string>();
        if (system.Verdicts is not { } verdicts)
        {
            parts.Add(system.Run.RecognizerId is null ? "nothing was transcribed" : "no take could be compared with its text");
        }
        else
        {
            FaultRate skipped = verdicts.Rate("skipped")!;
            string corrected = skipped.Corrected is { } value ? $", corrected for the recognizer's own errors {Rate(value, skipped.CorrectedInterval)}" : string.Empty;
            parts.Add($"of {Formatting.Count(verdicts.Words, "word")} lost {Rate(skipped.RawRate, skipped.RawInterval)} (confirmed {Rate(skipped.ConfirmedRate, skipped.ConfirmedInterval)}{corrected})");
            parts.Add($"mangled {Rate(verdicts.Rate("mangled")?.RawRate, verdicts.Rate("mangled")?.RawInterval)}, replaced {Rate(verdicts.Rate("replaced")?.RawRate, verdicts.Rate("replaced")?.RawInterval)}");
            parts.Add($"{Rate(verdicts.FailedTakes.RawRate, verdicts.FailedTakes.RawInterval)} of {Formatting.Count(verdicts.CountedTakes, "take")} have a major fault, {Formatting.Count(verdicts.CatastrophicTakes.Raw)} {(verdicts.CatastrophicTakes.Raw == 1 ? "is" : "are")} of no use");
        }

        SystemSummary summary = system.Summary;
        if (summary.FailedTakes > 0)
        {
            parts.Add($"{Formatting.Count(summary.FailedTakes)} of {Formatting.Count(summary.PlannedTakes, "take")} failed");
        }

        if (summary.MissingTakes > 0)
        {
            parts.Add($"{Formatting.Count(summary.MissingTakes, "take")} not reached");
        }

        if (WorseOn(model, system) is { } slice)
        {
            parts.Add(slice);
        }

        parts.Add(summary.Speed.Rtfx is { } speed ? $"RTFx {Formatting.Ratio(speed)}, {(speed >= 1 ? "faster" : "slower")} than it speaks (median RTF {Formatting.Ratio(summary.Speed.RtfMedian)})" : "speed not measured");
        return string.Join("; ", parts) + ".";
    }

    // the kind of text whose whole interval lies above that of all other texts, the level divided by the number of kinds that were looked at
    private static string? WorseOn(ReportModel model, ReportSystem system)
    {
        double confidence = 1 - (.05 / Math.Max(1, model.Slices.Length));
        return model.Slices
            .Select(slice => (Slice: slice, Value: slice.Values[system.Index]))
            .Where(s => s.Value is { Rate: > 0 })
            .Select(s =>
            {
                bool IsIn(ReportText text) => Holds(s.Slice, text);
                SliceValue? inside = SliceValue.Of(system, model.Texts.Where(IsIn), confidence);
                SliceValue? outside = SliceValue.Of(system, model.Texts.Where(t => !IsIn(t)), confidence);
                return (s.Slice, Inside: inside, Outside: outside);
            })
            .Where(s => s.Inside?.Interval is { } inside && s.Outside?.Interval is { } outside && inside.Low > outside.High)
            .OrderByDescending(s => s.Inside!.Rate)
            .Select(s => $"worse on {(s.Slice.Kind == "length" ? "texts of " : string.Empty)}{s.Slice.Title} ({Formatting.Percent(s.Inside!.Rate)} of words faulty, elsewhere {Formatting.Percent(s.Outside!.Rate)})")
            .FirstOrDefault();
    }

    private static bool Holds(Slice slice, ReportText text) => slice.Kind switch
    {
        "tag" => text.Utterance.Tags.Contains(slice.Name, StringComparer.Ordinal),
        "language" => string.Equals(text.Utterance.Language, slice.Name, StringComparison.Ordinal),
        _ => string.Equals(Slice.LengthOf(text), slice.Name, StringComparison.Ordinal),
    };

    private static string Compare(ReportModel model)
    {
        var sentences = new List<string>();
        if (model.Comparisons.Find("skipped") is { Rivals.Length: > 0 } lost)
        {
            sentences.Add(
                lost.IsProven ? $"{lost.Best.Label} loses fewer words than {Names(lost.Rivals)}, beyond chance."
                : lost.Rivals.Where(r => r.IsBeaten).ToArray() is { Length: > 0 } beaten ? $"{lost.Best.Label} loses fewer words than {Names(beaten)}, beyond chance; no difference was found to {Names(lost.Rivals.Where(r => !r.IsBeaten))}."
                : lost.Rivals.All(r => r.Difference.Verdict is DifferenceVerdict.NotComparable or DifferenceVerdict.NoData) ? $"Lost words were not compared: {lost.Rivals[0].Difference.Reason}."
                : "No difference in lost words was found between them.");
        }

        if (model.Comparisons.Find("rtf") is { Rivals.Length: > 0 } speed)
        {
            foreach (Rival rival in speed.Rivals.Where(r => r.IsBeaten).OrderBy(r => r.Difference.Change).Take(1))
            {
                Interval interval = rival.Difference.ChangeInterval!.Value;
                sentences.Add($"{speed.Best.Label} is {Formatting.Ratio(1 / (1 + rival.Difference.Change))} [{Formatting.Ratio(1 / (1 + interval.High))}–{Formatting.Ratio(1 / (1 + interval.Low))}] times as fast as {rival.System.Label}.");
            }
        }

        return string.Join(' ', sentences);
    }

    private static string Names(IEnumerable<Rival> rivals)
    {
        string[] names = [.. rivals.Select(r => r.System.Label)];
        return names.Length < 2 ? string.Concat(names) : string.Join(", ", names[..^1]) + " and " + names[^1];
    }
}

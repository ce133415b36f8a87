using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>All metrics by name: the one place that says what a name means.</summary>
public static class MetricCatalog
{
    /// <summary>All metrics, quality before speed.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        Share("wer", "word error rate", Quantities.Words, Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions) with { Largest = null },
        Share("cer", "character error rate", Quantities.Characters, Quantities.CharacterErrors) with { Largest = null },
        PerWords("deletions", "words not heard", Quantities.Deletions),
        PerWords("substitutions", "words heard as others", Quantities.Substitutions),
        PerWords("insertions", "words heard too many", Quantities.Insertions) with { Largest = null },
        Share("wrong-takes", "takes with any word error", null, Quantities.Wrong),
        Share("failed-takes", "takes that failed", null, Quantities.Failed) with { IsOfTranscript = false },
        Share("first-word-wrong", "takes whose first word is wrong", null, Quantities.FirstWordWrong),
        Share("last-word-wrong", "takes whose last word is wrong", null, Quantities.LastWordWrong),
        new("macro-wer", "mean word error rate of the texts", MetricKind.MeanOfTexts, MetricUnit.Percent, [Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions], Quantities.Words),
        new("capped-macro-wer", "mean word error rate of the texts, each at most 100 %", MetricKind.MeanOfTexts, MetricUnit.Percent, [Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions], Quantities.Words) { Cap = 1, Largest = 100 },
        .. Quantities.WordVerdicts.SelectMany(WordVerdict),
        .. Severities("minor-takes", "takes with a fault of any kind", 1),
        .. Severities("major-takes", "takes with a lost, doubled or other word, or worse", 2),
        .. Severities("catastrophic-takes", "takes of no use", 3),
        .. Quantities.TakeFaults.Select(f => Share(f, $"takes that are {f}", null, f) with { IsOfVerdict = true }),
        new("longest-loss", "most words lost in a row in any take", MetricKind.Worst, MetricUnit.Words, [Quantities.LongestLoss], null),
        new("rtf", "RTF, synthesis time ÷ audio time", MetricKind.Time, MetricUnit.Ratio, [Quantities.WallSeconds], Quantities.AudioSeconds),
        new("rtfx", "RTFx, audio time ÷ synthesis time", MetricKind.Time, MetricUnit.Ratio, [Quantities.AudioSeconds], Quantities.WallSeconds) { IsHigherBetter = true },
        new("first-audio", "time to the first sound", MetricKind.Time, MetricUnit.Seconds, [Quantities.FirstAudioSeconds], null),
        new("seconds-per-word", "synthesis time per word", MetricKind.Time, MetricUnit.Seconds, [Quantities.WallSeconds], Quantities.Words),
        new("cpu-per-audio", "processor time ÷ audio time", MetricKind.Time, MetricUnit.Ratio, [Quantities.CpuSeconds], Quantities.AudioSeconds),
        new("peak-memory", "largest memory of the process", MetricKind.Peak, MetricUnit.Mebibytes, [Quantities.MemoryBytes], null),
    ];

    /// <summary>What is compared unless something else is asked for.</summary>
    public static ImmutableArray<Metric> Usual { get; } =
    [
        .. All.Where(m => m.Id is "wer" or "skipped" or "mangled" or "replaced" or "repeated" or "inserted" or "major-takes" or "catastrophic-takes" or "failed-takes" or "rtf" or "first-audio" or "seconds-per-word" or "cpu-per-audio"),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => All.Select(m => m.Id);

    /// <summary>Finds a metric.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>False when there is none of this name.</returns>
    public static bool TryFind(string id, [NotNullWhen(true)] out Metric? metric)
    {
        metric = All.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal));
        return metric is not null;
    }

    /// <summary>Finds a metric or says which names are near.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="field">Option or key that named it.</param>
    /// <returns>The metric.</returns>
    /// <exception cref="InputException">There is none of this name.</exception>
    public static Metric Find(string id, string field) =>
        TryFind(id, out Metric? metric) ? metric
        : throw new InputException($"no metric '{id}'", field: field, remedy: NearestName.Suggest(id, Names) ?? $"there are {string.Join(", ", Names)}");

    private static IEnumerable<Metric> WordVerdict(string name)
    {
        foreach (string quantity in new[] { name, Quantities.Confirmed(name) })
        {
            string how = quantity == name ? string.Empty : ", confirmed";
            yield return new Metric(quantity, $"words {name}{how}", MetricKind.Rate, MetricUnit.PerThousandWords, [quantity], Quantities.JudgedWords)
            {
                IsOfVerdict = true,
                Largest = name == Quantities.Inserted ? null : 1000,
            };
        }
    }

    private static IEnumerable<Metric> Severities(string id, string title, double least)
    {
        yield return Share(id, title, null, Quantities.Severity) with { IsOfVerdict = true, Threshold = least };
        yield return Share(Quantities.Confirmed(id), title + ", confirmed", null, Quantities.ConfirmedSeverity) with { IsOfVerdict = true, Threshold = least };
    }

    private static Metric Share(string id, string title, string? denominator, params string[] numerators) =>
        new(id, title, MetricKind.Rate, MetricUnit.Percent, [.. numerators], denominator) { Largest = 100 };

    private static Metric PerWords(string id, string title, params string[] numerators) =>
        new(id, title, MetricKind.Rate, MetricUnit.PerThousandWords, [.. numerators], Quantities.Words) { Largest = 1000 };
}

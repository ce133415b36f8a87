using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Reports.Model;

/// <summary>Texts of one kind.</summary>
/// <param name="Name">Tag, language or length.</param>
/// <param name="Kind"><c>length</c>, <c>tag</c> or <c>language</c>.</param>
/// <param name="Texts">Texts in it.</param>
/// <param name="Values">Faulty words ÷ words for each system of the report, null where it has none.</param>
internal sealed record Slice(string Name, string Kind, int Texts, ImmutableArray<SliceValue?> Values)
{
    /// <summary>Most slices that are shown; those with fewest words are left out.</summary>
    public const int Limit = 30;

    private const int LeastTexts = 2;

    /// <summary>Its name with its kind; a length says itself what it is.</summary>
    public string Title => Kind == "length" ? Name : $"{Kind} {Name}";

    private static readonly (string Name, int Least)[] s_lengths = [("1–2 words", 1), ("3–9 words", 3), ("10–24 words", 10), ("25 words and more", 25)];

    /// <summary>Length of a text as a slice; null for a text without words.</summary>
    public static string? LengthOf(ReportText text) => text.WordCount is > 0 and int words ? s_lengths.Last(l => words >= l.Least).Name : null;

    /// <summary>All slices with at least two texts: lengths, then tags, then languages where there are several.</summary>
    public static ImmutableArray<Slice> Of(ReportModel model)
    {
        var kinds = new List<(string Kind, string Name, List<ReportText> Texts)>();
        ILookup<string, ReportText> lengths = model.Texts.Where(t => t.WordCount > 0).ToLookup(t => LengthOf(t)!, StringComparer.Ordinal);
        kinds.AddRange(s_lengths.Where(l => lengths.Contains(l.Name)).Select(l => ("length", l.Name, lengths[l.Name].ToList())));
        kinds.AddRange(model.Texts
            .SelectMany(t => t.Utterance.Tags, (text, tag) => (text, tag))
            .GroupBy(p => p.tag, p => p.text, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ("tag", g.Key, g.ToList())));
        var languages = model.Texts.GroupBy(t => t.Utterance.Language, StringComparer.Ordinal).ToList();
        if (languages.Count > 1)
        {
            kinds.AddRange(languages.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ("language", g.Key, g.ToList())));
        }

        return
        [
            .. kinds
                .Where(k => k.Texts.Count >= LeastTexts && k.Texts.Count < model.Texts.Length)
                .Select(k => new Slice(k.Name, k.Kind, k.Texts.Count, [.. model.Systems.Select(s => SliceValue.Of(s, k.Texts))]))
                .Where(s => s.Values.Any(v => v is not null)),
        ];
    }
}

/// <summary>Faulty words of one system in texts of one kind.</summary>
/// <param name="Rate">Faulty words ÷ words, the text with all its takes being the cluster.</param>
/// <param name="Interval">95 % interval, null with one text.</param>
/// <param name="Words">Words of all counted takes.</param>
internal sealed record SliceValue(double Rate, Interval? Interval, long Words)
{
    /// <summary>Counts one system's takes of some texts.</summary>
    /// <param name="system">The system.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    /// <returns>The rate; null when the system has no words there.</returns>
    public static SliceValue? Of(ReportSystem system, IEnumerable<ReportText> texts, double confidence = .95)
    {
        TextTally[] tallies = [.. texts.Select(t => t.Systems.FirstOrDefault(s => s.System == system)?.Tally ?? default).Where(t => t.Words > 0)];
        return ClusterRatio.Of(Array.ConvertAll(tallies, t => (double)t.Faulty), Array.ConvertAll(tallies, t => (double)t.Words)) is { } ratio
            ? new SliceValue(ratio.Ratio, ratio.ShareInterval(confidence, tallies.Sum(t => (double)t.Words / t.Takes)), tallies.Sum(t => t.Words))
            : null;
    }
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Which texts a number is about; empty lists mean all.</summary>
/// <param name="Corpora">Names of corpora.</param>
/// <param name="Tags">A text with any of these tags is in.</param>
public sealed record FigureScope(ImmutableArray<string> Corpora, ImmutableArray<string> Tags)
{
    /// <summary>All texts.</summary>
    public static FigureScope All { get; } = new([], []);

    /// <summary>Whether a take is in.</summary>
    /// <param name="take">A take.</param>
    /// <returns>True when it is.</returns>
    public bool Holds(TakeFigures take)
    {
        ArgumentNullException.ThrowIfNull(take);
        return (Corpora.IsEmpty || Corpora.Contains(take.Key.Corpus, StringComparer.Ordinal))
            && (Tags.IsEmpty || take.Tags.Any(t => Tags.Contains(t, StringComparer.Ordinal)));
    }

    /// <summary>In words, for messages: <c>corpus everyday, tag numbers</c>; empty for all texts.</summary>
    /// <returns>The text.</returns>
    public string Describe()
    {
        IEnumerable<string> parts = [.. Corpora.Select(c => $"corpus {c}"), .. Tags.Select(t => $"tag {t}")];
        return string.Join(", ", parts);
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>
/// Finds utterances that are nearly the same text: they would count one weakness twice. Words are compared as <see cref="PlainWords"/> gives
/// them, joined by blanks. Texts of fewer than five words must be equal to count. Twins (tag <see cref="TwinTag"/>, same corpus, ids equal up to
/// the last hyphen) are the same words on purpose and are left out, and so are texts of different languages.
/// </summary>
public static class NearDuplicates
{
    /// <summary>Tag of utterances that repeat the words of a sibling with other signs.</summary>
    public const string TwinTag = "twin";

    /// <summary>Similarity above which two texts are too alike to stand side by side.</summary>
    public const double Limit = 0.6;

    private const int FewWords = 5;
    private const int GramWords = 5;

    /// <summary>All pairs above a similarity, most alike first.</summary>
    /// <param name="corpora">Corpora, compared within and between.</param>
    /// <param name="above">Similarity in [0, 1] that a pair must exceed.</param>
    /// <param name="cancellationToken">Stops the search, whose time grows with the square of the number of texts.</param>
    /// <returns>The pairs.</returns>
    public static ImmutableArray<NearDuplicate> Find(IEnumerable<Corpus> corpora, double above, CancellationToken cancellationToken = default)
    {
        Entry[] entries = Read(corpora);
        var found = new List<NearDuplicate>();

        // shorter texts first: once the longer one is too long, all later ones are
        Entry[] sorted = [.. entries.OrderBy(e => e.Letters.Length).ThenBy(e => e.Order)];
        for (int i = 0; i < sorted.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var distance = new EditDistance<char>(sorted[i].Letters);
            for (int j = i + 1; j < sorted.Length && sorted[i].Letters.Length > above * sorted[j].Letters.Length; j++)
            {
                if (string.Equals(sorted[i].Language, sorted[j].Language, StringComparison.Ordinal)
                    && Similarity(sorted[i], sorted[j], distance, above) is { } similarity
                    && !AreTwins(sorted[i], sorted[j]))
                {
                    (Entry first, Entry second) = sorted[i].Order < sorted[j].Order ? (sorted[i], sorted[j]) : (sorted[j], sorted[i]);
                    found.Add(new NearDuplicate(first.Name, second.Name, similarity));
                }
            }
        }

        return [.. found.OrderByDescending(p => p.Similarity).ThenBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Second, StringComparer.Ordinal)];
    }

    /// <summary>Runs of five words that occur in more than one text, twins left out.</summary>
    /// <param name="corpora">Corpora, compared within and between.</param>
    /// <returns>Each run with the names (<c>corpus/id</c>) of the texts it occurs in, sorted by the run.</returns>
    public static ImmutableArray<(string Words, ImmutableArray<string> Utterances)> SharedRuns(IEnumerable<Corpus> corpora)
    {
        var places = new SortedDictionary<string, List<Entry>>(StringComparer.Ordinal);
        foreach (Entry entry in Read(corpora))
        {
            for (int i = 0; i + GramWords <= entry.Words.Length; i++)
            {
                string run = string.Join(' ', entry.Words.AsSpan(i, GramWords).ToArray());
                List<Entry> list = places.TryGetValue(run, out List<Entry>? known) ? known : places[run] = [];
                if (!list.Any(e => e.Order == entry.Order || AreTwins(e, entry)))
                {
                    list.Add(entry);
                }
            }
        }

        return [.. places.Where(p => p.Value.Count > 1).Select(p => (p.Key, p.Value.Select(e => e.Name).ToImmutableArray()))];
    }

    private static Entry[] Read(IEnumerable<Corpus> corpora)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        var entries = new List<Entry>();
        foreach (Corpus corpus in corpora)
        {
            foreach (Utterance utterance in corpus.Utterances)
            {
                string? stem = utterance.Tags.Contains(TwinTag) && utterance.Id.LastIndexOf('-') is > 0 and var at
                    ? $"{corpus.Name}/{utterance.Id[..at]}"
                    : null;
                ImmutableArray<string> words = PlainWords.Split(utterance.Text);
                entries.Add(new Entry(entries.Count, $"{corpus.Name}/{utterance.Id}", stem, utterance.Language.Split('-')[0].ToLowerInvariant(), words, string.Join(' ', words)));
            }
        }

        return [.. entries];
    }

    private static double? Similarity(Entry shorter, Entry longer, EditDistance<char> fromShorter, double above)
    {
        if (shorter.Words.Length < FewWords || longer.Words.Length < FewWords)
        {
            return string.Equals(shorter.Letters, longer.Letters, StringComparison.Ordinal) ? 1 : null;
        }

        int length = longer.Letters.Length;
        int most = (int)Math.Ceiling((1 - above) * length);
        int distance = fromShorter.To(longer.Letters, most);
        double similarity = 1 - ((double)distance / length);
        return distance <= most && similarity > above ? similarity : null;
    }

    private static bool AreTwins(Entry one, Entry other) => one.Stem is not null && string.Equals(one.Stem, other.Stem, StringComparison.Ordinal);

    private sealed record Entry(int Order, string Name, string? Stem, string Language, ImmutableArray<string> Words, string Letters);
}

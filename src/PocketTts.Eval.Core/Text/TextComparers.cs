using System.Collections.Frozen;
using System.Collections.Immutable;
using PocketTts.Eval.Core.Text.Spoken;

namespace PocketTts.Eval.Core.Text;

/// <summary>The comparers that can be named.</summary>
public static class TextComparers
{
    /// <summary>The comparer that runs are scored with unless another is named.</summary>
    public static ITextComparer Default { get; } = new StrictComparer();

    private static readonly FrozenDictionary<string, ITextComparer> s_byId = new ITextComparer[]
    {
        Default,
        new WordComparer(new PlainNormalizer()),
        new WordComparer(new WhisperEnglishNormalizer()),
        new WordComparer(new WhisperBasicNormalizer()),
        new WordComparer(new WhisperBasicNormalizer(removesDiacritics: true)),
        new WordComparer(new WhisperBasicNormalizer(splitsLetters: true)),
        new WordComparer(new WhisperBasicNormalizer(removesDiacritics: true, splitsLetters: true)),
    }.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);

    /// <summary>Identities of all comparers, sorted.</summary>
    public static ImmutableArray<string> Ids { get; } = [.. s_byId.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a comparer.</summary>
    /// <param name="id">Its identity, with or without the version: <c>strict/1</c>, <c>strict</c>.</param>
    /// <returns>The comparer.</returns>
    /// <exception cref="InputException">There is none of that name or version.</exception>
    public static ITextComparer Get(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return s_byId.GetValueOrDefault(id)
            ?? s_byId.Values.FirstOrDefault(c => string.Equals(c.Id[..c.Id.IndexOf('/', StringComparison.Ordinal)], id, StringComparison.Ordinal))
            ?? throw new InputException($"there is no normalizer '{id}'", field: "normalizer", expected: $"one of {string.Join(", ", Ids)}");
    }
}

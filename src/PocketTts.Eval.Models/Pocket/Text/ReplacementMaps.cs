using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>
/// The <c>replace_characters</c> maps of pocket-tts 4.0.1's configurations, for bundles that do not carry their own.
/// </summary>
internal static class ReplacementMaps
{
    private const string Quotes = "\"\u201c\u201d\u201e\u00ab\u00bb()[]";

    private static readonly ImmutableSortedDictionary<string, string> Apostrophes =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("\u2018", "'").Add("\u2019", "'");

    /// <summary>The map of a language.</summary>
    /// <param name="language">Language or bundle name, e.g. <c>english_2026-04</c>, <c>french_24l</c>.</param>
    /// <returns>Character to replacement; empty for a language that the reference does not know.</returns>
    public static ImmutableSortedDictionary<string, string> For(string language)
    {
        string name = language.Split('_')[0].ToLowerInvariant();
        return name switch
        {
            "english" => IsSmall(language) ? Apostrophes.Add("\u2013", ",").Add("\u2014", ",") : Apostrophes,
            "dutch" or "italian" or "portuguese" => Delete(Quotes),
            "spanish" => Delete(Quotes + "\u00a1\u00bf"),
            "french" => Delete(Quotes).Add(":", ","),
            "german" => Delete(Quotes).Add("\u2014", ","),
            _ => ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    /// <summary>Whether the name is that of one of the small distilled models (18, 7 or 2 million parameters).</summary>
    /// <param name="name">Language or bundle name.</param>
    /// <returns>True for e.g. <c>english_7m_refl_2026-10</c>.</returns>
    public static bool IsSmall(string name) => name.Split('_').Any(part => part is "18m" or "7m" or "2m");

    private static ImmutableSortedDictionary<string, string> Delete(string characters) =>
        Apostrophes.Add("\u2013", ",").AddRange(characters.Select(c => KeyValuePair.Create(c.ToString(), string.Empty)));
}

using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro.Tokens;

/// <summary>A phoneme string as token ids.</summary>
internal sealed class TokenizedText
{
    private const int MostSymbolsNamed = 20;

    private TokenizedText(string symbols, long[] ids, TakeWarning? warning)
    {
        Symbols = symbols;
        Ids = ids;
        Warning = warning;
    }

    /// <summary>The symbols that Kokoro knows, in order, no blank at either end.</summary>
    public string Symbols { get; }

    /// <summary>Their ids, one for each symbol, without pads.</summary>
    public long[] Ids { get; }

    /// <summary>What was dropped, or null.</summary>
    public TakeWarning? Warning { get; }

    /// <summary>True when at least one symbol is a sound, not a mark.</summary>
    public bool HasSound => Symbols.AsSpan().ContainsAnyExcept(Marks);

    private static ReadOnlySpan<char> Marks => ";:,.!?—…\"()“” ˈˌːʰʲ\u0303↓→↗↘";

    /// <summary>Drops every character that is not in the vocabulary and looks the others up.</summary>
    /// <param name="phonemes">One character per phoneme.</param>
    public static TokenizedText Create(string phonemes)
    {
        var symbols = new StringBuilder(phonemes.Length);
        var dropped = new List<Rune>();
        foreach (Rune rune in phonemes.EnumerateRunes())
        {
            // all symbols are in the Basic Multilingual Plane
            if (rune.IsBmp && KokoroVocabulary.TryGetId((char)rune.Value, out _))
            {
                symbols.Append((char)rune.Value);
            }
            else
            {
                dropped.Add(rune);
            }
        }

        string kept = symbols.ToString().Trim(' ');
        long[] ids = new long[kept.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            KokoroVocabulary.TryGetId(kept[i], out int id);
            ids[i] = id;
        }

        return new TokenizedText(kept, ids, dropped.Count == 0 ? null : Describe(dropped));
    }

    private static TakeWarning Describe(List<Rune> dropped)
    {
        var counts = dropped.GroupBy(r => r).Select(g => (Rune: g.Key, Count: g.Count())).ToList();
        IEnumerable<string> named = counts.Take(MostSymbolsNamed).Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"U+{c.Rune.Value:X4}{(IsPrintable(c.Rune) ? $" '{c.Rune}'" : string.Empty)}{(c.Count > 1 ? $" ×{c.Count}" : string.Empty)}"));
        string more = counts.Count > MostSymbolsNamed ? FormattableString.Invariant($" and {counts.Count - MostSymbolsNamed} others") : string.Empty;
        return new TakeWarning(
            "dropped-phonemes",
            FormattableString.Invariant($"{dropped.Count} phonemes are not in Kokoro's vocabulary and were dropped: {string.Join(", ", named)}{more}"));
    }

    private static bool IsPrintable(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
}

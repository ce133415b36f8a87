using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>The symbols Kokoro-82M v1.0 knows (specs/kokoro.md 2.1, config.json <c>vocab</c>).</summary>
internal static class KokoroSymbols
{
    private static readonly SearchValues<char> s_all = SearchValues.Create(
        ";:,.!?—…\"()“” \u0303ʣʥʦʨᵝ\uAB67AIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ");

    /// <summary>True when every symbol is known.</summary>
    public static bool AreAll(ReadOnlySpan<char> phonemes) => !phonemes.ContainsAnyExcept(s_all);

    /// <summary>The known symbols of a string, in order.</summary>
    /// <param name="phonemes">Any string.</param>
    /// <param name="dropped">Takes each symbol that is left out.</param>
    public static string Keep(string phonemes, ISet<char> dropped)
    {
        if (AreAll(phonemes))
        {
            return phonemes;
        }

        var kept = new StringBuilder(phonemes.Length);
        foreach (char symbol in phonemes)
        {
            if (s_all.Contains(symbol))
            {
                kept.Append(symbol);
            }
            else
            {
                dropped.Add(symbol);
            }
        }

        return kept.ToString();
    }
}

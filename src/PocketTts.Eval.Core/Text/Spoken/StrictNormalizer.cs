using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>
/// The strict normalizer for English: two texts are equal when they may be the same speech, and not otherwise. Nothing that is heard is dropped:
/// fillers, contractions and number words stay as they are.
/// </summary>
/// <remarks>
/// Words are found as <see cref="PlainWords"/> finds them, but a letter beside a digit ends a word. Then
/// <list type="bullet">
/// <item>British spellings become American ones where both sound alike;</item>
/// <item>numerals (grouped, decimal, ordinal, plural), times, money, percentages and signs get every reading that is in use: <c>1984</c> may be nineteen eighty
/// four, one thousand nine hundred (and) eighty four, one nine eight four;</item>
/// <item>abbreviations, units after a number, words in capitals and dotted initials may be read out or spelled;</item>
/// <item><c>'s</c> may be written <c>s</c>.</item>
/// </list>
/// Words that are written together on one side and apart on the other (<c>every one</c>) are made equal by <see cref="StrictComparer"/>.
/// </remarks>
public sealed class StrictNormalizer : ITextNormalizer
{
    /// <inheritdoc/>
    public string Id => "strict/1";

    /// <inheritdoc/>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("strict/1\n" + WhisperSpelling.Sha256)));

    /// <summary>All readings of a text.</summary>
    /// <param name="text">Any text, ill-formed UTF-16 included.</param>
    /// <returns>The readings as a lattice.</returns>
    public static SpokenText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StrictReader.Read(text);
    }

    /// <summary>One reading of a text: the first of each alternative that says something.</summary>
    /// <param name="text">Any text, ill-formed UTF-16 included.</param>
    /// <returns>The reading; all words of a token share its span.</returns>
    public NormalizedText Normalize(string text)
    {
        SpokenText spoken = Read(text);
        var next = new LatticeArc?[spoken.Lattice.NodeCount];
        foreach (LatticeArc arc in spoken.Lattice.Arcs)
        {
            // arcs are ordered by the node they reach, and earlier alternatives have lower nodes
            next[arc.From] ??= arc;
        }

        ImmutableArray<NormalizedWord>.Builder words = ImmutableArray.CreateBuilder<NormalizedWord>();
        for (int node = 0; next[node] is { } arc; node = arc.To)
        {
            if (arc.Word is not null)
            {
                TextSpan span = spoken.Tokens[arc.Tag];
                words.Add(new NormalizedWord(arc.Word, span.Start, span.End));
            }
        }

        return new NormalizedText(string.Join(' ', words.Select(w => w.Text)), words.DrainToImmutable());
    }
}

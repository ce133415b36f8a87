using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// Whisper's normalizer for languages without rules of their own (openai/whisper, normalizers/basic.py): lower case, no bracketed text, marks,
/// symbols and punctuation become blanks.
/// </summary>
public sealed partial class WhisperBasicNormalizer : ITextNormalizer
{
    private readonly bool _removesDiacritics;
    private readonly bool _splitsLetters;

    /// <summary>Creates the normalizer.</summary>
    /// <param name="removesDiacritics">True takes the accents off letters; otherwise combining marks that do not compose become blanks.</param>
    /// <param name="splitsLetters">True makes every grapheme a word, for languages written without blanks.</param>
    public WhisperBasicNormalizer(bool removesDiacritics = false, bool splitsLetters = false)
    {
        _removesDiacritics = removesDiacritics;
        _splitsLetters = splitsLetters;
        Id = (removesDiacritics, splitsLetters) switch
        {
            (false, false) => "whisper-basic/1",
            (true, false) => "whisper-basic-nodiacritics/1",
            (false, true) => "whisper-basic-letters/1",
            (true, true) => "whisper-basic-nodiacritics-letters/1",
        };
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Id)));
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Sha256 { get; }

    /// <inheritdoc/>
    public NormalizedText Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TracedText traced = TextFolding.ToLower(TracedText.From(TextFolding.ReplaceIllFormed(text)));
        traced = TextFolding.RemoveBracketed(traced);
        traced = _removesDiacritics ? SymbolFilter.RemoveSymbolsAndDiacritics(traced, keep: string.Empty) : SymbolFilter.RemoveSymbols(traced);
        traced = TextFolding.ToLower(traced);
        if (_splitsLetters)
        {
            traced = SplitLetters(traced);
        }

        traced = traced.Replace(Blanks(), " ");
        return new NormalizedText(traced.Text, traced.Words());
    }

    [GeneratedRegex(@"[\s\x1C-\x1F]+")]
    private static partial Regex Blanks();

    private static TracedText SplitLetters(TracedText text)
    {
        var builder = new TracedTextBuilder(text);
        for (int i = 0; i < text.Text.Length;)
        {
            if (i > 0)
            {
                builder.Write(" ", i, 0);
            }

            int length = StringInfo.GetNextTextElementLength(text.Text, i);
            builder.Keep(i, length);
            i += length;
        }

        return builder.Build();
    }
}

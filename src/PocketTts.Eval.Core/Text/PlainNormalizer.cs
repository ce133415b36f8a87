using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary><see cref="PlainWords"/> as a normalizer that keeps the place of each word.</summary>
public sealed class PlainNormalizer : ITextNormalizer
{
    /// <inheritdoc/>
    public string Id => PlainWords.Id;

    /// <inheritdoc/>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PlainWords.Id)));

    /// <inheritdoc/>
    public NormalizedText Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<NormalizedWord> words = PlainWords.Trace(text);
        return new NormalizedText(string.Join(' ', words.Select(w => w.Text)), words);
    }
}

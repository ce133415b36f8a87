using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket.Tokenization;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>
/// Counts the tokens of Pocket TTS's English tokenizer: a sentence of more than <see cref="ChunkLimit"/> is split or, without a place to split, may lose
/// words.
/// </summary>
public sealed class PocketTokenCounter
{
    /// <summary>Tokens that the published bundles speak in one go.</summary>
    public const int ChunkLimit = 50;

    private const string FileName = "tokenizer.model";

    private readonly UnigramTokenizer _tokenizer;

    private PocketTokenCounter(UnigramTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>Finds the tokenizer of an English bundle in the model folders.</summary>
    /// <param name="folders">Where models are.</param>
    /// <returns>The counter, or null when there is none.</returns>
    public static PocketTokenCounter? TryFind(ModelFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string? path = folders.Find(BundleFinder.Folder)
            .SelectMany(root => new[] { root, Path.Combine(root, "onnx") }.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal))
            .Where(folder => Path.GetFileName(folder).StartsWith("english", StringComparison.OrdinalIgnoreCase))
            .Select(folder => Path.Combine(folder, FileName))
            .FirstOrDefault(File.Exists);
        return path is null ? null : new PocketTokenCounter(VocabularyReader.Read(path));
    }

    /// <summary>Counts the tokens of a text as written, before it is prepared or split.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>0 or more.</returns>
    public int Count(string text) => _tokenizer.Encode(text).Length;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// The byte-level BPE of a model, ordinary tokens only: special ids are put in by the caller and never appear here.
/// </summary>
internal sealed partial class WhisperTokenizer
{
    private readonly BpeTokenizer _bpe;

    private WhisperTokenizer(BpeTokenizer bpe) => _bpe = bpe;

    /// <summary>Loads <c>vocab.json</c> and <c>merges.txt</c>, or <c>tokenizer.json</c> when they are not both there.</summary>
    /// <exception cref="InputException">None of them is there, or one is damaged.</exception>
    public static WhisperTokenizer Load(string folder)
    {
        string mergesPath = Path.Combine(folder, "merges.txt");
        if (File.Exists(mergesPath) && JsonFile.TryRead(folder, "vocab.json") is { } vocabulary)
        {
            // the first line is the format's version
            return Create(vocabulary, vocabulary.Map(), File.ReadLines(mergesPath).Where(l => l.Length > 0 && !l.StartsWith("#version", StringComparison.Ordinal)));
        }

        JsonFile tokenizer = JsonFile.TryRead(folder, "tokenizer.json")
            ?? throw new InputException("no tokenizer", folder, expected: "tokenizer.json, or vocab.json with merges.txt", remedy: "docs/models.md lists the files");
        if (tokenizer.Get("model") is not { ValueKind: JsonValueKind.Object } model
            || !model.TryGetProperty("vocab", out JsonElement vocab) || !model.TryGetProperty("merges", out JsonElement merges))
        {
            throw new InputException("has no byte-pair model", tokenizer.Path, field: "model", expected: "model.vocab and model.merges");
        }

        return Create(tokenizer, tokenizer.Map(vocab, "model.vocab"), tokenizer.Items(merges, "model.merges").Select(item => Merge(tokenizer, item)));
    }

    /// <summary>Token ids of a text.</summary>
    public IReadOnlyList<int> Encode(string text) => _bpe.EncodeToIds(text);

    /// <summary>Text of ordinary token ids; a character that is cut at an end becomes U+FFFD.</summary>
    public string Decode(IEnumerable<int> ids) => _bpe.Decode(ids) ?? string.Empty;

    private static WhisperTokenizer Create(JsonFile source, IEnumerable<KeyValuePair<string, int>> vocabulary, IEnumerable<string> merges)
    {
        try
        {
            var options = new BpeOptions([.. vocabulary])
            {
                Merges = [.. merges],
                ByteLevel = true,
                PreTokenizer = new RegexPreTokenizer(Pieces(), null),
            };
            return new WhisperTokenizer(BpeTokenizer.Create(options));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new InputException($"is no byte-pair vocabulary ({e.Message})", source.Path, remedy: "download the tokenizer's files again", innerException: e);
        }
    }

    // older files write a merge as "a b", newer ones as ["a", "b"]
    private static string Merge(JsonFile file, JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString()!,
        JsonValueKind.Array when item.GetArrayLength() == 2 => $"{item[0].GetString()} {item[1].GetString()}",
        _ => throw file.Wrong(item, "model.merges", "texts or pairs of texts"),
    };

    // GPT-2's pieces: contractions, words, numbers and signs with their leading blank, trailing blanks apart
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}

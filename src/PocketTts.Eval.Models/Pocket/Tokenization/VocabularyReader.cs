using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Pocket.Tokenization;

/// <summary>Reads a Unigram vocabulary from the files in which Pocket TTS bundles carry one.</summary>
internal static class VocabularyReader
{
    private const string Remedy = "fetch the file again from where the bundle came from";

    /// <summary>Reads <c>tokenizer.model</c> (SentencePiece protobuf) or <c>tokenizer.json</c> (Hugging Face tokenizers), by suffix.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>A ready tokenizer.</returns>
    /// <exception cref="InputException">The file is missing, damaged or not of a supported kind.</exception>
    public static UnigramTokenizer Read(string path) => Guard(path, () =>
    {
        byte[] content = File.ReadAllBytes(path);
        return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ParseTokenizerJson(content) : ParseModel(content);
    });

    /// <summary>Reads the pair of files of the sherpa-onnx layout.</summary>
    /// <param name="vocabularyPath"><c>vocab.json</c>: piece to id.</param>
    /// <param name="scoresPath"><c>token_scores.json</c>: piece to log-probability.</param>
    /// <returns>A ready tokenizer.</returns>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public static UnigramTokenizer ReadPair(string vocabularyPath, string scoresPath) => Guard(vocabularyPath, () =>
    {
        using JsonDocument vocabulary = JsonDocument.Parse(File.ReadAllBytes(vocabularyPath));
        Dictionary<string, float> scores = Guard(scoresPath, () => ParseScores(File.ReadAllBytes(scoresPath)));
        var pieces = new SortedDictionary<int, VocabularyPiece>();
        foreach (JsonProperty entry in Object(vocabulary.RootElement).EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out int id) || !scores.TryGetValue(entry.Name, out float score)
                || !pieces.TryAdd(id, new VocabularyPiece(entry.Name, score, KindOf(entry.Name))))
            {
                throw new InvalidDataException($"piece '{entry.Name}' has no id of its own or no score in {Path.GetFileName(scoresPath)}");
            }
        }

        if (pieces.Count == 0 || pieces.Keys.First() != 0 || pieces.Keys.Last() != pieces.Count - 1)
        {
            throw new InvalidDataException("the ids are not 0, 1, 2, …");
        }

        return new UnigramTokenizer([.. pieces.Values], addDummyPrefix: true);
    });

    /// <summary>Parses a SentencePiece model (sentencepiece_model.proto).</summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>A ready tokenizer.</returns>
    /// <exception cref="InvalidDataException">Damaged, or a kind of model that Pocket TTS does not use.</exception>
    public static UnigramTokenizer ParseModel(ReadOnlySpan<byte> content)
    {
        var pieces = new List<VocabularyPiece>();
        ulong modelType = 1;
        bool addDummyPrefix = true;
        bool removeExtraSpaces = true;
        bool escapeSpaces = true;
        bool hasRules = false;
        var model = new ProtobufWalker(content);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 1:
                    pieces.Add(ParsePiece(model.Bytes));
                    break;
                case 2:
                    var trainer = new ProtobufWalker(model.Bytes);
                    while (trainer.Next())
                    {
                        modelType = trainer.Field == 3 ? trainer.Number : modelType;
                    }

                    break;
                case 3:
                    var normalizer = new ProtobufWalker(model.Bytes);
                    while (normalizer.Next())
                    {
                        hasRules |= normalizer.Field == 2 && !normalizer.Bytes.IsEmpty;
                        addDummyPrefix = normalizer.Field == 3 ? normalizer.Number != 0 : addDummyPrefix;
                        removeExtraSpaces = normalizer.Field == 4 ? normalizer.Number != 0 : removeExtraSpaces;
                        escapeSpaces = normalizer.Field == 5 ? normalizer.Number != 0 : escapeSpaces;
                    }

                    break;
                default:
                    break;
            }
        }

        if (modelType != 1 || hasRules || removeExtraSpaces || !escapeSpaces)
        {
            throw new InvalidDataException("this is not a Unigram model with an identity normalizer that keeps every space");
        }

        return new UnigramTokenizer(pieces, addDummyPrefix);
    }

    /// <summary>Parses the <c>model</c> block of a Hugging Face <c>tokenizer.json</c>.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>A ready tokenizer.</returns>
    /// <exception cref="InvalidDataException">Not a Unigram vocabulary with byte fallback.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static UnigramTokenizer ParseTokenizerJson(ReadOnlyMemory<byte> content)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        if (!Object(document.RootElement).TryGetProperty("model", out JsonElement model)
            || !Object(model).TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String || type.GetString() != "Unigram"
            || !model.TryGetProperty("byte_fallback", out JsonElement fallback) || fallback.ValueKind != JsonValueKind.True
            || !model.TryGetProperty("vocab", out JsonElement vocabulary) || vocabulary.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidDataException("model is not a Unigram vocabulary with byte_fallback");
        }

        var pieces = new List<VocabularyPiece>();
        foreach (JsonElement entry in vocabulary.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2 || entry[0].ValueKind != JsonValueKind.String
                || entry[1].ValueKind != JsonValueKind.Number || !entry[1].TryGetSingle(out float score))
            {
                throw new InvalidDataException(FormattableString.Invariant($"vocab[{pieces.Count}] is not [piece, score]"));
            }

            string text = entry[0].GetString()!;
            pieces.Add(new VocabularyPiece(text, score, KindOf(text)));
        }

        return new UnigramTokenizer(pieces, addDummyPrefix: true);
    }

    private static VocabularyPiece ParsePiece(ReadOnlySpan<byte> message)
    {
        string text = string.Empty;
        float score = 0;
        ulong kind = 1;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            switch (walker.Field)
            {
                case 1:
                    text = Encoding.UTF8.GetString(walker.Bytes);
                    break;
                case 2:
                    score = walker.Single;
                    break;
                case 3:
                    kind = walker.Number;
                    break;
                default:
                    break;
            }
        }

        return kind is >= 1 and <= 6
            ? new VocabularyPiece(text, score, (PieceKind)kind)
            : throw new InvalidDataException($"piece '{text}' is of the unknown type {kind}");
    }

    private static Dictionary<string, float> ParseScores(byte[] content)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        var scores = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (JsonProperty entry in Object(document.RootElement).EnumerateObject())
        {
            scores[entry.Name] = entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetSingle(out float score)
                ? score
                : throw new InvalidDataException($"the score of '{entry.Name}' is not a number");
        }

        return scores;
    }

    // vocabularies in JSON do not say what a piece is; Pocket TTS uses these four marks and <0x00>..<0xFF>
    private static PieceKind KindOf(string piece) => piece switch
    {
        "<unk>" => PieceKind.Unknown,
        "<s>" or "</s>" or "<pad>" => PieceKind.Control,
        _ when piece.Length == 6 && piece.StartsWith("<0x", StringComparison.Ordinal) => PieceKind.Byte,
        _ => PieceKind.Normal,
    };

    private static JsonElement Object(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new InvalidDataException("this is not a JSON object");

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a JSON string with a lone surrogate
            throw new InputException(e.Message, file: path, field: "tokenizer", expected: "a Unigram vocabulary with byte fallback", remedy: Remedy, innerException: e);
        }
    }
}

using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Ids of the special tokens by name, from whichever of the tokenizer's files has them.</summary>
internal sealed class SpecialTokens
{
    private readonly string _folder;
    private readonly Dictionary<string, int> _ids;

    private SpecialTokens(string folder, Dictionary<string, int> ids)
    {
        _folder = folder;
        _ids = ids;
    }

    /// <summary>Reads <c>tokenizer.json</c>, else <c>added_tokens.json</c>, else <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="InputException">A file is damaged, or none has any.</exception>
    public static SpecialTokens Read(string folder)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        if (JsonFile.TryRead(folder, "tokenizer.json") is { } tokenizer && tokenizer.Get("added_tokens") is { } list)
        {
            foreach (JsonElement token in tokenizer.Items(list, "added_tokens"))
            {
                if (token.ValueKind != JsonValueKind.Object
                    || !token.TryGetProperty("content", out JsonElement content) || content.ValueKind != JsonValueKind.String
                    || !token.TryGetProperty("id", out JsonElement id) || !id.TryGetInt32(out int number))
                {
                    throw tokenizer.Wrong(token, "added_tokens", "objects with id and content");
                }

                ids[content.GetString()!] = number;
            }
        }
        else if (JsonFile.TryRead(folder, "added_tokens.json") is { } added)
        {
            foreach ((string name, int id) in added.Map())
            {
                ids[name] = id;
            }
        }
        else if (JsonFile.TryRead(folder, "tokenizer_config.json") is { } decoder && decoder.Get("added_tokens_decoder") is { ValueKind: JsonValueKind.Object } byId)
        {
            foreach (JsonProperty token in byId.EnumerateObject())
            {
                if (!int.TryParse(token.Name, out int id) || !token.Value.TryGetProperty("content", out JsonElement content))
                {
                    throw decoder.Wrong(token.Value, $"added_tokens_decoder.{token.Name}", "an object with content");
                }

                ids[content.GetString() ?? string.Empty] = id;
            }
        }

        return ids.Count > 0 ? new SpecialTokens(folder, ids) : throw Missing(folder, "the special tokens");
    }

    /// <summary>The id of a name, or null.</summary>
    public int? Find(string name) => _ids.TryGetValue(name, out int id) ? id : null;

    /// <summary>The id of a name.</summary>
    /// <exception cref="InputException">No file has it.</exception>
    public int Require(string name) => Find(name) ?? throw Missing(_folder, $"the token {name}");

    private static InputException Missing(string folder, string what) =>
        new($"no file names {what}", folder, expected: "it in tokenizer.json, added_tokens.json or tokenizer_config.json", remedy: "download the tokenizer's files");
}

using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>
/// Reads <c>bundle.json</c> (schema 2). Unknown keys are ignored and absent ones get their defaults: newer bundles add keys.
/// What is there must be of the right type, and the states must be numbered 0, 1, 2, ….
/// </summary>
internal sealed class BundleManifestReader
{
    private const int SampleRateHz = 24_000;
    private const long MostElements = 1L << 28;

    private readonly string _path;
    private readonly JsonElement _root;

    private BundleManifestReader(string path, JsonElement root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Path of <c>bundle.json</c>.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="InputException">It is missing, not JSON, or a value is wrong.</exception>
    public static BundleManifest Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", file: path, innerException: e);
        }
    }

    /// <summary>Parses a manifest.</summary>
    /// <param name="content">UTF-8 JSON.</param>
    /// <param name="path">Name of the source in messages.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="InputException">It is not JSON, or a value is wrong.</exception>
    public static BundleManifest Parse(ReadOnlyMemory<byte> content, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return new BundleManifestReader(path, document.RootElement).Read();
        }
        catch (JsonException e)
        {
            throw new InputException("this is not JSON", file: path, line: (int?)e.LineNumber + 1, remedy: "fetch the file again", innerException: e);
        }
        catch (InvalidOperationException e)
        {
            // a JSON string with half a surrogate pair cannot be read as text
            throw new InputException($"a text in it is damaged ({e.Message})", file: path, remedy: "fetch the file again", innerException: e);
        }
    }

    private BundleManifest Read()
    {
        if (_root.ValueKind != JsonValueKind.Object)
        {
            throw new InputException("this is not a JSON object", file: _path, expected: "the bundle.json of a Pocket TTS ONNX bundle");
        }

        string name = Text("bundle_name") ?? Text("language") ?? "unnamed";
        int rate = Integer("sample_rate", 1, 768_000) ?? SampleRateHz;
        bool insertsBos = Flag("insert_bos_before_voice") ?? Text("bos_before_voice_file") is not null;
        return new BundleManifest
        {
            Name = name,
            Language = Text("language") ?? name,
            SampleRateHz = rate,
            SamplesPerFrame = Integer("samples_per_frame", 1, 1 << 20) ?? 1920,
            LatentWidth = Integer("latent_dim", 1, 1 << 16),
            ConditioningWidth = Integer("conditioning_dim", 1, 1 << 16),
            MaxTokensPerChunk = Integer("max_token_per_chunk", 1, 10_000) ?? 50,
            PadsShortInputs = Flag("pad_with_spaces_for_short_inputs") ?? false,
            RemovesSemicolons = Flag("remove_semicolons") ?? false,
            FramesAfterEos = Integer("model_recommended_frames_after_eos", 0, 1000),
            BosFile = insertsBos ? FileName("bos_before_voice_file") ?? throw Wrong("bos_before_voice_file", "there is none", "a file name, because insert_bos_before_voice is true") : null,
            TokenizerFile = FileName("tokenizer_file") ?? "tokenizer.model",
            Voices = Texts("predefined_voices"),
            MainStates = States("flow_lm_state_manifest"),
            DecoderStates = States("mimi_state_manifest"),
            Temperature = Number("default_temperature", 0, 10),
            EosThreshold = Number("default_eos_threshold", -1000, 1000),
            Sampler = Text("flow_type") ?? Text("sampler"),
            AppendsTerminalPunctuation = Flag("append_terminal_punctuation"),
            CapitalizesFirstLetter = Flag("capitalize_first_letter"),
            Replacements = Map("replace_characters"),
        };
    }

    private ImmutableArray<StateTensor> States(string key)
    {
        if (Value(key) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(key, list.ValueKind.ToString(), "a list of states");
        }

        var states = ImmutableArray.CreateBuilder<StateTensor>(list.GetArrayLength());
        foreach (JsonElement entry in list.EnumerateArray())
        {
            string at = FormattableString.Invariant($"{key}[{states.Count}]");
            if (entry.ValueKind != JsonValueKind.Object)
            {
                throw Wrong(at, entry.ValueKind.ToString(), "an object");
            }

            if (entry.TryGetProperty("index", out JsonElement index) && (index.ValueKind != JsonValueKind.Number || !index.TryGetInt32(out int number) || number != states.Count))
            {
                throw Wrong(at + ".index", index.ToString(), FormattableString.Invariant($"{states.Count}"));
            }

            states.Add(new StateTensor(
                Required(entry, at, "input_name"), Required(entry, at, "output_name"), Element(Required(entry, at, "dtype"), at), Shape(entry, at),
                Fill(Required(entry, at, "fill"), at), Optional(entry, at, "module"), Optional(entry, at, "key")));
        }

        if (states.Select(s => s.Input).Distinct(StringComparer.Ordinal).Count() != states.Count || states.Select(s => s.Output).Distinct(StringComparer.Ordinal).Count() != states.Count)
        {
            throw Wrong(key, "a name is there twice", "names of their own for all states");
        }

        return states.DrainToImmutable();
    }

    private ImmutableArray<long> Shape(JsonElement entry, string at)
    {
        if (!entry.TryGetProperty("shape", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 8)
        {
            throw Wrong(at + ".shape", "no list of at most 8 numbers", "for example [2, 1, 1000, 16, 64]");
        }

        long elements = 1;
        var shape = ImmutableArray.CreateBuilder<long>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long length) || length < 0 || length > MostElements || (elements *= Math.Max(1, length)) > MostElements)
            {
                throw Wrong(at + ".shape", list.ToString(), "whole numbers of 0 or more, 2^28 elements in all");
            }

            shape.Add(length);
        }

        return shape.DrainToImmutable();
    }

    private StateElement Element(string text, string at) => text switch
    {
        "float32" => StateElement.Float32,
        "int64" => StateElement.Int64,
        "bool" => StateElement.Bool,
        _ => throw Wrong(at + ".dtype", $"'{text}'", "float32, int64 or bool"),
    };

    private StateFill Fill(string text, string at) => text switch
    {
        "zeros" => StateFill.Zeros,
        "ones" => StateFill.Ones,
        "nan" => StateFill.NaN,
        "empty" => StateFill.Empty,
        _ => throw Wrong(at + ".fill", $"'{text}'", "zeros, ones, nan or empty"),
    };

    private string Required(JsonElement entry, string at, string key) => Optional(entry, at, key) ?? throw Wrong($"{at}.{key}", "it is missing", "a text");

    private string? Optional(JsonElement entry, string at, string key) =>
        !entry.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong($"{at}.{key}", value.ToString(), "a text");

    private JsonElement? Value(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(string key) => Optional(_root, "bundle", key);

    // a manifest may name files beside it, never elsewhere
    private string? FileName(string key) =>
        Text(key) is not { } name ? null
        : name.Length > 0 && name.AsSpan().IndexOfAny("/\\:\0") < 0 && name is not "." and not ".." ? name
        : throw Wrong(key, $"'{name}'", "the name of a file in the bundle's folder");

    private bool? Flag(string key) => Value(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(key, value.ToString(), "true or false"),
    };

    private int? Integer(string key, int smallest, int largest) =>
        Value(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= smallest && number <= largest ? number
        : throw Wrong(key, value.ToString(), FormattableString.Invariant($"a whole number from {smallest} to {largest}"));

    private double? Number(string key, double smallest, double largest) =>
        Value(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= smallest && number <= largest ? number
        : throw Wrong(key, value.ToString(), FormattableString.Invariant($"a number from {smallest} to {largest}"));

    private ImmutableArray<string> Texts(string key)
    {
        if (Value(key) is not { } list)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(e => e.GetString()!)]
            : throw Wrong(key, list.ValueKind.ToString(), "a list of texts");
    }

    private ImmutableSortedDictionary<string, string>? Map(string key)
    {
        if (Value(key) is not { } map)
        {
            return null;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(key, map.ValueKind.ToString(), "an object of characters and their replacements");
        }

        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String || entry.Name.EnumerateRunes().Count() != 1)
            {
                throw Wrong($"{key}.{entry.Name}", entry.Value.ToString(), "one character and the text that replaces it");
            }

            result[entry.Name] = entry.Value.GetString()!;
        }

        return result.ToImmutable();
    }

    private InputException Wrong(string field, string found, string expected) =>
        new(string.IsNullOrWhiteSpace(found) ? "it is empty" : found.Length <= 80 ? found : found[..80] + "…", file: _path, field: field, expected: expected, remedy: "fetch the file again from where the bundle came from");
}

using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Ids, lists and sizes of one model, from its own files: <c>generation_config.json</c> first, <c>config.json</c> for
/// what is missing there, token names from the tokenizer's files. Ids differ between English, multilingual and v3
/// models, and a wrong one gives fluent nonsense instead of an error, so none is assumed.
/// </summary>
internal sealed record WhisperConfiguration
{
    /// <summary>Start of transcript, then for multilingual models language and task, then "no timestamps".</summary>
    public required ImmutableArray<int> Prompt { get; init; }

    /// <summary>Id that ends a text; every id above it is special.</summary>
    public required int EndOfText { get; init; }

    /// <summary>Id whose probability at the first prompt token says "no speech here", or null when the model has none.</summary>
    public required int? NoSpeech { get; init; }

    /// <summary>Ids that are never written.</summary>
    public required ImmutableArray<int> Suppressed { get; init; }

    /// <summary>Ids that are not written first.</summary>
    public required ImmutableArray<int> SuppressedFirst { get; init; }

    /// <summary>Cross-attention heads (layer, head) that follow the sound, both from 0; default when the file names none.</summary>
    public required ImmutableArray<(int Layer, int Head)> AlignmentHeads { get; init; }

    /// <summary>Longest token sequence, prompt included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Mel filters of the encoder's input.</summary>
    public required int MelBins { get; init; }

    /// <summary>What the files lack and what was done about it.</summary>
    public required ImmutableArray<TakeWarning> Warnings { get; init; }

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">Folder with the JSON files.</param>
    /// <param name="language">Language code, e.g. <c>en</c>.</param>
    /// <exception cref="InputException">A file or a value is missing or wrong, or the model does not know the language.</exception>
    public static WhisperConfiguration Read(string folder, string language)
    {
        JsonFile config = JsonFile.TryRead(folder, "config.json")
            ?? throw new InputException("no such file", Path.Combine(folder, "config.json"), remedy: "docs/models.md lists the files");
        JsonFile generation = JsonFile.TryRead(folder, "generation_config.json") ?? config;
        SpecialTokens tokens = SpecialTokens.Read(folder);
        var warnings = ImmutableArray.CreateBuilder<TakeWarning>();

        int endOfText = Agree(tokens, "<|endoftext|>", generation, "eos_token_id");
        int start = Agree(tokens, "<|startoftranscript|>", generation, "decoder_start_token_id");
        int noTimestamps = Agree(tokens, "<|notimestamps|>", generation, "no_timestamps_token_id");
        // English models have one token less than multilingual ones, so the count tells them apart when no file says it
        bool multilingual = generation.Boolean("is_multilingual")
            ?? (generation.Get("lang_to_id") is not null || (config.Integer("vocab_size") ?? 0) >= 51_865);
        ImmutableArray<int> prompt = multilingual
            ? [start, Language(tokens, generation, language), tokens.Require("<|transcribe|>"), noTimestamps]
            : [start, noTimestamps];
        if (!multilingual && language != "en")
        {
            throw new InputException($"is an English model and cannot read language '{language}'", folder, remedy: "use a multilingual model (without .en)");
        }

        int[]? suppressed = generation.Integers("suppress_tokens") ?? config.Integers("suppress_tokens");
        int[]? first = generation.Integers("begin_suppress_tokens") ?? config.Integers("begin_suppress_tokens");
        if (suppressed is null || first is null)
        {
            warnings.Add(new TakeWarning("no-suppress-list", $"{folder} names no {(suppressed is null ? "suppress_tokens" : "begin_suppress_tokens")}: nothing is suppressed there, so transcripts differ from other set-ups"));
        }

        (int, int)[]? heads = generation.Pairs("alignment_heads");
        return new WhisperConfiguration
        {
            Prompt = prompt,
            EndOfText = endOfText,
            NoSpeech = tokens.Find("<|nospeech|>") ?? tokens.Find("<|nocaptions|>"),
            Suppressed = [.. (suppressed ?? []).Where(id => id >= 0)],
            SuppressedFirst = [.. (first ?? []).Where(id => id >= 0)],
            AlignmentHeads = [.. heads ?? []],
            MaxTokens = config.Integer("max_target_positions") ?? generation.Integer("max_length") ?? 448,
            MelBins = config.Integer("num_mel_bins") ?? 80,
            Warnings = warnings.ToImmutable(),
        };
    }

    private static int Agree(SpecialTokens tokens, string name, JsonFile generation, string field)
    {
        int? configured = generation.Integer(field);
        int? named = tokens.Find(name);
        if (configured is { } a && named is { } b && a != b)
        {
            throw new InputException(
                FormattableString.Invariant($"says {a}, but {name} is {b} in the tokenizer's files"),
                generation.Path,
                field: field,
                remedy: "the files belong to different models; download them from one place");
        }

        return named ?? configured ?? tokens.Require(name);
    }

    private static int Language(SpecialTokens tokens, JsonFile generation, string language)
    {
        string name = $"<|{language}|>";
        foreach ((string key, int id) in generation.Map("lang_to_id"))
        {
            if (key == name)
            {
                return id;
            }
        }

        return tokens.Find(name) ?? throw new InputException($"the model knows no language '{language}'", generation.Path, field: "lang_to_id", expected: "a code such as en, fr or de");
    }
}

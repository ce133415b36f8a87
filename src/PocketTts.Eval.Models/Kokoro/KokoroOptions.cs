using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Kokoro.Voices;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>The options of a Kokoro system, checked.</summary>
internal sealed record KokoroOptions
{
    public const string DefaultVoice = "af_heart";
    public const int DefaultMaximumCharacters = 20_000;

    /// <summary>Voices with weights.</summary>
    public required VoiceBlend Blend { get; init; }

    /// <summary>Speed, 0.5 to 2; the model divides its durations by it.</summary>
    public required float Speed { get; init; }

    /// <summary>Threads of the session, 1 to 256.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>Path or file name of the model, or null for the first in search order.</summary>
    public required string? Model { get; init; }

    /// <summary>Front end: <c>misaki</c>, <c>espeak</c> or <c>espeak-ipa</c>.</summary>
    public required string Phonemes { get; init; }

    /// <summary>True for British English.</summary>
    public required bool IsBritish { get; init; }

    /// <summary>Row rule.</summary>
    public required StyleRow StyleRow { get; init; }

    /// <summary>Most tokens of a piece, 20 to 510.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Most characters (UTF-16 units) of a text, 1 to 1,000,000.</summary>
    public required int MaximumCharacters { get; init; }

    /// <summary>Language as it is written in options and settings.</summary>
    public string Language => IsBritish ? "en-gb" : "en-us";

    /// <summary>Row rule as it is written in options and settings.</summary>
    public string StyleRowName => StyleRow == StyleRow.Tokens ? "T" : "T-1";

    /// <summary>Reads and checks all options; every problem is named.</summary>
    /// <exception cref="InputException">At least one option is wrong.</exception>
    public static KokoroOptions Parse(SystemSpec spec)
    {
        var reader = new OptionReader(spec);
        string voice = reader.Voice ?? DefaultVoice;
        VoiceBlend? blend = VoiceBlend.Parse(voice, out string? problem);
        if (blend is null)
        {
            reader.AddProblem("voice", problem!, "NAME or NAME:WEIGHT+NAME:WEIGHT", "for example af_heart:0.7+af_bella:0.3");
        }

        var options = new KokoroOptions
        {
            Blend = blend ?? new VoiceBlend([]),
            Speed = (float)reader.Number("speed", 1, 0.5, 2),
            ThreadCount = reader.WholeNumber("threads", 1, 1, 256),
            Model = reader.Text("model"),
            Phonemes = reader.Choice("phonemes", "misaki", "misaki", "espeak", "espeak-ipa"),
            IsBritish = ReadIsBritish(reader, blend),
            StyleRow = reader.Choice("style-row", "T-1", "T-1", "T") == "T" ? StyleRow.Tokens : StyleRow.TokensMinusOne,
            MaximumTokens = reader.WholeNumber("max-tokens", KokoroModel.MaximumTokens, Tokens.TextSplitter.WeakLength, KokoroModel.MaximumTokens),
            MaximumCharacters = reader.WholeNumber("max-chars", DefaultMaximumCharacters, 1, 1_000_000),
        };
        reader.ThrowIfWrong();
        return options;
    }

    private static bool ReadIsBritish(OptionReader reader, VoiceBlend? blend)
    {
        string? language = reader.OptionalChoice("lang", "en-us", "en-gb");
        if (language is not null || blend is null || reader.Has("lang"))
        {
            return language == "en-gb";
        }

        // of a blend the heaviest voice decides, the first of equals
        string name = blend.Parts.MaxBy(p => p.Weight).Name;
        switch (LanguageLetter(name))
        {
            case 'a':
                return false;
            case 'b':
                return true;
            default:
                reader.AddProblem("lang", $"the voice '{name}' does not say its English (its name starts with neither af_, am_, bf_ nor bm_)", "lang=en-us or lang=en-gb");
                return false;
        }
    }

    // af_heart: American, female; the voice of version 0.19 that is named af has no more than that
    private static char? LanguageLetter(string voice)
    {
        string name = Path.GetFileNameWithoutExtension(voice.Replace('\\', '/'));
        return name.Length >= 2 && name[1] is 'f' or 'm' && (name.Length == 2 || name[2] == '_') ? name[0] : null;
    }
}

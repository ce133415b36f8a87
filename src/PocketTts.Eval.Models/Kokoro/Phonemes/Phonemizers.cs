using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Espeak;
using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Makes Kokoro's text front ends.</summary>
public static class Phonemizers
{
    /// <summary>misaki's lexicons and rules, espeak-ng for unknown words; the default.</summary>
    public const string Misaki = "misaki";

    /// <summary>espeak-ng for every word, in misaki's symbols.</summary>
    public const string Espeak = "espeak";

    /// <summary>espeak-ng for every word, in plain IPA (Kokoro v0.19, kokoro-onnx, kokoro-js).</summary>
    public const string EspeakIpa = "espeak-ipa";

    /// <summary>Creates a front end. Lexicons are loaded once per process and shared.</summary>
    /// <param name="kind"><see cref="Misaki"/>, <see cref="Espeak"/> or <see cref="EspeakIpa"/>.</param>
    /// <param name="variant">Accent.</param>
    /// <param name="lexiconFolder">
    /// Folder with <c>us_gold.json</c>, <c>us_silver.json</c>, <c>gb_gold.json</c>, <c>gb_silver.json</c>; may be null for
    /// the espeak kinds.
    /// </param>
    /// <exception cref="InputException">
    /// The kind is unknown, a lexicon is missing or broken, or an espeak kind is asked for and espeak-ng is not installed.
    /// Without espeak-ng the misaki kind works, and warns for each word it had to spell or leave out.
    /// </exception>
    public static IPhonemizer Create(string kind, EnglishVariant variant, string? lexiconFolder)
    {
        ArgumentNullException.ThrowIfNull(kind);
        switch (kind)
        {
            case Misaki:
                return CreateMisaki(variant, lexiconFolder, EspeakLibrary.TryLoad(out _));
            case Espeak or EspeakIpa:
                var reader = new EspeakReader(EspeakLibrary.Load(), Voice(variant), asMisaki: kind == Espeak);
                string accent = variant == EnglishVariant.Us ? "us" : "gb";
                return new EspeakPhonemizer(reader, $"{kind}-{accent}/2+espeak-ng-{reader.Version}");
            default:
                throw new InputException(
                    $"unknown front end '{kind}'", field: "phonemizer", expected: $"{Misaki}, {Espeak} or {EspeakIpa}");
        }
    }

    /// <summary>Tells whether espeak-ng can be used.</summary>
    /// <param name="description">Version and data folder, or one line saying what to install.</param>
    public static bool HasEspeak(out string description)
    {
        EspeakLibrary? library = EspeakLibrary.TryLoad(out InputException? failure);
        description = library is null ? failure!.Message : $"espeak-ng {library.Version}, {library.DataPath}";
        return library is not null;
    }

    /// <summary>Creates the misaki front end with or without espeak-ng.</summary>
    internal static MisakiPhonemizer CreateMisaki(EnglishVariant variant, string? lexiconFolder, EspeakLibrary? library)
    {
        if (string.IsNullOrWhiteSpace(lexiconFolder))
        {
            throw new InputException(
                "no lexicon folder is given", field: "phonemizer",
                expected: "a folder with us_gold.json, us_silver.json, gb_gold.json, gb_silver.json",
                remedy: $"fetch misaki's lexicons or use the front end '{Espeak}'");
        }

        MisakiLexicon lexicon = MisakiLexicon.Load(lexiconFolder, variant);
        EspeakFallback? fallback = library is null ? null : new EspeakFallback(new EspeakReader(library, Voice(variant), asMisaki: true));
        string name = library is null ? "none" : "espeak-ng-" + library.Version;
        return new MisakiPhonemizer(lexicon, variant, fallback, name);
    }

    private static EspeakVoice Voice(EnglishVariant variant) =>
        variant == EnglishVariant.Us ? EspeakVoice.American : EspeakVoice.British;
}

using System.Collections.Immutable;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Text;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>What options and bundle together decide about the sound.</summary>
/// <param name="Rules">Text and stop rules.</param>
/// <param name="Temperature">Variance of the noise.</param>
/// <param name="EosThreshold">The end is where the logit is above this.</param>
/// <param name="Language">Language of the bundle.</param>
internal sealed record PocketSettings(TextRules Rules, double Temperature, double EosThreshold, string Language)
{
    private const double TemperatureOf2x = 0.7;
    private const double TemperatureOf4x = 0.3;
    private const double Threshold = -4;
    private const double ThresholdOfSmallModels = -1;
    private const string JanuaryModel = "english_2026-01";

    /// <summary>Decides.</summary>
    /// <param name="options">Options; what they say wins.</param>
    /// <param name="manifest">Manifest, or null: the layouts without one are the January 2026 English model.</param>
    /// <returns>The settings.</returns>
    public static PocketSettings Resolve(PocketOptions options, BundleManifest? manifest)
    {
        string name = manifest?.Name ?? JanuaryModel;
        string language = manifest?.Language ?? JanuaryModel;
        bool isSmall = ReplacementMaps.IsSmall(name);
        TextRulesVersion version = options.Rules ?? (manifest is not null && (manifest.HasKeysOf4x || isSmall || IsOf4x(name)) ? TextRulesVersion.V4 : TextRulesVersion.V2);
        var rules = new TextRules
        {
            Version = version,
            PadsShortInputs = manifest?.PadsShortInputs ?? true,
            RemovesSemicolons = manifest?.RemovesSemicolons ?? false,
            AppendsTerminalPunctuation = manifest?.AppendsTerminalPunctuation ?? true,
            CapitalizesFirstLetter = manifest?.CapitalizesFirstLetter ?? true,
            Replacements = version == TextRulesVersion.V4 ? manifest?.Replacements ?? ReplacementMaps.For(isSmall ? name : language) : ImmutableSortedDictionary<string, string>.Empty,
            MaxTokensPerChunk = manifest?.MaxTokensPerChunk ?? 50,
            FramesAfterEos = options.FramesAfterEos ?? manifest?.FramesAfterEos,
        };
        return new PocketSettings(
            rules,
            options.Temperature ?? manifest?.Temperature ?? (version == TextRulesVersion.V4 ? TemperatureOf4x : TemperatureOf2x),
            options.EosThreshold ?? manifest?.EosThreshold ?? (isSmall ? ThresholdOfSmallModels : Threshold),
            language);
    }

    // weights from September 2026 on were trained for the newer rules; earlier bundles carry an earlier date or none.
    // dutch and french with 6 layers came with the newer package only
    private static bool IsOf4x(string name)
    {
        if (name is "dutch" or "french")
        {
            return true;
        }

        string? date = name.Split('_').FirstOrDefault(part => part.Length >= 5 && part.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(part[0]));
        return date is not null && string.CompareOrdinal(date.Length == 5 ? "20" + date : date, "2026-09") >= 0;
    }
}

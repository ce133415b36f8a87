using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Where misaki's lexicons lie: in <c>kokoro/misaki</c> of a models folder.</summary>
public static class MisakiLexicons
{
    /// <summary>Finds the folder of the lexicons of an accent.</summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="variant">The accent.</param>
    /// <returns>Absolute path of a folder that has the accent's gold lexicon, or null.</returns>
    public static string? TryFindFolder(ModelFolders folders, EnglishVariant variant)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return Path.GetDirectoryName(folders.TryFindFile(KokoroModelFiles.Folder, GoldPath(variant)));
    }

    /// <summary>Path of an accent's gold lexicon below Kokoro's folder, as the manifest writes it.</summary>
    internal static string GoldPath(EnglishVariant variant) => variant == EnglishVariant.Us ? "misaki/us_gold.json" : "misaki/gb_gold.json";
}

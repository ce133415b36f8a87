using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Phonetics;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pronunciation;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>What runs are scored with: the normalizer that is asked for, and the best source of word sounds that is here.</summary>
internal static class Scoring
{
    /// <summary>Makes the options.</summary>
    /// <param name="host">The process.</param>
    /// <param name="modelFolders">Folders given on the command line.</param>
    /// <param name="normalizer">Name of the normalizer, or null for the default.</param>
    public static ScoringOptions Options(CliHost host, IReadOnlyList<string> modelFolders, string? normalizer = null) => new()
    {
        Comparer = normalizer is null ? TextComparers.Default : TextComparers.Get(normalizer),
        Pronunciations = (IPronunciations?)MisakiPronunciations.TryCreate(new ModelFolders(modelFolders, host.Environment)) ?? new LetterPronunciations(),
    };
}

using System.CommandLine;
using PocketTts.Eval.Cli.Commands;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Phonetics;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pronunciation;
using PocketTts.Eval.Runs.Baselines;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>What runs are scored with: the normalizer that is asked for, and the best source of word sounds that is here.</summary>
internal static class Scoring
{
    /// <summary>Makes the options that the command line asks for.</summary>
    /// <param name="host">The process.</param>
    /// <param name="common">Where word sounds and calibrations may be named.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="normalizer">Name of the normalizer, or null for the default.</param>
    /// <exception cref="InputException">A calibration file cannot be read.</exception>
    public static ScoringOptions Options(CliHost host, CommonOptions common, ParseResult parsed, string? normalizer = null) =>
        Options(host, parsed.GetValue(common.Models) ?? [], parsed.GetValue(common.Calibrations) ?? [], normalizer);

    /// <summary>Makes the options.</summary>
    /// <param name="host">The process.</param>
    /// <param name="modelFolders">Folders given on the command line.</param>
    /// <param name="calibrations">Calibration files; they come before the tool's own.</param>
    /// <param name="normalizer">Name of the normalizer, or null for the default.</param>
    /// <exception cref="InputException">A calibration file cannot be read.</exception>
    public static ScoringOptions Options(CliHost host, IReadOnlyList<string> modelFolders, IReadOnlyList<string> calibrations, string? normalizer = null) => new()
    {
        Comparer = normalizer is null ? TextComparers.Default : TextComparers.Get(normalizer),
        Pronunciations = (IPronunciations?)MisakiPronunciations.TryCreate(new ModelFolders(modelFolders, host.Environment)) ?? new LetterPronunciations(),
        Calibrations = new VerdictCalibrations([.. calibrations.Select(Read), .. VerdictCalibrations.BuiltIn.All]),
    };

    /// <summary>
    /// Options to compare with scores that are kept: a baseline whose word sounds were guessed from letters is compared with runs whose are too,
    /// since letters are at hand everywhere. Scores by other sources that are not here stay other scores, and <c>Comparability</c> says so.
    /// </summary>
    /// <param name="scoring">Options.</param>
    /// <param name="names">What is compared, each <c>FOLDER</c> or <c>FOLDER@SYSTEM</c>; the first baseline decides, runs have no scores of their own.</param>
    public static ScoringOptions Like(ScoringOptions scoring, IReadOnlyList<string?> names)
    {
        ScoringIdentity? kept = names.OfType<string>().Select(ScoreTableSource.ScoringOf).FirstOrDefault(s => s is not null);
        var letters = new LetterPronunciations();
        return kept?.Pronunciations == letters.Id ? scoring with { Pronunciations = letters } : scoring;
    }

    /// <summary>Opens runs and baselines that are to be compared; runs are scored alike.</summary>
    /// <param name="host">The process.</param>
    /// <param name="common">Where word sounds and calibrations may be named.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="names">Each <c>FOLDER</c> or <c>FOLDER@SYSTEM</c>; null stays null.</param>
    /// <returns>One table a name.</returns>
    public static ScoreTable?[] Tables(CliHost host, CommonOptions common, ParseResult parsed, params IReadOnlyList<string?> names)
    {
        ScoringOptions scoring = Like(Options(host, common, parsed), names);
        return [.. names.Select(n => n is null ? null : ScoreTableSource.Open(n, scoring))];
    }

    private static VerdictCalibration Read(string file)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException($"the calibration cannot be read ({problem.Message})", file, field: "--calibration", remedy: "'pocket-eval calibrate --out DIR' writes DIR/calibration.json", innerException: problem);
        }

        return CalibrationJson.Read(json, file);
    }
}

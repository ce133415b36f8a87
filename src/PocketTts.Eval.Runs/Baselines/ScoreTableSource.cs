using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Baselines;

/// <summary>Opens what a user names: a run folder or a baseline, of which <c>@SYSTEM</c> picks one system.</summary>
public static class ScoreTableSource
{
    /// <summary>Opens it.</summary>
    /// <param name="name"><c>FOLDER</c> or <c>FOLDER@SYSTEM</c>.</param>
    /// <param name="scoring">What a run is scored with; <see cref="ScoringOptions.Default"/> when null. A baseline holds its scores.</param>
    /// <returns>Its numbers.</returns>
    /// <exception cref="InputException">There is nothing of this kind, or no such system.</exception>
    public static ScoreTable Open(string name, ScoringOptions? scoring = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (string folder, string? system) = Split(name);
        ScoreTable table = BaselineFolder.IsOne(folder) ? BaselineFolder.Read(folder)
            : File.Exists(Path.Combine(folder, RunFolder.RunFileName)) ? ScoreTables.Of(RunFolder.Open(folder).Score(scoring), folder, scoring)
            : throw new InputException(
                Directory.Exists(folder) ? $"neither a run ({RunFolder.RunFileName}) nor a baseline ({BaselineFolder.FileName}) is here" : "no such folder",
                folder,
                remedy: "name a folder that 'pocket-eval run --out' or 'pocket-eval baseline save' wrote");
        table = table with { Name = name };
        if (system is null)
        {
            return table;
        }

        string[] ids = [.. table.Info.Systems.Select(s => s.Id)];
        return ids.Contains(system, StringComparer.Ordinal) ? table.Only(system)
            : throw new InputException($"no system '{system}' in it", folder, remedy: NearestName.Suggest(system, ids) ?? $"it has {string.Join(", ", ids)}");
    }

    /// <summary>What a baseline's scores were made with, so that a run can be scored alike before it is compared.</summary>
    /// <param name="name"><c>FOLDER</c> or <c>FOLDER@SYSTEM</c>.</param>
    /// <returns>The identity; null when the folder is no baseline, or the baseline does not say.</returns>
    /// <exception cref="InputException">The baseline is damaged.</exception>
    public static ScoringIdentity? ScoringOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string folder = FolderOf(name);
        return BaselineFolder.IsOne(folder) ? BaselineFolder.ReadScoring(folder) : null;
    }

    /// <summary>The folder of a name, without the system.</summary>
    /// <param name="name"><c>FOLDER</c> or <c>FOLDER@SYSTEM</c>.</param>
    /// <returns>The folder.</returns>
    public static string FolderOf(string name) => Split(name).Folder;

    private static (string Folder, string? System) Split(string name)
    {
        int at = name.LastIndexOf('@');
        return at <= 0 || Directory.Exists(name) ? (name, null) : (name[..at], name[(at + 1)..]);
    }
}

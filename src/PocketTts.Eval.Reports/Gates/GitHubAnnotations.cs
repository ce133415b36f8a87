using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Workflow commands that GitHub Actions shows beside the rules file; GitHub shows at most ten of a kind in a step, so they are capped and counted.</summary>
public static class GitHubAnnotations
{
    /// <summary>Most annotations of each kind.</summary>
    public const int Most = 10;

    /// <summary>Renders them.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>One command a line, each ended by LF; a last one counts what is left out and gives the headline.</returns>
    public static string Render(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        GateRow[] rows = [.. GateRows.Of(result).Where(r => r.State != GateState.Pass)];
        GateRow[] errors = [.. rows.Where(r => IsError(r, result))];
        GateRow[] warnings = [.. rows.Except(errors)];
        var lines = new List<string>();
        lines.AddRange(errors.Take(Most).Select(r => Command("error", r)));
        lines.AddRange(warnings.Take(Most).Select(r => Command("warning", r)));
        int left = Math.Max(0, errors.Length - Most) + Math.Max(0, warnings.Length - Most);
        string rest = left > 0 ? FormattableString.Invariant($"; {left} more are in the job summary") : string.Empty;
        lines.Add($"::notice title=pocket-eval gate::{Data(GateRows.Headline(result) + rest)}");
        return string.Concat(lines.Select(l => l + "\n"));
    }

    private static bool IsError(GateRow row, GateResult result) =>
        !row.Decision.Rule.IsAdvisory && (row.State != GateState.Inconclusive || !result.InconclusiveIsWarning);

    private static string Command(string kind, GateRow row)
    {
        string place = row.Decision.Rule.Source is { } source ? FormattableString.Invariant($"file={Property(source.File)},line={source.Line},") : string.Empty;
        string change = row.WouldChange is { } would ? $". What would have changed it: {would}" : string.Empty;
        return $"::{kind} {place}title={Property($"{row.State.Name()}: {row.Rule} ({row.System})")}::{Data(row.Reason + change)}";
    }

    // what ends a command or begins another must not come out of a rule's name or a text
    private static string Data(string text) => VisibleText.OneLine(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

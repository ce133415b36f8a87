using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Markdown;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>A gate's decision as Markdown: the job summary, and the comment on a pull request.</summary>
public static class GateMarkdown
{
    /// <summary>First line of the document, by which a bot finds its own comment again.</summary>
    public const string Marker = "<!-- pocket-eval gate -->";

    private const int MostTexts = 20;

    /// <summary>Renders it.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>The document, LF line ends.</returns>
    public static string Render(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(Marker).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"## Gate: {GateRows.Headline(result)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Code(result.HeadName)}{(result.BaselineName is null ? string.Empty : $" against {MarkdownText.Code(result.BaselineName)}")} by {MarkdownText.Code(result.Rules.Name)}; intervals hold with {Percent(1 - (2 * result.Rules.Alpha))} (each end with {Percent(1 - result.Rules.Alpha)}).\n\n");
        AppendTable(text, result);
        AppendReasons(text, result);
        AppendTexts(text, result);
        foreach (string note in result.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Plain(note)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n<sub>{Footer(result)}</sub>\n");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, GateResult result)
    {
        text.Append("| | rule | system | value | baseline | worse by | limit | data |\n|---|---|---|---|---|---|---|---|\n");
        foreach (GateRow row in GateRows.Of(result))
        {
            string state = row.Decision.Rule.IsAdvisory ? $"({row.State.Sign()})" : row.State.Sign();
            text.Append(CultureInfo.InvariantCulture, $"| {state} | {MarkdownText.Plain(row.Rule)} | {MarkdownText.Plain(row.System)} | {MarkdownText.Plain(row.Value)} | {MarkdownText.Plain(row.Baseline)} | {MarkdownText.Plain(row.Change)} | {MarkdownText.Plain(row.Limits)} | {MarkdownText.Plain(row.Counts)} |\n");
        }

        text.Append("\n✓ pass · ✗ fail · ? inconclusive · ≠ not comparable · in brackets: advisory\n\n");
    }

    private static void AppendReasons(StringBuilder text, GateResult result)
    {
        foreach (GateRow row in GateRows.Of(result).Where(r => r.State != GateState.Pass))
        {
            text.Append(CultureInfo.InvariantCulture, $"**{row.State.Heading()} {MarkdownText.Plain(row.Rule)}**, {MarkdownText.Plain(row.System)}: {MarkdownText.Plain(row.Reason)}.");
            if (row.WouldChange is { } change)
            {
                text.Append(CultureInfo.InvariantCulture, $" What would have changed it: {MarkdownText.Plain(change)}.");
            }

            text.Append("\n\n<details><summary>details</summary>\n\n");
            foreach (string detail in row.Details.Concat(row.Proof.SkipLast(1)))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Plain(detail)}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"- again: {MarkdownText.Code(row.Decision.Command, 400)}\n\n</details>\n\n");
        }
    }

    private static void AppendTexts(StringBuilder text, GateResult result)
    {
        if (result.Texts.IsEmpty)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{Formatting.Count(result.Texts.Length, "text")} wrong in half of the takes or more{(result.Baseline is null ? string.Empty : ", and not so in the baseline")}</summary>\n\n");
        foreach (TextFailure failure in result.Texts.Take(MostTexts))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Plain(GateRows.Describe(failure))}\n");
        }

        if (result.Texts.Length > MostTexts)
        {
            text.Append(CultureInfo.InvariantCulture, $"- … and {result.Texts.Length - MostTexts} more in gate.json\n");
        }

        text.Append("\n</details>\n\n");
    }

    private static string Footer(GateResult result)
    {
        RunInfo head = result.Head;
        string machine = $"{head.Machine.CpuBrand ?? "unknown processor"}, fingerprint {head.Machine.Fingerprint}";
        return MarkdownText.Plain($"{head.ToolVersion}; commit {head.GitCommit ?? "unknown"}; normalizer {head.Normalizer}; {machine}");
    }

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

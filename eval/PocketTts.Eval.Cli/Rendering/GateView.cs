using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Reports.Gates;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints a gate's decision: what stops first, each with its reason, the whole at the end where the eye is.</summary>
internal static class GateView
{
    private const int MostTexts = 10;

    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, GateResult result, string? folder)
    {
        output.WriteLine($"head      {result.HeadName}");
        output.WriteLine($"baseline  {result.BaselineName ?? "none"}");
        foreach ((string head, string baseline) in result.Setups)
        {
            output.WriteLine(string.Equals(head, baseline, StringComparison.Ordinal) ? $"          {head}" : $"          {head}, against {baseline}");
        }

        output.WriteLine($"rules     {result.Rules.Name}");
        foreach (GateRow row in GateRows.Of(result))
        {
            Print(output, row);
        }

        PrintTexts(output, result);
        foreach (string note in result.Notes)
        {
            output.WriteLine($"note: {note}");
        }

        if (folder is not null)
        {
            output.WriteLine($"written: {GateFiles.JsonName}, {GateFiles.JUnitName}, {GateFiles.MarkdownName}, {GateFiles.CodeQualityName} in {folder}");
        }

        output.WriteLine();
        output.WriteLine(GateRows.Headline(result));
    }

    private static void Print(TextWriter output, GateRow row)
    {
        output.WriteLine();
        output.WriteLine($"{row.State.Sign()} {row.State.Name()}  {row.Rule}  ({row.System})");
        bool isCompared = row.Decision.Rule.Limits.Any(l => l.IsRelative);
        output.WriteLine($"    {row.Value}{(isCompared ? $", baseline {row.Baseline}, worse by {row.Change}" : string.Empty)}");
        output.WriteLine($"    {row.Counts}; {row.Limits}");
        output.WriteLine($"    {row.Reason}");
        if (row.WouldChange is { } change)
        {
            output.WriteLine($"    {change}");
        }

        // what passes need not be argued
        foreach (string detail in row.State == GateState.Pass ? row.Details : row.Details.Concat(row.Proof))
        {
            output.WriteLine($"    {detail}");
        }
    }

    private static void PrintTexts(TextWriter output, GateResult result)
    {
        if (result.Texts.IsEmpty)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"texts wrong in half of the takes or more{(result.Baseline is null ? string.Empty : ", and not so in the baseline")}:");
        foreach (TextFailure text in result.Texts.Take(MostTexts))
        {
            output.WriteLine($"    {GateRows.Describe(text)}");
        }

        if (result.Texts.Length > MostTexts)
        {
            output.WriteLine(FormattableString.Invariant($"    … and {result.Texts.Length - MostTexts} more in {GateFiles.JsonName}"));
        }
    }
}

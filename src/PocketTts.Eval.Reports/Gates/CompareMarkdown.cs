using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Reports.Markdown;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Comparisons as Markdown.</summary>
public static class CompareMarkdown
{
    /// <summary>Most words that are listed of each kind.</summary>
    public const int MostWords = 20;

    /// <summary>Renders them.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <returns>The document, LF line ends.</returns>
    public static string Render(IReadOnlyList<SystemComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var text = new StringBuilder("# Comparison\n");
        foreach (SystemComparison comparison in comparisons)
        {
            SystemPair pair = comparison.Pair;
            text.Append(CultureInfo.InvariantCulture, $"\n## {MarkdownText.Plain(pair.HeadSystemId)} against {MarkdownText.Plain(pair.BaseSystemId)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- base: {MarkdownText.Code(pair.BaseTable.Name)}, {MarkdownText.Plain(pair.BaseSetup)}\n- head: {MarkdownText.Code(pair.HeadTable.Name)}, {MarkdownText.Plain(pair.HeadSetup)}\n- heard by {MarkdownText.Plain(comparison.RecognizerId)}; intervals 95 %; p corrected for all lines (Holm)\n");
            foreach (Incomparability reason in comparison.Incomparable)
            {
                text.Append(CultureInfo.InvariantCulture, $"- not comparable: {MarkdownText.Plain(reason.What)}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\n| {string.Join(" | ", CompareRows.Headings)} |\n|{string.Concat(Enumerable.Repeat("---|", CompareRows.Headings.Length))}\n");
            foreach (MetricDifference difference in comparison.Differences)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", CompareRows.Cells(difference).Select(MarkdownText.Plain))} |\n");
            }

            AppendWords(text, "Words that got worse", [.. comparison.Worse]);
            AppendWords(text, "Words that got better", [.. comparison.Better]);
        }

        return text.ToString();
    }

    private static void AppendWords(StringBuilder text, string heading, ImmutableArray<WordChange> words)
    {
        if (words.IsEmpty)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n### {heading} ({words.Length})\n\n");
        foreach (WordChange word in words.Take(MostWords))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Plain(CompareRows.Describe(word))}\n");
        }

        if (words.Length > MostWords)
        {
            text.Append(CultureInfo.InvariantCulture, $"- … and {words.Length - MostWords} more\n");
        }
    }
}

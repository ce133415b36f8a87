using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Markdown;

/// <summary><c>summary.md</c>: the run on one page, fit to be pasted into a pull request.</summary>
internal static class SummaryMarkdownWriter
{
    private const int WorstWordLimit = 10;

    public static string Render(RunResult result)
    {
        RunInfo info = result.Info;
        SummaryTable table = SummaryTable.From(result);
        var page = new StringBuilder();
        page.Append("# Run ").Append(MarkdownText.Code(info.Name)).Append("\n\n");
        Items(page, table.Answers);
        Table(page, table);
        Items(page, table.Notes);
        Verdicts(page, result);
        Worst(page, result);
        Counts(page, "Warnings", "code", result.Systems.Select(system => (system.SystemId, system.Warnings)));
        Counts(page, "Failures", "stage/reason", result.Systems.Select(system => (system.SystemId, system.Failures)));
        page.Append("## Not measured\n\n");
        Items(page, table.NotMeasured);
        Measured(page, result);
        return page.ToString();
    }

    private static void Items(StringBuilder page, ImmutableArray<string> items)
    {
        foreach (string item in items)
        {
            page.Append("- ").Append(MarkdownText.Plain(item)).Append('\n');
        }

        page.Append('\n');
    }

    private static void Table(StringBuilder page, SummaryTable table)
    {
        Row(page, table.Columns.Select(column => MarkdownText.Plain(column.Header)));
        Row(page, table.Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (ImmutableArray<string> row in table.Rows)
        {
            Row(page, row.Select((cell, i) => table.Columns[i].IsNumber ? MarkdownText.Plain(cell) : MarkdownText.Code(cell)));
        }

        page.Append('\n');
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Verdicts(StringBuilder page, RunResult result)
    {
        VerdictTable table = VerdictTable.From(result);
        if (table.Rows.IsEmpty)
        {
            return;
        }

        page.Append("## Verdicts\n\nPer 1,000 words, or in percent of the takes, with 95 % intervals.\n\n");
        Row(page, table.Columns.Select(column => MarkdownText.Plain(column.Header)));
        Row(page, table.Columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (ImmutableArray<string> row in table.Rows)
        {
            Row(page, row.Select((cell, i) => table.Columns[i].IsNumber || table.Columns[i].Key == "verdict" ? MarkdownText.Plain(cell) : MarkdownText.Code(cell)));
        }

        page.Append('\n');
        Items(page, table.Notes);
    }

    private static void Worst(StringBuilder page, RunResult result)
    {
        page.Append("## Worst words\n\n");
        ImmutableArray<(string SystemId, string RecognizerId, WordFaults Word)> all = WordFaultText.Worst(result);
        if (all.IsEmpty)
        {
            page.Append("No word of a take with sound has a fault.\n\n");
            return;
        }

        Row(page, ["Word", "System", "Utterance", "Takes", "Context", "Heard as"]);
        Row(page, ["---", "---", "---", "---", "---", "---"]);
        foreach ((string system, _, WordFaults word) in all.Take(WorstWordLimit))
        {
            Row(
                page,
                [
                    MarkdownText.Code(word.Word, 40),
                    MarkdownText.Code(system),
                    MarkdownText.Code(word.Corpus + "/" + word.UtteranceId),
                    MarkdownText.Plain(WordFaultText.Counts(word) + (word.IsTextOrRecognizer ? " (text or recognizer)" : string.Empty)),
                    MarkdownText.Code(WordFaultText.Context(word), 80),
                    word.Heard.IsEmpty ? Formatting.Unknown : MarkdownText.Code(WordFaultText.Heard(word), 60),
                ]);
        }

        page.Append('\n');
        if (all.Length > WorstWordLimit)
        {
            page.Append("The first ").Append(Formatting.Count(WorstWordLimit)).Append(" of ").Append(Formatting.Count(all.Length)).Append(" words with faults; `words.csv` has all of them.\n\n");
        }
    }

    private static void Counts(StringBuilder page, string title, string heading, IEnumerable<(string SystemId, ImmutableArray<KeyValuePair<string, int>> Counts)> systems)
    {
        var rows = systems.SelectMany(system => system.Counts, (system, count) => (system.SystemId, count.Key, count.Value)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("## ").Append(title).Append("\n\n");
        Row(page, ["System", heading, "Takes"]);
        Row(page, ["---", "---", "---:"]);
        foreach ((string system, string code, int takes) in rows)
        {
            Row(page, [MarkdownText.Code(system), MarkdownText.Code(code), Formatting.Count(takes)]);
        }

        page.Append('\n');
    }

    private static void Measured(StringBuilder page, RunResult result)
    {
        RunInfo info = result.Info;
        page.Append("## How it was measured\n\n");
        var items = new List<string>
        {
            $"Status: {RunFacts.Status(info.Status)}; started {Formatting.Time(info.CreatedUtc)}; tool {MarkdownText.Plain(info.ToolVersion)}"
                + (info.GitCommit is null ? string.Empty : $"; commit {MarkdownText.Code(info.GitCommit)}"),
            $"Plan: {Formatting.Count(info.Systems.Length, "system")}, {Formatting.Count(info.Repeats, "take")} per system and text, seed {info.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}, normalizer {MarkdownText.Code(info.Normalizer)}",
        };
        items.AddRange(info.Corpora.Select(corpus =>
            $"Corpus {MarkdownText.Code(corpus.Name)}: {Formatting.Count(corpus.UsedUtteranceCount)} of {Formatting.Count(corpus.UtteranceCount, "utterance")}, sha256 {MarkdownText.Code(corpus.Sha256)}"));
        items.AddRange(info.Systems.Select(system =>
            $"System {MarkdownText.Code(system.Id)}: {MarkdownText.Code(system.Spec)}" + (system.Info is null ? ", not loaded" : Files(system.Info.Files))));
        items.AddRange(info.Recognizers.Select(recognizer => $"Recognizer {MarkdownText.Code(recognizer.Id)}{Files(recognizer.Files)}"));
        items.Add($"Machine fingerprint: {MarkdownText.Code(info.Machine.Fingerprint)}");
        foreach (string item in items)
        {
            page.Append("- ").Append(item).Append('\n');
        }

        page.Append('\n').Append(MarkdownText.Plain(RunFacts.Definitions)).Append('\n');
    }

    private static string Files(ImmutableArray<ModelFile> files) =>
        files.IsDefaultOrEmpty ? string.Empty : ": " + string.Join(", ", files.Select(file => $"{MarkdownText.Code(file.Name)} sha256 {MarkdownText.Code(file.Sha256)}"));
}

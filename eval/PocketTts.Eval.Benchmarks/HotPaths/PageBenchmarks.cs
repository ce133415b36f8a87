using System.Globalization;
using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>
/// <c>report.html</c> of 10,000 scored takes (1,000 texts, 3 errors in four takes of ten) against a plain page: one table, a row for each take, no charts, no totals, no search. Both write
/// their file.
/// </summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    private const int Texts = 1_000;
    private const int Repeats = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-bench-").FullName;
    private RunResult _result = null!;

    [GlobalSetup]
    public void Setup()
    {
        // four repeats of ten have errors
        _result = TakeScorer.Score(
            MadeUpTakes.Run(Repeats),
            [
                .. Enumerable.Range(0, Texts * Repeats).Select(i => (Text: MadeUpTakes.Sentence(i / Repeats), Repeat: i % Repeats)).Select(t => MadeUpTakes.Heard(
                    t.Text,
                    t.Repeat % 3 == 0 ? MadeUpTakes.HeardOf(int.Parse(t.Text.Id[1..], CultureInfo.InvariantCulture)) : t.Text.Text,
                    t.Repeat,
                    (t.Repeat * Texts) + int.Parse(t.Text.Id[1..], CultureInfo.InvariantCulture))),
            ]);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Console.WriteLine(string.Join(", ", new DirectoryInfo(_folder).GetFiles().Select(f => FormattableString.Invariant($"{f.Name} {f.Length / 1e6:F1} MB"))));
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public void PlainTable()
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Takes</title><table>\n");
        foreach (ScoredTake take in _result.Takes)
        {
            TakeScore score = take.Scores[0];
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(take.Take.Key.UtteranceId)}<td>{take.Take.Key.Repeat}<td>{score.Counts.WordErrorRate:P1}<td>");
            foreach (Edit edit in score.Edits)
            {
                string? reference = edit.ReferenceIndex < 0 ? null : WebUtility.HtmlEncode(score.ReferenceWords[edit.ReferenceIndex]);
                string? heard = edit.HypothesisIndex < 0 ? null : WebUtility.HtmlEncode(score.HypothesisWords[edit.HypothesisIndex]);
                page.Append(edit.Kind == EditKind.Correct ? $"{reference} " : $"<del>{reference}</del><ins>{heard}</ins> ");
            }

            page.Append('\n');
        }

        File.WriteAllText(Path.Combine(_folder, "plain.html"), page.Append("</table>").ToString());
    }

    [Benchmark]
    public Task Report() => ReportWriter.WriteHtmlAsync(_result, Path.Combine(_folder, "report.html"), CancellationToken.None);
}

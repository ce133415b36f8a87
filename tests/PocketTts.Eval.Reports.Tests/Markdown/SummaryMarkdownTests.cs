using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Markdown;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Markdown;

public sealed class SummaryMarkdownTests
{
    [Fact]
    public void Render_HostileWords_KeepsEveryTableWhole()
    {
        // words with nothing heard are all lost, so every hostile word reaches the list of worst words
        foreach (string[] texts in FuzzTexts.Read().Where(text => text.Length < 2000).Chunk(10))
        {
            RunResult run = FixtureRun.Build(texts, 1, [FixtureRun.Recognizer], take =>
                take with { Recognitions = [.. take.Recognitions.Select(r => r with { Transcript = r.Transcript! with { Text = string.Empty } })] });
            run = run with { Info = run.Info with { Name = texts[0] } };

            string page = SummaryMarkdownWriter.Render(run);

            Assert.StartsWith("# Run ", page, StringComparison.Ordinal);
            Assert.Equal(1, page.Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal)));
            Assert.DoesNotContain("<script", page.Replace("`", string.Empty, StringComparison.Ordinal).Split("## Worst words")[1], StringComparison.Ordinal);
            Assert.All(
                page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)),
                line => Assert.Contains(line.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|') - 1, new[] { 3, 6, 13 }));
        }
    }
}

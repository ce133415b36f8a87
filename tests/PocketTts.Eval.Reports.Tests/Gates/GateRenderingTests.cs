using System.Text.Json;
using System.Xml.Linq;
using System.Xml.Schema;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Reports.Gates;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Gates;

public sealed class GateRenderingTests
{
    [Fact]
    public void Fixture_HasEveryState() =>
        Assert.Equal(
            [GateState.Fail, GateState.Pass, GateState.NotComparable, GateState.Inconclusive, GateState.Fail], GateFixture.Result().Decisions.Select(d => d.State));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JUnit_AnyDecision_IsValidAndCountsWhatItHolds(bool isWarning)
    {
        XDocument document = XDocument.Parse(JUnitXml.Render(GateFixture.Result(isWarning)));
        var schemas = new XmlSchemaSet();
        schemas.Add(JUnitSchema.Read());
        document.Validate(schemas, (_, e) => Assert.Fail(e.Message));

        foreach (XElement suite in document.Root!.Elements("testsuite"))
        {
            Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
            Assert.Equal((int)suite.Attribute("failures")!, suite.Descendants("failure").Count());
            Assert.Equal((int)suite.Attribute("errors")!, suite.Descendants("error").Count());
            Assert.Equal((int)suite.Attribute("skipped")!, suite.Descendants("skipped").Count());
        }

        Assert.Equal((int)document.Root.Attribute("tests")!, document.Descendants("testcase").Count());
        Assert.Equal(isWarning ? 1 : 2, document.Descendants("error").Count());
        XElement failed = Assert.Single(document.Descendants("testcase"), c => (string)c.Attribute("name")! == "words not heard");
        Assert.NotNull(failed.Element("failure"));
        Assert.Contains("again: pocket-eval gate head", failed.Value, StringComparison.Ordinal);
        Assert.Contains(document.Descendants("testsuite"), s => (string)s.Attribute("name")! == "voice × c");
    }

    [Fact]
    public void JUnit_PassingGate_HasNoFailureWhateverTheTexts()
    {
        GateResult result = GateFixture.Result().Only(["errors"], []);
        Assert.Equal(GateState.Pass, result.State);
        Assert.NotEmpty(result.Texts);
        XDocument document = XDocument.Parse(JUnitXml.Render(result));
        Assert.Empty(document.Descendants("failure"));
        Assert.Empty(document.Descendants("error"));
    }

    [Fact]
    public void Annotations_NastyNames_StayOneCommandALine()
    {
        string[] lines = GitHubAnnotations.Render(GateFixture.Result()).TrimEnd('\n').Split('\n');
        Assert.All(lines, l => Assert.Matches("^::(error|warning|notice) ", l));
        Assert.StartsWith("::error file=eval/gates/release.yaml,line=4,title=fail%3A words not heard (voice)::", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(l => l.StartsWith("::error", StringComparison.Ordinal)));
        string nasty = Assert.Single(lines, l => l.StartsWith("::warning", StringComparison.Ordinal));
        Assert.DoesNotContain("::error::x", nasty, StringComparison.Ordinal);
        Assert.Contains("%2Cy%3Az", nasty, StringComparison.Ordinal);
        Assert.StartsWith("::notice title=pocket-eval gate::FAIL", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_Many_AreCappedAndCounted()
    {
        GateResult result = GateFixture.Result();
        GateResult many = result with { Decisions = [.. Enumerable.Repeat(result.Decisions[0], 25)] };
        string[] lines = GitHubAnnotations.Render(many).TrimEnd('\n').Split('\n');
        Assert.Equal(GitHubAnnotations.Most + 1, lines.Length);
        Assert.EndsWith("; 15 more are in the job summary", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void GitLab_Report_HasTheFieldsGitLabAsksFor()
    {
        using JsonDocument json = JsonDocument.Parse(GitLabCodeQuality.Render(GateFixture.Result()));
        JsonElement[] issues = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(4, issues.Length);
        Assert.All(issues, i =>
        {
            Assert.NotEmpty(i.GetProperty("description").GetString()!);
            Assert.Contains(i.GetProperty("severity").GetString(), new[] { "info", "minor", "major", "critical", "blocker" });
            Assert.Equal(32, i.GetProperty("fingerprint").GetString()!.Length);
            Assert.True(i.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() > 0);
        });
        Assert.Equal(4, issues.Select(i => i.GetProperty("fingerprint").GetString()).Distinct().Count());
        Assert.Equal("blocker", issues[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void Json_Decision_SaysTheSameAsTheResult()
    {
        GateResult result = GateFixture.Result();
        using JsonDocument json = JsonDocument.Parse(GateJson.Render(result));
        JsonElement root = json.RootElement;
        Assert.Equal("fail", root.GetProperty("state").GetString());
        Assert.True(root.GetProperty("blocks").GetBoolean());
        Assert.Equal(5, root.GetProperty("decisions").GetArrayLength());
        JsonElement first = root.GetProperty("decisions")[0];
        Assert.Equal(result.Decisions[0].Head.Value!.Value, first.GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal(4, first.GetProperty("line").GetInt32());
        Assert.Equal("not-comparable", root.GetProperty("decisions")[2].GetProperty("state").GetString());
        Assert.Contains("--rule 'words not heard'", first.GetProperty("command").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_Document_IsOneTableRowARuleAndNothingEscapes()
    {
        string text = GateMarkdown.Render(GateFixture.Result());
        string[] lines = text.Split('\n');
        Assert.Equal(GateMarkdown.Marker, lines[0]);
        string[] rows = [.. lines.Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| | rule", StringComparison.Ordinal))];
        Assert.Equal(5, rows.Length);
        Assert.All(rows, r => Assert.Equal(9, r.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|')));

        // inside a code span a tag is text
        Assert.DoesNotContain(lines, l => l.Contains("<b>", StringComparison.Ordinal) && !l.StartsWith("- again: `", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public async Task Renderers_AnyCulture_WriteTheSame(string culture)
    {
        GateResult result = GateFixture.Result();
        string[] before = All(result);
        Assert.Equal(before, await Cultures.Under(culture, () => Task.FromResult(All(result))));
    }

    private static string[] All(GateResult result) =>
        [GateJson.Render(result), JUnitXml.Render(result), GateMarkdown.Render(result), GitHubAnnotations.Render(result), GitLabCodeQuality.Render(result)];
}

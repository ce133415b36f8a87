using System.Globalization;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Core.Tests.Verdicts;

/// <summary>docs/verdicts.md and the code say the same.</summary>
public sealed partial class VerdictDocumentTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot(), "docs", "verdicts.md"));

    [Fact]
    public void Page_Rules_AreThoseOfTheCode() =>
        Assert.Equal(
            VerdictRules.All.Select(r => (r.Key, r.Value)).Order(),
            RuleRow().Matches(s_page).Select(m => (m.Groups["id"].Value, m.Groups["verdict"].Value)).Order());

    [Fact]
    public void Page_Thresholds_HaveTheDefaultsAndRangesOfTheCode() =>
        Assert.Equal(
            VerdictThreshold.All.Select(t => (t.Name, t.Read(new VerdictOptions()), t.Least, t.Most)),
            ThresholdRow().Matches(s_page).Select(m => (m.Groups["name"].Value, Number(m, "default"), Number(m, "least"), Number(m, "most"))));

    [Fact]
    public void Page_RulesThatNameThresholds_NameKnownOnes()
    {
        HashSet<string> known = [.. VerdictThreshold.All.Select(t => t.Name)];
        IEnumerable<string> unused = known.Where(name => Regex.Count(s_page, $"`{name}`") < 2);

        Assert.Empty(unused);
    }

    [Fact]
    public void Page_EveryRule_HasAConditionAndAnExample() =>
        Assert.All(RuleRow().Matches(s_page), m =>
        {
            string[] cells = s_page[m.Index..s_page.IndexOf('\n', m.Index)].Split(" | ");
            Assert.True(cells.Length == 4 && cells.All(c => c.Trim(' ', '|').Length > 0), m.Value);
        });

    [Fact]
    public void Page_Calibration_IsLinked() => Assert.Contains("](calibration.md)", s_page, StringComparison.Ordinal);

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `(?<id>[a-z-]+)` \| (?<verdict>[a-z-]+) \|", RegexOptions.Multiline)]
    private static partial Regex RuleRow();

    [GeneratedRegex(@"^\| `(?<name>[a-zA-Z]+)` \| (?<default>[−0-9.]+) \| (?<least>[−0-9.]+) to (?<most>[−0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex ThresholdRow();
}

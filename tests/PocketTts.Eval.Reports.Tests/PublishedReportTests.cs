using System.Text.Json;
using System.Text.RegularExpressions;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Reports.Tests;

/// <summary>What <c>reports/</c> publishes: whole, small, of the promised form, and without a trace of the machine's folders.</summary>
public sealed partial class PublishedReportTests
{
    private const long MostBytes = 5_000_000;

    private static readonly string s_root = Path.Combine(SharedFiles.RepositoryRoot(), "reports");

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(s_root).Where(f => File.Exists(Path.Combine(f, "report.html"))).Select(f => Path.GetFileName(f)!).Where(f => f != "local")];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Published_Summary_IsOfTheCommittedSchema(string name)
    {
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_root, name, "summary.json")));

        Assert.True(SummarySchema.Schema.Evaluate(summary.RootElement).IsValid);
        Assert.Equal("completed", summary.RootElement.GetProperty("run").GetProperty("status").GetString());
        Assert.Contains($"({name}/)", File.ReadAllText(Path.Combine(s_root, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Published_Folder_IsWholeSmallAndNamesNoFolderOfTheMachine(string name)
    {
        string folder = Path.Combine(s_root, name);
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        foreach (string needed in new[] { "report.html", "summary.md", "summary.json", "takes.csv", "systems.csv", "plan.yaml" })
        {
            Assert.True(File.Exists(Path.Combine(folder, needed)), needed);
        }

        Assert.InRange(files.Sum(f => new FileInfo(f).Length), 1, MostBytes);
        Assert.DoesNotContain(files, f => f.EndsWith(".wav", StringComparison.Ordinal));
        foreach (string file in files.Where(f => Path.GetExtension(f) is ".html" or ".md" or ".json" or ".csv" or ".yaml"))
        {
            Match path = MachinePath().Match(File.ReadAllText(file));
            Assert.True(!path.Success, $"{file}: {path.Value}");
        }
    }

    [Fact]
    public void Published_KokoroAndEspeak_IsOfTheSizeThatIsPromised()
    {
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_root, "kokoro-espeak", "summary.json")));
        JsonElement run = summary.RootElement.GetProperty("run");

        Assert.InRange(run.GetProperty("corpora").EnumerateArray().Sum(c => c.GetProperty("usedUtteranceCount").GetInt32()), 200, 10_000);
        Assert.Equal("whisper-base", Assert.Single(run.GetProperty("recognizers").EnumerateArray()).GetString());
        Assert.Equal(["kokoro:af_heart", "kokoro:am_michael", "espeak-ng"], summary.RootElement.GetProperty("systems").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
    }

    [GeneratedRegex(@"(?<![\w.:/])/(home|root|work|tmp|Users|mnt|opt|usr/(?!bin/env))/\S*|[A-Z]:\\\\?Users")]
    private static partial Regex MachinePath();
}

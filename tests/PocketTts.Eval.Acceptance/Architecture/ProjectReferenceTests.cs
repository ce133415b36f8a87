using System.Xml.Linq;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Architecture;

/// <summary>The arrows of the design point inward only: Cli → Reports, Runs, Models → Audio → Core.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["PocketTts.Eval.Core"] = [],
        ["PocketTts.Eval.Audio"] = ["PocketTts.Eval.Core"],
        ["PocketTts.Eval.Models"] = ["PocketTts.Eval.Audio", "PocketTts.Eval.Core"],
        ["PocketTts.Eval.Runs"] = ["PocketTts.Eval.Audio", "PocketTts.Eval.Core"],
        ["PocketTts.Eval.Reports"] = ["PocketTts.Eval.Audio", "PocketTts.Eval.Core"],
    };

    [Fact]
    public void ProjectReferences_EverySourceProject_PointInward()
    {
        string[] projects = Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot(), "src"), "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), projects.Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal));
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            IEnumerable<string> references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));
            Assert.Empty(references.Except(s_allowed[name], StringComparer.Ordinal).Select(r => $"{name} → {r}"));
        }
    }

    [Fact]
    public void Sources_OutsideModels_DoNotNameTheRuntime()
    {
        string root = SharedFiles.RepositoryRoot();
        string[] folders = ["src/PocketTts.Eval.Core", "src/PocketTts.Eval.Audio", "src/PocketTts.Eval.Runs", "src/PocketTts.Eval.Reports", "eval/PocketTts.Eval.Cli"];
        IEnumerable<string> named = folders
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && File.ReadLines(f).Any(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && l.Contains("Microsoft.ML.", StringComparison.Ordinal)));
        Assert.Empty(named);
    }

    [Theory]
    [InlineData("Microsoft.ML.OnnxRuntime", "PocketTts.Eval.Models")]
    [InlineData("Microsoft.ML.Tokenizers", "PocketTts.Eval.Models")]
    [InlineData("ScottPlot", "PocketTts.Eval.Reports")]
    [InlineData("CsvHelper", "PocketTts.Eval.Models", "PocketTts.Eval.Reports", "PocketTts.Eval.Runs")] // writes takes, reads texts to import
    [InlineData("Parquet.Net", "PocketTts.Eval.Reports")]
    [InlineData("Markdig", "PocketTts.Eval.Runs")]
    [InlineData("YamlDotNet", "PocketTts.Eval.Runs")]
    public void PackageReferences_PartOfOneProject_StayThere(string package, params string[] owners)
    {
        string source = Path.Combine(SharedFiles.RepositoryRoot(), "src");
        IEnumerable<string> users = Directory.GetFiles(source, "*.csproj", SearchOption.AllDirectories)
            .Where(p => XDocument.Load(p).Descendants("PackageReference").Any(r => (string)r.Attribute("Include")! == package))
            .Select(p => Path.GetFileNameWithoutExtension(p)!);
        Assert.Equal(owners, users.Order(StringComparer.Ordinal));
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Architecture;

/// <summary>What <c>eval/peers</c> installs is pinned, and from no registry in particular.</summary>
public sealed partial class PeerPackageTests
{
    private static readonly string s_folder = Path.Combine(SharedFiles.RepositoryRoot(), "eval", "peers");

    [Fact]
    public void Packages_All_HaveExactVersions()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "package.json")));
        Assert.All(document.RootElement.GetProperty("dependencies").EnumerateObject(), p => Assert.Matches(ExactVersion(), p.Value.GetString()));
    }

    [Fact]
    public void LockFile_All_HasHashesAndNoRegistry()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "package-lock.json")));
        Assert.All(document.RootElement.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0), p =>
        {
            Assert.True(p.Value.TryGetProperty("integrity", out _), p.Name);
            Assert.False(p.Value.TryGetProperty("resolved", out _), p.Name);
        });
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex ExactVersion();
}

using System.Text.RegularExpressions;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Architecture;

/// <summary>House rules that a compiler does not hold.</summary>
public sealed partial class SourceFileTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void SourceFiles_All_AreShortEnoughToRead()
    {
        string root = SharedFiles.RepositoryRoot();
        IEnumerable<string> tooLong = Sources(root, "src").Concat(Sources(root, "eval"))
            .Select(f => (File: f, Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > MaximumLines)
            .Select(f => $"{Path.GetRelativePath(root, f.File)}: {f.Lines} lines");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void SourceFiles_All_HoldNoUnfinishedMarks()
    {
        string root = SharedFiles.RepositoryRoot();
        IEnumerable<string> marked = Sources(root, "src").Concat(Sources(root, "eval"))
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (File: f, Line: i + 1, Text: line)))
            .Where(l => UnfinishedMark().IsMatch(l.Text))
            .Select(l => $"{Path.GetRelativePath(root, l.File)}:{l.Line}: {l.Text.Trim()}");
        Assert.Empty(marked);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex UnfinishedMark();

    private static IEnumerable<string> Sources(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}

using System.Runtime.CompilerServices;
using System.Text;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>
/// Compares a whole document with a committed file. On a difference the document is written beside it as
/// <c>name.received.ext</c>: look at the difference, and when it is meant, rename the file.
/// </summary>
internal static class Expectation
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        string folder = Path.Combine(ProjectFolder(testFile), "Expectations");
        string expectedPath = Path.Combine(folder, name);
        string receivedPath = Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + ".received" + Path.GetExtension(name));
        string? expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath, Utf8) : null;
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, actual, Utf8);
        Assert.Fail(expected is null
            ? $"there is no expectation {name} yet; look at {receivedPath} and rename it"
            : $"{name} differs {FirstDifference(expected, actual)}; see {receivedPath}");
    }

    private static string ProjectFolder(string testFile)
    {
        DirectoryInfo? folder = new FileInfo(testFile).Directory;
        while (folder is not null && folder.GetFiles("*.csproj").Length == 0)
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no project folder above {testFile}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        static string Show(string[] lines, int i) => i >= lines.Length ? "(end)" : lines[i].Length > 300 ? lines[i][..300] + "…" : lines[i];
        return $"from line {line + 1}:\n  expected: {Show(left, line)}\n  actual:   {Show(right, line)}\n";
    }
}

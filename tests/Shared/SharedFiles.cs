namespace PocketTts.Eval.TestSupport;

/// <summary>Finds the real weights and golden values; tests that need them skip with a reason when they are absent.</summary>
internal static class SharedFiles
{
    private const string Variable = "POCKET_EVAL_MODELS";

    /// <summary>Path below the folder that POCKET_EVAL_MODELS names; skips the test when it is not there.</summary>
    public static string Model(string relativePath) => Find(Root(), relativePath);

    /// <summary>Path below <c>golden/</c>, which lies beside the models folder; skips the test when it is not there.</summary>
    public static string Golden(string relativePath) => Find(Path.Combine(Root(), "..", "golden"), relativePath);

    /// <summary>Path below <c>audio/</c>, which lies beside the models folder; skips the test when it is not there.</summary>
    public static string Audio(string relativePath) => Find(Path.Combine(Root(), "..", "audio"), relativePath);

    /// <summary>The folder that holds PocketTts.Eval.sln.</summary>
    public static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PocketTts.Eval.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the test does not run inside the repository");
    }

    private static string Root()
    {
        string? root = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(root), $"{Variable} is not set: real weights and golden values are needed");
        return root!;
    }

    private static string Find(string root, string relativePath)
    {
        string path = Path.GetFullPath(Path.Combine(root, relativePath));
        Assert.SkipUnless(Path.Exists(path), $"{path} is not there");
        return path;
    }
}

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Texts that are committed in <c>Expectations/</c>.</summary>
internal static class Expectation
{
    /// <summary>Compares a text with the committed one; a difference is left beside it as <c>.received</c>.</summary>
    public static async Task MatchAsync(string name, string received)
    {
        string path = CliProcess.InRepository($"tests/PocketTts.Eval.Acceptance/Expectations/{name}");
        string expected = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : string.Empty;
        if (received != expected)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(path, ".received.txt"), received, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, received);
    }
}

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Small runs of the stand-in for commands that read runs.</summary>
internal static class StoredRun
{
    private static readonly Lazy<Task<Dictionary<string, byte[]>>> s_files = new(SpeakAsync);

    /// <summary>Puts the run <paramref name="name"/> into the folder: two systems, eight texts, two repeats, some takes failed. It is spoken once a process.</summary>
    public static async Task<string> MakeAsync(CliProcess cli, string name)
    {
        string folder = Path.Combine(cli.Folder, name);
        foreach ((string file, byte[] content) in await s_files.Value)
        {
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        }

        // as after the run: the report is the last that was written
        File.SetLastWriteTimeUtc(Path.Combine(folder, "report.html"), DateTime.UtcNow.AddSeconds(1));
        return folder;
    }

    private static async Task<Dictionary<string, byte[]>> SpeakAsync()
    {
        using var cli = new CliProcess();
        CliResult run = await cli.RunAsync(
            "run", "--system", "steady=loopback", "--system", "flaky=loopback:high,skip=0.05,mangle=0.05,nan=0.2", "--recognizer", "loopback", "--limit", "8", "--repeats", "2", "--in-process", "--out", "r");
        Assert.True(run.ExitCode == 2, run.Error);
        string folder = Path.Combine(cli.Folder, "r");
        return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes);
    }

    /// <summary>Leaves a run as one that was killed while it spoke its first takes.</summary>
    public static void CutOff(string folder, int lines)
    {
        foreach (string derived in Directory.GetFiles(folder).Where(f => Path.GetFileName(f) is not ("run.json" or "journal.jsonl")))
        {
            File.Delete(derived);
        }

        Change(folder, "completedWithFailures", "started");
        string journal = Path.Combine(folder, "journal.jsonl");
        string[] all = File.ReadAllLines(journal);
        File.WriteAllText(journal, string.Join('\n', all.Take(lines)) + "\n" + all[lines][..(all[lines].Length / 2)]);
    }

    /// <summary>Replaces text in <c>run.json</c>.</summary>
    public static void Change(string folder, string from, string to)
    {
        string path = Path.Combine(folder, "run.json");
        string text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}

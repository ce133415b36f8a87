namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Small runs of the stand-in for commands that read runs.</summary>
internal static class StoredRun
{
    /// <summary>Makes the run <paramref name="name"/>: two systems, some takes failed.</summary>
    public static async Task<string> MakeAsync(CliProcess cli, string name, params string[] more)
    {
        CliResult run = await cli.RunAsync(
            ["run", "--system", "steady=loopback", "--system", "flaky=loopback:high,skip=0.05,mangle=0.05,nan=0.2", "--recognizer", "loopback", "--limit", "8", "--repeats", "2", "--in-process", "--out", name, .. more]);
        Assert.True(run.ExitCode is 0 or 2, run.Error);
        return Path.Combine(cli.Folder, name);
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

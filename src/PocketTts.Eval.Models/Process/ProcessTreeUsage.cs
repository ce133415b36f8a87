using System.Globalization;

namespace PocketTts.Eval.Models.Process;

/// <summary>Processor time and memory of a process and of everything it started, as Linux tells it in <c>/proc</c>.</summary>
/// <param name="CpuSeconds">User and system time of all threads, of children that run and of children that were waited for.</param>
/// <param name="MemoryBytes">Resident memory of all processes; pages they share are counted for each.</param>
internal readonly record struct ProcessTreeUsage(double CpuSeconds, long MemoryBytes)
{
    // USER_HZ, in which /proc counts, is 100 on every architecture .NET runs on
    private const double TicksPerSecond = 100;

    private const int MostProcesses = 1000;

    /// <summary>Looks at a process now.</summary>
    /// <returns>Null where the system does not tell, or when the process is gone.</returns>
    public static ProcessTreeUsage? Read(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            double ticks = 0;
            long bytes = 0;
            var open = new Queue<int>([processId]);
            for (int seen = 0; open.TryDequeue(out int id) && seen < MostProcesses; seen++)
            {
                if (!TryAdd(id, isRoot: seen == 0, ref ticks, ref bytes))
                {
                    continue;
                }

                foreach (int child in Children(id))
                {
                    open.Enqueue(child);
                }
            }

            return new ProcessTreeUsage(ticks / TicksPerSecond, bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static bool TryAdd(int id, bool isRoot, ref double ticks, ref long bytes)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat"));
        }
        catch (IOException) when (!isRoot)
        {
            // a child that ended just now
            return false;
        }

        // the name in parentheses may hold anything; behind it fields start with number 3 (proc(5))
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        for (int number = 14; number <= 17; number++)
        {
            ticks += long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        }

        bytes += long.Parse(fields[24 - 3], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        return true;
    }

    private static IEnumerable<int> Children(int id)
    {
        string[] threads;
        try
        {
            threads = Directory.GetDirectories(FormattableString.Invariant($"/proc/{id}/task"));
        }
        catch (DirectoryNotFoundException)
        {
            yield break;
        }

        foreach (string thread in threads)
        {
            string children;
            try
            {
                children = File.ReadAllText(Path.Combine(thread, "children"));
            }
            catch (IOException) when (!Directory.Exists(thread))
            {
                continue;
            }

            foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }
}

using System.Globalization;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Processor time of a process and of what it started, except what outlived a parent that was killed, from <c>/proc/*/stat</c> (proc(5)); in the ticks of <c>/proc/stat</c>.</summary>
/// <param name="root"><c>/proc</c>; another folder in tests.</param>
internal sealed class ProcessTree(string root)
{
    // fields after the name, which may hold blanks and brackets: 3 is the state
    private const int ParentField = 4;
    private const int UserField = 14;
    private const int LastField = 17;

    /// <summary>Ticks of a process, of its children that ended, and of those that live, all the way down.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>Null when the system does not show it.</returns>
    public long? Ticks(int processId)
    {
        var processes = new Dictionary<int, (int Parent, long Ticks)>();
        foreach (string folder in SystemFiles.Folders(root, "*"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Parse(SystemFiles.Text(Path.Combine(folder, "stat"))) is { } process)
            {
                processes[id] = process;
            }
        }

        if (!processes.ContainsKey(processId))
        {
            return null;
        }

        ILookup<int, int> children = processes.ToLookup(p => p.Value.Parent, p => p.Key);
        var waiting = new Stack<int>([processId]);
        var seen = new HashSet<int>();
        long ticks = 0;
        while (waiting.TryPop(out int id))
        {
            // numbers are given again: a list read while processes come and go may hold a circle
            if (seen.Add(id))
            {
                ticks += processes[id].Ticks;
                foreach (int child in children[id])
                {
                    waiting.Push(child);
                }
            }
        }

        return ticks;
    }

    /// <summary>Parent and ticks (own and those of children that ended) of a <c>stat</c> line; null when it is none.</summary>
    internal static (int Parent, long Ticks)? Parse(string line)
    {
        int end = line.LastIndexOf(')');
        string[] fields = end < 0 ? [] : line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= LastField - 3 || !int.TryParse(fields[ParentField - 3], NumberStyles.None, CultureInfo.InvariantCulture, out int parent))
        {
            return null;
        }

        long ticks = 0;
        foreach (string field in fields[(UserField - 3)..(LastField - 2)])
        {
            if (!long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                return null;
            }

            ticks += value;
        }

        return (parent, ticks);
    }
}

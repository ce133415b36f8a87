using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>Places of lines in little room: a run has a few journals and, at worst, millions of lines.</summary>
internal sealed class JournalBook
{
    private readonly Lock _gate = new();
    private readonly List<string> _paths = [];

    /// <summary>A place in little room.</summary>
    public Entry Note(JournalPlace place)
    {
        lock (_gate)
        {
            // lines of one journal come together
            int file = _paths.Count - 1;
            while (file >= 0 && !string.Equals(_paths[file], place.Path, StringComparison.Ordinal))
            {
                file--;
            }

            if (file < 0)
            {
                file = _paths.Count;
                _paths.Add(place.Path);
            }

            return new Entry(place.Offset, place.Length, file);
        }
    }

    /// <summary>The place again.</summary>
    public JournalPlace Find(Entry entry)
    {
        lock (_gate)
        {
            return new JournalPlace(_paths[entry.File], entry.Offset, entry.Length);
        }
    }

    /// <summary>A place.</summary>
    internal readonly record struct Entry(long Offset, int Length, int File);
}

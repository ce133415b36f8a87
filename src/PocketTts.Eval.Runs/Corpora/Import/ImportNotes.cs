namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>What a reader found worth telling: things left out, counted by kind, and sentences.</summary>
internal sealed class ImportNotes
{
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];

    /// <summary>Title found in the source, or null.</summary>
    public string? Title { get; set; }

    /// <summary>Counts something that was left out.</summary>
    /// <param name="what">One of it, e.g. <c>code block</c>.</param>
    public void Skip(string what) => _skipped[what] = _skipped.GetValueOrDefault(what) + 1;

    /// <summary>Adds a sentence.</summary>
    public void Add(string note) => _lines.Add(note);

    /// <summary>Everything as lines.</summary>
    public IEnumerable<string> Lines()
    {
        if (_skipped.Count > 0)
        {
            yield return "left out: " + string.Join(", ", _skipped.Select(s => FormattableString.Invariant($"{s.Value} {s.Key}{(s.Value == 1 ? string.Empty : "s")}")));
        }

        foreach (string line in _lines)
        {
            yield return line;
        }
    }
}

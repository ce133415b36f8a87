using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>
/// The rows of a table by system and recognizer, and the place of each row's text among all texts. Made once a table, so that the rules of a gate walk numbers in place of names.
/// </summary>
internal sealed class TableIndex
{
    // tables do not change; a changed copy is another table
    private static readonly ConditionalWeakTable<ScoreTable, TableIndex> s_indexes = [];

    private readonly Dictionary<(string System, string Recognizer), IndexedRow[]> _rows = [];

    private TableIndex(ScoreTable table)
    {
        var places = new Dictionary<TextKey, int>();
        int[] found = new int[table.Takes.Length];
        TakeKey? last = null;
        for (int row = 0; row < found.Length; row++)
        {
            TakeKey key = table.Takes[row].Key;

            // takes of one text mostly follow each other
            if (last is not null && ReferenceEquals(last.UtteranceId, key.UtteranceId) && ReferenceEquals(last.Corpus, key.Corpus))
            {
                found[row] = found[row - 1];
            }
            else
            {
                var text = new TextKey(key.Corpus, key.UtteranceId);
                if (!places.TryGetValue(text, out found[row]))
                {
                    places.Add(text, found[row] = places.Count);
                }
            }

            last = key;
        }

        // sorted, so that numbers do not depend on the order of takes
        KeyValuePair<TextKey, int>[] sorted = [.. places.OrderBy(p => p.Key)];
        int[] placeOf = new int[sorted.Length];
        for (int place = 0; place < sorted.Length; place++)
        {
            placeOf[sorted[place].Value] = place;
        }

        Texts = [.. sorted.Select(p => p.Key)];
        var rows = new Dictionary<(string, string), List<IndexedRow>>();
        List<IndexedRow>? current = null;
        TakeFigures? before = null;
        for (int row = 0; row < found.Length; row++)
        {
            TakeFigures take = table.Takes[row];
            if (current is null || !ReferenceEquals(before!.Key.SystemId, take.Key.SystemId) || !ReferenceEquals(before.RecognizerId, take.RecognizerId))
            {
                if (!rows.TryGetValue((take.Key.SystemId, take.RecognizerId), out current))
                {
                    rows.Add((take.Key.SystemId, take.RecognizerId), current = new List<IndexedRow>(found.Length - row));
                }
            }

            current.Add(new IndexedRow(take, placeOf[found[row]]));
            before = take;
        }

        foreach (KeyValuePair<(string, string), List<IndexedRow>> group in rows)
        {
            _rows.Add(group.Key, [.. group.Value]);
        }
    }

    /// <summary>All texts of the table, sorted.</summary>
    public ImmutableArray<TextKey> Texts { get; }

    /// <summary>The index of a table.</summary>
    public static TableIndex Of(ScoreTable table) => s_indexes.GetValue(table, static t => new TableIndex(t));

    /// <summary>The rows of a system by a recognizer, in the table's order.</summary>
    public ReadOnlySpan<IndexedRow> Rows(string systemId, string recognizerId) => _rows.GetValueOrDefault((systemId, recognizerId));

    /// <summary>A row and the place of its text in <see cref="Texts"/>.</summary>
    internal readonly record struct IndexedRow(TakeFigures Take, int Text);
}

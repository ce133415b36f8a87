using System.Collections;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Results;

/// <summary>Which takes belong to one text, and which of them repeat an earlier one: everything that can be told without reading a take.</summary>
internal sealed class TextGroups
{
    private readonly int[] _indexes;
    private readonly int[] _starts;
    private readonly BitArray _repeats;

    /// <summary>Groups the takes of a run.</summary>
    /// <exception cref="ArgumentException">A key occurs twice, or a take names a system that the run does not have.</exception>
    public TextGroups(RunInfo info, ITakeSource takes)
    {
        var systems = info.Systems.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var deterministic = info.Systems.Where(s => s.Info is { IsDeterministic: true }).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var numbers = new Dictionary<(string Corpus, string UtteranceId), int>();
        var sizes = new List<int>();
        int[] texts = new int[takes.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            TakeKey key = takes.Head(i).Key;
            if (!systems.Contains(key.SystemId))
            {
                throw new ArgumentException($"{key}: the run has no such system", nameof(takes));
            }

            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (key.Corpus, key.UtteranceId), out bool isKnown);
            if (!isKnown)
            {
                number = sizes.Count;
                sizes.Add(0);
            }

            texts[i] = number;
            sizes[number]++;
        }

        _starts = new int[sizes.Count + 1];
        for (int text = 0; text < sizes.Count; text++)
        {
            _starts[text + 1] = _starts[text] + sizes[text];
        }

        _indexes = new int[texts.Length];
        int[] next = _starts[..^1];
        for (int i = 0; i < texts.Length; i++)
        {
            _indexes[next[texts[i]]++] = i;
        }

        _repeats = new BitArray(texts.Length);
        for (int text = 0; text < Count; text++)
        {
            MarkRepeats(takes, Of(text), deterministic);
        }
    }

    /// <summary>Number of texts.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Places of the takes of a text, ascending; texts are numbered as they first appear.</summary>
    public ReadOnlySpan<int> Of(int text) => _indexes.AsSpan(_starts[text].._starts[text + 1]);

    /// <summary><see cref="ScoredTake.RepeatsEarlierTake"/> of a take.</summary>
    public bool RepeatsEarlierTake(int index) => _repeats[index];

    private void MarkRepeats(ITakeSource takes, ReadOnlySpan<int> text, HashSet<string> deterministic)
    {
        var keys = new HashSet<(string System, int Repeat)>(text.Length);
        var first = new Dictionary<(string System, string Outcome), int>();
        foreach (int i in text)
        {
            TakeHead head = takes.Head(i);
            if (!keys.Add((head.Key.SystemId, head.Key.Repeat)))
            {
                throw new ArgumentException($"{head.Key}: the take occurs twice", nameof(takes));
            }

            if (OutcomeOf(head, deterministic) is { } outcome)
            {
                ref int repeat = ref CollectionsMarshal.GetValueRefOrAddDefault(first, (head.Key.SystemId, outcome), out bool isKnown);
                repeat = isKnown ? Math.Min(repeat, head.Key.Repeat) : head.Key.Repeat;
            }
        }

        // all takes draw for themselves, as in most large runs
        if (first.Count == 0)
        {
            return;
        }

        foreach (int i in text)
        {
            TakeHead head = takes.Head(i);
            _repeats[i] = OutcomeOf(head, deterministic) is { } outcome && first[(head.Key.SystemId, outcome)] < head.Key.Repeat;
        }
    }

    // What makes two repeats one observation: equal sound, or the same failure of an engine that leaves nothing to chance. Takes that drew from different seeds are
    // independent even where they came out alike: counting the good ones once and the faulty ones each would make every failure rate too high.
    private static string? OutcomeOf(TakeHead take, HashSet<string> deterministic) =>
        take.Seed is not null && !deterministic.Contains(take.Key.SystemId) ? null
        : take.AudioSha256 is not null ? take.AudioSha256
        : take.FailureReason is { } reason && deterministic.Contains(take.Key.SystemId) ? "failed/" + reason
        : null;
}

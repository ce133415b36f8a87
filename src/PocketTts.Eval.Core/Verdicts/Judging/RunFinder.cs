using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Finds out what extra words are: words of the text in another place, or said again.</summary>
internal static class RunFinder
{
    // phrases of up to this many words are looked for; a longer one is found by its parts or not at all
    private const int MaxPhrase = 24;

    private const double StutterDistance = .3;

    private const int StutterLetters = 2;

    /// <summary>A lost word and the same word extra at most a few heard words away.</summary>
    public static ImmutableArray<MovedWord> Moved(TakeCase take, ImmutableArray<Edit> edits, WordSounds sounds, VerdictOptions options)
    {
        var moved = ImmutableArray.CreateBuilder<MovedWord>();
        int taken = -1;
        for (int e = 0; e < edits.Length; e++)
        {
            if (edits[e].Kind is not (EditKind.Deletion or EditKind.Insertion) || e <= taken)
            {
                continue;
            }

            EditKind counterpart = edits[e].Kind == EditKind.Deletion ? EditKind.Insertion : EditKind.Deletion;
            for (int other = e + 1; other < edits.Length && other <= e + 1 + options.TransposedWords; other++)
            {
                if (edits[other].Kind != EditKind.Correct)
                {
                    if (other > e + 1 && edits[other].Kind == counterpart && !IsInRun(edits, other) && !IsInRun(edits, e))
                    {
                        int reference = Math.Max(edits[e].ReferenceIndex, edits[other].ReferenceIndex);
                        int hypothesis = Math.Max(edits[e].HypothesisIndex, edits[other].HypothesisIndex);
                        if (sounds.Distance(take.Reference(reference), take.Hypothesis(hypothesis)) <= options.HomophoneDistance)
                        {
                            moved.Add(new MovedWord(reference, hypothesis));
                            taken = other;
                        }
                    }

                    break;
                }
            }
        }

        return moved.ToImmutable();
    }

    /// <summary>Extra words that equal the words before or behind them, and parts of a word before the word.</summary>
    public static ImmutableArray<RepeatedRun> Repeated(TakeCase take, ImmutableArray<Edit> edits, WordSounds sounds, bool[] isExplained)
    {
        var runs = ImmutableArray.CreateBuilder<RepeatedRun>();
        int[] owners = Owners(edits, isExplained.Length);
        for (int e = 0; e < edits.Length; e++)
        {
            if (edits[e].Kind != EditKind.Insertion || isExplained[edits[e].HypothesisIndex])
            {
                continue;
            }

            int first = edits[e].HypothesisIndex;
            int length = 1;
            for (; e + 1 < edits.Length && edits[e + 1].Kind == EditKind.Insertion && !isExplained[edits[e + 1].HypothesisIndex]; e++)
            {
                length++;
            }

            if (Repetition(take, first, length, owners) is { } run)
            {
                runs.Add(run);
            }
            else if (length == 1 && Stutter(take, first, owners, sounds) is { } stutter)
            {
                runs.Add(stutter);
            }
        }

        return runs.ToImmutable();
    }

    private static bool IsInRun(ImmutableArray<Edit> edits, int index) =>
        (index > 0 && edits[index - 1].Kind == edits[index].Kind) || (index + 1 < edits.Length && edits[index + 1].Kind == edits[index].Kind);

    // index of the word of the text that each heard word was paired with, or -1
    private static int[] Owners(ImmutableArray<Edit> edits, int heard)
    {
        int[] owners = new int[heard];
        Array.Fill(owners, -1);
        foreach (Edit edit in edits)
        {
            if (edit.HypothesisIndex >= 0)
            {
                owners[edit.HypothesisIndex] = edit.ReferenceIndex;
            }
        }

        return owners;
    }

    // the shortest phrase of which the run is a whole number of copies, each word equal to the one a phrase earlier or later
    private static RepeatedRun? Repetition(TakeCase take, int first, int length, int[] owners)
    {
        for (int phrase = 1; phrase <= Math.Min(length, MaxPhrase); phrase++)
        {
            if (length % phrase == 0 && IsPeriodic(take, first, length, phrase) && PhraseOwners(take, first, length, phrase, owners) is { } indices)
            {
                return new RepeatedRun(indices, first, length, 1 + (length / phrase), IsStutter: false);
            }
        }

        return null;
    }

    private static bool IsPeriodic(TakeCase take, int first, int length, int phrase)
    {
        ImmutableArray<string> heard = take.Score.HypothesisWords;
        for (int h = first; h < first + length; h++)
        {
            bool before = h - phrase >= 0 && string.Equals(heard[h], heard[h - phrase], StringComparison.Ordinal);
            bool behind = h + phrase < heard.Length && string.Equals(heard[h], heard[h + phrase], StringComparison.Ordinal);
            if (!before && !behind)
            {
                return false;
            }
        }

        return true;
    }

    // the words of the text that the copies are of, before the run or behind it; null where those are not the text's either
    private static ImmutableArray<int>? PhraseOwners(TakeCase take, int first, int length, int phrase, int[] owners)
    {
        ImmutableArray<string> heard = take.Score.HypothesisWords;
        var indices = ImmutableArray.CreateBuilder<int>(phrase);
        for (int i = 0; i < phrase; i++)
        {
            int owner = Owner(first - phrase + i) is >= 0 and int before ? before : Owner(first + length + i);
            if (owner < 0)
            {
                return null;
            }

            indices.Add(owner);

            int Owner(int index) =>
                index >= 0 && index < owners.Length && string.Equals(heard[index], heard[first + i], StringComparison.Ordinal) ? owners[index] : -1;
        }

        return indices.MoveToImmutable();
    }

    // st street; brin bring
    private static RepeatedRun? Stutter(TakeCase take, int index, int[] owners, WordSounds sounds)
    {
        if (index + 1 >= owners.Length || owners[index + 1] < 0)
        {
            return null;
        }

        string part = take.Hypothesis(index);
        string whole = take.Reference(owners[index + 1]);
        if (!string.Equals(whole, take.Hypothesis(index + 1), StringComparison.Ordinal))
        {
            return null;
        }

        bool isPart = part.Length >= StutterLetters && part.Length < whole.Length && whole.StartsWith(part, StringComparison.Ordinal);
        return isPart || (part.Length > StutterLetters && sounds.Distance(part, whole) <= StutterDistance)
            ? new RepeatedRun([owners[index + 1]], index, 1, 2, IsStutter: true)
            : null;
    }
}

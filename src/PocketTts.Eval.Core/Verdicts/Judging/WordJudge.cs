using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>
/// Gives each word of a take its verdict. The rules go from the most particular to the most general: a word that moved, words said again, words
/// written together or apart, other words, lost words; what is left of the heard words is extra.
/// </summary>
internal sealed class WordJudge
{
    // words in a row beyond which room is no longer asked for
    private const int MaxRoom = 8;

    private readonly TakeCase _take;
    private readonly WordSounds _sounds;
    private readonly VerdictOptions _options;
    private readonly SystemPace _pace;
    private readonly ImmutableArray<Edit> _edits;
    // empty places are null until judged
    private readonly WordVerdict[] _words;
    private readonly bool[] _isExplained;

    private WordJudge(TakeCase take, WordSounds sounds, VerdictOptions options, SystemPace pace)
    {
        _take = take;
        _sounds = sounds;
        _options = options;
        _pace = pace;
        _edits = take.Score.Counts.Errors == 0
            ? take.Score.Edits
            : NamingAligner.Align(take.Score.ReferenceWords.AsSpan(), take.Score.HypothesisWords.AsSpan(), take.Score.Edits, new NamingHints(take, sounds));
        _edits = CutWord.MoveToFirstLost(take, _edits, options);
        _words = new WordVerdict[take.WordCount];
        _isExplained = new bool[take.Score.HypothesisWords.Length];
    }

    /// <summary>Judges the words of a take that a recognizer read.</summary>
    public static WordFindings Judge(TakeCase take, WordSounds sounds, VerdictOptions options, SystemPace pace)
    {
        var judge = new WordJudge(take, sounds, options, pace);
        return judge.Judge();
    }

    private WordFindings Judge()
    {
        ImmutableArray<MovedWord> moved = [];
        ImmutableArray<RepeatedRun> repeats = [];
        if (_take.Score.Counts.Errors > 0)
        {
            moved = RunFinder.Moved(_take, _edits, _sounds, _options);
            foreach (MovedWord word in moved)
            {
                _isExplained[word.HypothesisIndex] = true;
                _words[word.ReferenceIndex] = Verdict(word.ReferenceIndex, WordVerdictKind.Said, VerdictConfidence.Likely, VerdictRules.SaidMoved, word.HypothesisIndex, 1);
            }

            repeats = RunFinder.Repeated(_take, _edits, _sounds, _isExplained);
            foreach (RepeatedRun run in repeats)
            {
                JudgeRepeated(run);
            }

            JudgeJoined();
        }

        for (int e = 0; e < _edits.Length; e++)
        {
            Edit edit = _edits[e];
            if (edit.ReferenceIndex >= 0)
            {
                _words[edit.ReferenceIndex] ??= edit.Kind switch
                {
                    EditKind.Correct => JudgeHit(e),
                    EditKind.Substitution => JudgeSubstitution(edit),
                    _ => JudgeDeletion(e),
                };
            }
        }

        return new WordFindings(ImmutableCollectionsMarshal.AsImmutableArray(_words), Extras(), _edits, moved, repeats);
    }

    private void JudgeRepeated(RepeatedRun run)
    {
        for (int h = run.FirstHypothesis; h < run.FirstHypothesis + run.Length; h++)
        {
            _isExplained[h] = true;
        }

        for (int i = 0; i < run.ReferenceIndices.Length; i++)
        {
            int index = run.ReferenceIndices[i];
            double? gain = _take.EvidenceOn(index)?.DoubleGain;
            VerdictConfidence confidence = run.IsStutter ? VerdictConfidence.Likely
                : gain >= _options.DoubleConfirmGain ? VerdictConfidence.Confirmed
                : VerdictConfidence.Likely;
            WordVerdict verdict = Verdict(
                index, WordVerdictKind.Repeated, confidence, run.IsStutter ? VerdictRules.RepeatedStutter : VerdictRules.RepeatedHeard, run.FirstHypothesis + Math.Min(i, run.Length - 1), 1);
            _words[index] = verdict with { Heard = run.IsStutter ? $"{verdict.Heard} {verdict.Word}" : string.Join(' ', Enumerable.Repeat(verdict.Word, run.Times)) };
        }
    }

    // an other word whose neighbour is missing or extra may be both words in one, or one in two
    private void JudgeJoined()
    {
        for (int e = 0; e < _edits.Length; e++)
        {
            Edit edit = _edits[e];
            if (edit.Kind != EditKind.Substitution || _words[edit.ReferenceIndex] is not null)
            {
                continue;
            }

            double alone = _sounds.Distance(_take.Reference(edit.ReferenceIndex), _take.Hypothesis(edit.HypothesisIndex));
            if (alone <= _options.HomophoneDistance)
            {
                continue;
            }

            _ = (e + 1 < _edits.Length && TryJoin(edit, _edits[e + 1], alone)) || (e > 0 && TryJoin(edit, _edits[e - 1], alone));
        }
    }

    private bool TryJoin(Edit edit, Edit neighbour, double alone)
    {
        if (neighbour.Kind == EditKind.Correct
            || (neighbour.ReferenceIndex >= 0 && _words[neighbour.ReferenceIndex] is not null)
            || (neighbour.HypothesisIndex >= 0 && _isExplained[neighbour.HypothesisIndex]))
        {
            return false;
        }

        (int r, int rows) = Range(edit.ReferenceIndex, neighbour.ReferenceIndex);
        (int h, int columns) = Range(edit.HypothesisIndex, neighbour.HypothesisIndex);
        ReadOnlySpan<string> expected = _take.Score.ReferenceWords.AsSpan().Slice(r, rows);
        ReadOnlySpan<string> heard = _take.Score.HypothesisWords.AsSpan().Slice(h, columns);
        string expectedSounds = _sounds.Of(expected);
        string heardSounds = _sounds.Of(heard);
        double together = string.Concat(expected).Equals(string.Concat(heard), StringComparison.Ordinal) ? 0 : PhoneticDistance.Between(expectedSounds, heardSounds);
        bool isSame = together <= _options.HomophoneDistance;
        if (!isSame && (rows == columns || together > _options.JoinedDistance || !HoldsBoth(edit, alone, together, expectedSounds, heardSounds)))
        {
            return false;
        }

        (WordVerdictKind kind, string rule) = isSame ? (WordVerdictKind.Said, VerdictRules.SaidJoined)
            : Enumerable.Range(r, rows).All(IsSupported) ? (WordVerdictKind.Unsure, VerdictRules.UnsureSupported)
            : rows > columns ? (WordVerdictKind.Merged, VerdictRules.MergedHeard)
            : (WordVerdictKind.Split, VerdictRules.SplitHeard);
        for (int i = r; i < r + rows; i++)
        {
            _words[i] = Verdict(i, kind, kind == WordVerdictKind.Unsure ? VerdictConfidence.Unsure : VerdictConfidence.Likely, rule, h, columns) with { SoundDistance = together };
        }

        for (int j = h; j < h + columns; j++)
        {
            _isExplained[j] = true;
        }

        return true;
    }

    // at least half of the missing, or extra, word's sounds must be in what is taken for both
    private bool HoldsBoth(Edit edit, double alone, double together, string expected, string heard)
    {
        int ofWord = _sounds.Of(_take.Reference(edit.ReferenceIndex)).Length;
        int ofHeard = _sounds.Of(_take.Hypothesis(edit.HypothesisIndex)).Length;
        int other = Math.Max(expected.Length - ofWord, heard.Length - ofHeard);
        return together * Math.Max(expected.Length, heard.Length) < (alone * Math.Max(ofWord, ofHeard)) + (.5 * other);
    }

    private static (int First, int Count) Range(int index, int neighbour) =>
        neighbour < 0 ? (index, 1) : (Math.Min(index, neighbour), 2);

    private WordVerdict JudgeHit(int place)
    {
        Edit edit = _edits[place];
        int index = edit.ReferenceIndex;
        WordEvidence? evidence = _take.EvidenceOn(index);
        if (evidence is { IsScreened: false })
        {
            // where the transcript differs from the text, the likelihood of a word beside it says more about the difference than about the word
            double? skipGain = evidence.SkipGain - WritingGain();
            if (skipGain >= _options.SkipGain && !(evidence.DoubleGain > evidence.SkipGain) && IsBeside(place, EditKind.Correct, both: true))
            {
                return Verdict(
                    index,
                    WordVerdictKind.Skipped,
                    skipGain >= _options.SkipClearGain ? VerdictConfidence.Confirmed : VerdictConfidence.Likely,
                    VerdictRules.SkippedLikelihood,
                    edit.HypothesisIndex,
                    1);
            }

            // once more of a word that the text itself has twice is hardly another sound
            if (evidence.DoubleGain >= (HasTwin(index) ? _options.DoubleClearGain : _options.DoubleGain) && !IsBeside(place, EditKind.Deletion, both: false))
            {
                bool isClear = evidence.DoubleGain >= _options.DoubleClearGain || LastsForTwo(edit);
                return Verdict(
                    index, WordVerdictKind.Repeated, isClear ? VerdictConfidence.Confirmed : VerdictConfidence.Likely, VerdictRules.RepeatedLikelihood, edit.HypothesisIndex, 1);
            }
        }

        bool isSupported = evidence?.SkipGain < _options.SkipConfirmGain;
        return Verdict(
            index, WordVerdictKind.Said, isSupported ? VerdictConfidence.Confirmed : VerdictConfidence.Likely, VerdictRules.SaidHeard, edit.HypothesisIndex, 1);
    }

    // what writing the same words otherwise gains: a text with odd signs or blanks gains by every word that is left out with them
    private double WritingGain() => _take.Score.Counts.Errors == 0 ? Math.Max(0, _take.MisreadGain ?? 0) : 0;

    private bool HasTwin(int index) =>
        (index > 0 && string.Equals(_take.Reference(index - 1), _take.Reference(index), StringComparison.Ordinal))
        || (index + 1 < _take.WordCount && string.Equals(_take.Reference(index + 1), _take.Reference(index), StringComparison.Ordinal));

    // whether the edits on both sides, or on one, are of a kind; the ends of the text count for "both"
    private bool IsBeside(int place, EditKind kind, bool both)
    {
        bool before = place == 0 ? both : _edits[place - 1].Kind == kind;
        bool after = place == _edits.Length - 1 ? both : _edits[place + 1].Kind == kind;
        return both ? before && after : before || after;
    }

    private bool LastsForTwo(Edit edit) =>
        _pace.WordSecondsPerSyllable is { } pace
        && _take.Heard(edit.HypothesisIndex) is { StartSeconds: { } start, EndSeconds: { } end }
        && end - start >= _options.DoubleLength * pace * _sounds.Syllables(_take.Reference(edit.ReferenceIndex));

    private WordVerdict JudgeSubstitution(Edit edit)
    {
        int index = edit.ReferenceIndex;
        double distance = _sounds.Distance(_take.Reference(index), _take.Hypothesis(edit.HypothesisIndex));
        if (distance <= _options.HomophoneDistance)
        {
            return Verdict(index, WordVerdictKind.Said, VerdictConfidence.Likely, VerdictRules.SaidHomophone, edit.HypothesisIndex, 1);
        }

        if (IsSupported(index))
        {
            return Verdict(index, WordVerdictKind.Unsure, VerdictConfidence.Unsure, VerdictRules.UnsureSupported, edit.HypothesisIndex, 1);
        }

        // what the likelihood says of the word itself is more than what it says of the whole text
        if (_take.MisreadGain < 0 && _take.EvidenceOn(index) is null)
        {
            return Verdict(index, WordVerdictKind.Unsure, VerdictConfidence.Unsure, VerdictRules.UnsureMisread, edit.HypothesisIndex, 1);
        }

        VerdictConfidence confidence = _take.MisreadGain >= _options.MisreadGain ? VerdictConfidence.Confirmed : VerdictConfidence.Likely;
        (WordVerdictKind kind, string rule) = distance <= _options.MangledDistance ? (WordVerdictKind.Mangled, VerdictRules.MangledNear)
            : _take.Heard(edit.HypothesisIndex).Probability <= _options.UnclearProbability ? (WordVerdictKind.Mangled, VerdictRules.MangledUnclear)
            : (WordVerdictKind.Replaced, VerdictRules.ReplacedOther);
        return Verdict(index, kind, confidence, rule, edit.HypothesisIndex, 1) with { SoundDistance = distance };
    }

    // the recognizer found the word nearly as likely as what it wrote
    private bool IsSupported(int index) => _take.EvidenceOn(index)?.LogProbability >= _options.SupportedLogProbability;

    private WordVerdict JudgeDeletion(int edit)
    {
        int index = _edits[edit].ReferenceIndex;
        WordEvidence? evidence = _take.EvidenceOn(index);
        WordVerdict verdict = Verdict(index, WordVerdictKind.Skipped, VerdictConfidence.Likely, VerdictRules.SkippedHeard, -1, 0);
        if (evidence?.SkipGain is { } gain)
        {
            return gain >= _options.SkipConfirmGain ? verdict with { Confidence = VerdictConfidence.Confirmed }
                : gain >= (IsBeside(edit, EditKind.Deletion, both: false) ? _options.SkipAgainstGain : _options.SkipAloneGain) ? verdict
                : verdict with { Kind = WordVerdictKind.Unsure, Confidence = VerdictConfidence.Unsure, RuleId = VerdictRules.UnsureSkip };
        }

        return HasNoRoom(edit) ? verdict with { Confidence = VerdictConfidence.Confirmed } : verdict;
    }

    // True when the words on both sides leave no time for what is missing between them, going by how long the system's words last.
    private bool HasNoRoom(int edit)
    {
        int first = edit;
        int last = edit;
        int missing = 0;
        for (; first >= 0 && edit - first <= MaxRoom && _edits[first].Kind == EditKind.Deletion; first--)
        {
            missing += _sounds.Syllables(_take.Reference(_edits[first].ReferenceIndex));
        }

        for (last++; last < _edits.Length && last - edit <= MaxRoom && _edits[last].Kind == EditKind.Deletion; last++)
        {
            missing += _sounds.Syllables(_take.Reference(_edits[last].ReferenceIndex));
        }

        if (first < 0 || last == _edits.Length || _edits[first].Kind != EditKind.Correct || _edits[last].Kind != EditKind.Correct
            || _pace.WordSecondsPerSyllable is not { } pace
            || _take.Heard(_edits[first].HypothesisIndex).StartSeconds is not { } start
            || _take.Heard(_edits[last].HypothesisIndex).EndSeconds is not { } end)
        {
            return false;
        }

        int there = _sounds.Syllables(_take.Reference(_edits[first].ReferenceIndex)) + _sounds.Syllables(_take.Reference(_edits[last].ReferenceIndex));
        return end - start < pace * (there + (.25 * missing));
    }

    private ImmutableArray<ExtraWords> Extras()
    {
        var extras = ImmutableArray.CreateBuilder<ExtraWords>();
        int before = 0;
        for (int e = 0; e < _edits.Length; e++)
        {
            if (_edits[e].Kind != EditKind.Insertion || _isExplained[_edits[e].HypothesisIndex])
            {
                before += _edits[e].ReferenceIndex < 0 ? 0 : 1;
                continue;
            }

            int first = _edits[e].HypothesisIndex;
            int count = 1;
            for (; e + 1 < _edits.Length && _edits[e + 1].Kind == EditKind.Insertion && !_isExplained[_edits[e + 1].HypothesisIndex]; e++)
            {
                count++;
            }

            bool isBabble = count >= _options.BabbleWords;
            extras.Add(new ExtraWords(
                before,
                [.. _take.Score.HypothesisWords.AsSpan().Slice(first, count)],
                isBabble ? ExtraWordsKind.Babble : ExtraWordsKind.Inserted,
                _take.MisreadGain >= _options.MisreadGain ? VerdictConfidence.Confirmed : _take.MisreadGain < 0 ? VerdictConfidence.Unsure : VerdictConfidence.Likely,
                isBabble ? VerdictRules.BabbleHeard : VerdictRules.InsertedHeard)
            {
                StartSeconds = _take.Heard(first).StartSeconds,
                EndSeconds = _take.Heard(first + count - 1).EndSeconds,
            });
        }

        return extras.ToImmutable();
    }

    private WordVerdict Verdict(int index, WordVerdictKind kind, VerdictConfidence confidence, string rule, int firstHeard, int heardCount)
    {
        WordEvidence? evidence = _take.EvidenceOn(index);
        return new WordVerdict(index, _take.Reference(index), _take.Score.ReferenceSpans.IsDefaultOrEmpty ? default : _take.Score.ReferenceSpans[index], kind, confidence, rule)
        {
            Heard = heardCount switch
            {
                0 => null,
                1 => _take.Hypothesis(firstHeard),
                _ => string.Join(' ', _take.Score.HypothesisWords.AsSpan().Slice(firstHeard, heardCount).ToArray()),
            },
            StartSeconds = heardCount > 0 ? _take.Heard(firstHeard).StartSeconds : evidence?.StartSeconds,
            EndSeconds = heardCount > 0 ? _take.Heard(firstHeard + heardCount - 1).EndSeconds : evidence?.EndSeconds,
            Probability = LeastProbability(firstHeard, heardCount),
            SkipGain = evidence?.SkipGain,
            DoubleGain = evidence?.DoubleGain,
        };
    }

    private double? LeastProbability(int firstHeard, int heardCount)
    {
        double? least = heardCount > 0 ? _take.Heard(firstHeard).Probability : null;
        for (int i = firstHeard + 1; i < firstHeard + heardCount; i++)
        {
            least = _take.Heard(i).Probability is { } probability && !(probability >= least) ? probability : least;
        }

        return least;
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>
/// The numbers that are kept of every take. Metrics are made of them, so a new metric of old numbers works on old baselines. A name never changes its meaning.
/// </summary>
public static class Quantities
{
    /// <summary>Words of the reference.</summary>
    public const string Words = "words";

    /// <summary>Words heard as another.</summary>
    public const string Substitutions = "substitutions";

    /// <summary>Words not heard.</summary>
    public const string Deletions = "deletions";

    /// <summary>Words too many.</summary>
    public const string Insertions = "insertions";

    /// <summary>Characters of the reference words, blanks between them included.</summary>
    public const string Characters = "characters";

    /// <summary>Characters that differ.</summary>
    public const string CharacterErrors = "character-errors";

    /// <summary>1 for a take with a word error, or that failed.</summary>
    public const string Wrong = "wrong";

    /// <summary>1 for a take that failed in any stage.</summary>
    public const string Failed = "failed";

    /// <summary>Most words lost in a row.</summary>
    public const string LongestLoss = "longest-loss";

    /// <summary>1 when the first word was lost or another.</summary>
    public const string FirstWordWrong = "first-word-wrong";

    /// <summary>1 when the last word was lost or another.</summary>
    public const string LastWordWrong = "last-word-wrong";

    /// <summary>Synthesis time of a take with a usable timing.</summary>
    public const string WallSeconds = "wall-seconds";

    /// <summary>Its audio.</summary>
    public const string AudioSeconds = "audio-seconds";

    /// <summary>Its processor time.</summary>
    public const string CpuSeconds = "cpu-seconds";

    /// <summary>Its time to the first sound.</summary>
    public const string FirstAudioSeconds = "first-audio-seconds";

    /// <summary>Memory of the process after it.</summary>
    public const string MemoryBytes = "memory-bytes";

    /// <summary>Words that have a verdict.</summary>
    public const string JudgedWords = "judged-words";

    /// <summary>How bad the take is: 0 clean, 1 minor, 2 major, 3 catastrophic.</summary>
    public const string Severity = "severity";

    /// <summary>The same by what is confirmed.</summary>
    public const string ConfirmedSeverity = "severity-confirmed";

    /// <summary>Words that the text does not have.</summary>
    public const string Inserted = "inserted";

    private static readonly WordVerdictKind[] s_words =
    [
        WordVerdictKind.Skipped, WordVerdictKind.Mangled, WordVerdictKind.Replaced, WordVerdictKind.Repeated, WordVerdictKind.Merged, WordVerdictKind.Split,
    ];

    private static readonly (string Name, Func<ScoredTake, TakeScore?, double?> Value)[] s_facts =
    [
        (Words, (_, s) => s?.Counts.ReferenceWords),
        (Substitutions, (_, s) => s?.Counts.Substitutions),
        (Deletions, (_, s) => s?.Counts.Deletions),
        (Insertions, (_, s) => s?.Counts.Insertions),
        (Characters, (_, s) => s is null ? null : CharacterCounter.CountCharacters(s.ReferenceWords.AsSpan())),
        (CharacterErrors, (_, s) => s is null ? null : CharacterCounter.Count(s.ReferenceWords.AsSpan(), s.HypothesisWords.AsSpan()).Errors),
        (Wrong, (t, s) => t.Failure is not null || s is { Counts.Errors: > 0 } ? 1 : s is null ? null : 0),
        (Failed, (t, _) => t.Take.IsMissing ? null : t.Failure is null ? 0 : 1),
        (LongestLoss, (_, s) => s is null ? null : LongestLossOf(s)),
        (FirstWordWrong, (_, s) => s is null || s.ReferenceWords.IsEmpty ? null : IsWrong(s, 0)),
        (LastWordWrong, (_, s) => s is null || s.ReferenceWords.IsEmpty ? null : IsWrong(s, s.ReferenceWords.Length - 1)),
        (WallSeconds, (t, _) => Timed(t)?.WallSeconds),
        (AudioSeconds, (t, _) => Timed(t)?.AudioSeconds),
        (CpuSeconds, (t, _) => Timed(t)?.CpuSeconds),
        (FirstAudioSeconds, (t, _) => Timed(t)?.FirstAudioSeconds),
        (MemoryBytes, (t, _) => t.Take.Synthesis?.ProcessMemoryBytes),
    ];

    private static readonly (string Name, Func<TakeVerdict, VerdictOptions, double> Value)[] s_verdicts =
    [
        (JudgedWords, (v, _) => v.Words.Length),
        (Severity, (v, _) => (int)v.Severity),
        (ConfirmedSeverity, (v, o) => (int)SeverityRule.Confirmed(v, o)),
        .. s_words.SelectMany(kind => new (string, Func<TakeVerdict, VerdictOptions, double>)[]
        {
            (kind.Name(), (v, _) => v.Words.Count(w => w.Kind == kind)),
            (Confirmed(kind.Name()), (v, _) => v.Words.Count(w => w.Kind == kind && w.IsConfirmedFault)),
        }),
        (Inserted, (v, _) => v.Extras.Sum(e => e.Words.Length)),
        (Confirmed(Inserted), (v, _) => v.Extras.Where(e => e is { Confidence: VerdictConfidence.Confirmed, IsTextOrRecognizer: false }).Sum(e => e.Words.Length)),
        .. Enum.GetValues<TakeFaultKind>().Select(kind => (kind.Name(), (Func<TakeVerdict, VerdictOptions, double>)((v, _) => v.Has(kind) ? 1 : 0))),
    ];

    /// <summary>All names, in the order in which a table made here has its columns.</summary>
    public static ImmutableArray<string> Names { get; } = [.. s_facts.Select(q => q.Name), .. s_verdicts.Select(q => q.Name)];

    /// <summary>Names of the verdicts of words that are counted.</summary>
    public static ImmutableArray<string> WordVerdicts { get; } = [.. s_words.Select(k => k.Name()), Inserted];

    /// <summary>Names of the faults of takes that are counted.</summary>
    public static ImmutableArray<string> TakeFaults { get; } = [.. Enum.GetValues<TakeFaultKind>().Select(k => k.Name())];

    /// <summary>The name of what is confirmed of a verdict.</summary>
    /// <param name="name">Name of the verdict.</param>
    /// <returns>Its confirmed name.</returns>
    public static string Confirmed(string name) => name + "-confirmed";

    /// <summary>All numbers of one take by one recognizer.</summary>
    internal static ImmutableArray<double> Of(ScoredTake take, TakeScore? score, VerdictOptions options) =>
    [
        .. s_facts.Select(q => q.Value(take, score) ?? double.NaN),
        .. s_verdicts.Select(q => score is null ? double.NaN : q.Value(score.Verdict, options)),
    ];

    private static SynthesisFacts? Timed(ScoredTake take) => take.Take.Synthesis is { IsTimingEligible: true, WallSeconds: > 0, AudioSeconds: > 0 } facts ? facts : null;

    private static double IsWrong(TakeScore score, int word) =>
        score.Edits.Any(e => e.ReferenceIndex == word && e.Kind is EditKind.Deletion or EditKind.Substitution) ? 1 : 0;

    private static double LongestLossOf(TakeScore score)
    {
        int longest = 0;
        int run = 0;
        foreach (Edit edit in score.Edits)
        {
            // an extra word between two lost ones does not bring them back
            run = edit.Kind == EditKind.Deletion ? run + 1 : edit.Kind == EditKind.Insertion ? run : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}

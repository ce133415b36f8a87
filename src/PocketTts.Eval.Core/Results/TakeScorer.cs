using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>
/// Turns the facts of a run into scores and numbers: the only place where a take is compared with its text. Pure: equal facts
/// give equal results on every machine, in any order of takes.
/// </summary>
public static class TakeScorer
{
    /// <summary>Identity of the normalizer that scores are made with unless another comparer is given.</summary>
    public static string Normalizer => TextComparers.Default.Id;

    /// <summary>
    /// Scores every take and sums up every system. A take is scored by each recognizer of <paramref name="info"/>:
    /// <list type="bullet">
    /// <item>a transcript is compared with the text and with each accepted form; the one with the fewest errors counts, the text itself
    /// before the forms, the forms in their order;</item>
    /// <item>a failed synthesis is compared as silence: all words deleted;</item>
    /// <item>a recognizer that failed, or has not read the take yet, gives no score;</item>
    /// <item>a missing take has no scores.</item>
    /// </list>
    /// </summary>
    /// <param name="info">The run; its systems and recognizers in plan order.</param>
    /// <param name="takes">All planned takes, each key once.</param>
    /// <param name="scoring">What to score with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <returns>The run with scores and summaries; takes in the order given; <see cref="RunInfo.Normalizer"/> and <see cref="RunResult.Scoring"/> name the rules.</returns>
    /// <exception cref="ArgumentException">A key occurs twice, or a take names a system or recognizer that the run does not have.</exception>
    public static RunResult Score(RunInfo info, IReadOnlyList<Take> takes, ScoringOptions? scoring = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(takes);
        scoring ??= ScoringOptions.Default;
        var scored = new ScoredTake[takes.Count];
        SystemTally[] systems = Score(info, new HeldTakes(info, takes), scoring, text => Place(text, scored), CancellationToken.None);
        return Result(info, ImmutableCollectionsMarshal.AsImmutableArray(scored), systems, scoring);
    }

    /// <summary>
    /// Scores a run of any size: takes are read, scored and given away text by text, and the result holds those of the texts with most trouble only. Numbers are
    /// the same as those of <see cref="Score(RunInfo, IReadOnlyList{Take}, ScoringOptions?)"/>.
    /// </summary>
    /// <param name="info">The run; its systems and recognizers in plan order.</param>
    /// <param name="takes">All planned takes, each key once.</param>
    /// <param name="mostTakes">Takes that the result holds at most, unless one text has more.</param>
    /// <param name="sink">Is given every scored take, text by text.</param>
    /// <param name="scoring">What to score with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The run with summaries, a <see cref="RunResult.Digest"/>, and an excerpt of its takes.</returns>
    /// <exception cref="ArgumentException">A key occurs twice, or a take names a system or recognizer that the run does not have.</exception>
    public static RunResult Score(
        RunInfo info, ITakeSource takes, int mostTakes, IScoredTakeSink sink, ScoringOptions? scoring = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(takes);
        ArgumentNullException.ThrowIfNull(sink);
        scoring ??= ScoringOptions.Default;
        var excerpt = new TakeExcerpt(info, mostTakes);
        var digest = new DigestTally(info);
        SystemTally[] systems = Score(
            info,
            takes,
            scoring,
            text =>
            {
                for (int i = 0; i < text.Takes.Length; i++)
                {
                    sink.Add(text.Indexes[i], text.Takes[i]);
                }

                excerpt.Add(text);
                digest.Add(text);
            },
            cancellationToken);
        return Result(info, excerpt.Takes(), systems, scoring) with { Digest = digest.Sum() };
    }

    /// <summary>The same without summing up, for callers that count in their own way.</summary>
    /// <inheritdoc cref="Score(RunInfo, IReadOnlyList{Take}, ScoringOptions?)" path="/param"/>
    /// <inheritdoc cref="Score(RunInfo, IReadOnlyList{Take}, ScoringOptions?)" path="/exception"/>
    /// <returns>The takes with their scores, in the order given.</returns>
    public static ImmutableArray<ScoredTake> ScoreTakes(RunInfo info, IReadOnlyList<Take> takes, ScoringOptions? scoring = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(takes);
        var scored = new ScoredTake[takes.Count];
        foreach (ScoredText text in new RunScoring(info, new HeldTakes(info, takes), scoring ?? ScoringOptions.Default).Texts(CancellationToken.None))
        {
            Place(text, scored);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(scored);
    }

    private static SystemTally[] Score(
        RunInfo info, ITakeSource takes, ScoringOptions scoring, Action<ScoredText> give, CancellationToken cancellationToken)
    {
        SystemTally[] systems = [.. info.Systems.Select(s => new SystemTally(s.Id, info, scoring))];
        foreach (ScoredText text in new RunScoring(info, takes, scoring).Texts(cancellationToken))
        {
            foreach (SystemTally system in systems)
            {
                system.Add(text);
            }

            give(text);
        }

        return systems;
    }

    private static RunResult Result(RunInfo info, ImmutableArray<ScoredTake> takes, SystemTally[] systems, ScoringOptions scoring)
    {
        ITextComparer comparer = scoring.Comparer;
        return new RunResult(info with { Normalizer = comparer.Id }, takes, [.. systems.Select(s => s.Summarize())])
        {
            Scoring = new ScoringIdentity(
                comparer.Id,
                comparer.Sha256,
                scoring.Pronunciations.Id,
                VerdictRules.Version,
                [.. info.Recognizers.Where(r => scoring.Calibrations.Find(r) is not null).Select(r => r.Id)])
            {
                ThresholdsSha256 = info.Recognizers.ToImmutableSortedDictionary(r => r.Id, r => VerdictThreshold.Sha256(scoring.VerdictsFor(r)), StringComparer.Ordinal),
            },
        };
    }

    private static void Place(ScoredText text, ScoredTake[] all)
    {
        for (int i = 0; i < text.Takes.Length; i++)
        {
            all[text.Indexes[i]] = text.Takes[i];
        }
    }
}

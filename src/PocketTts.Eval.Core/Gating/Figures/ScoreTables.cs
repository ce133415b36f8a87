using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Makes score tables.</summary>
public static class ScoreTables
{
    /// <summary>Takes the numbers out of a scored run.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="name">How the user named it.</param>
    /// <param name="scoring">What it was scored with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The result has an excerpt of its takes only.</exception>
    public static ScoreTable Of(RunResult result, string name, ScoringOptions? scoring = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Digest is not null)
        {
            throw new ArgumentException("the result does not have all takes", nameof(result));
        }

        scoring ??= ScoringOptions.Default;
        var takes = ImmutableArray.CreateBuilder<TakeFigures>(result.Takes.Length * Math.Max(1, result.Info.Recognizers.Length));
        (RecognizerInfo, VerdictOptions)[] recognizers = [.. result.Info.Recognizers.Select(r => (r, scoring.VerdictsFor(r)))];
        foreach (ScoredTake take in result.Takes)
        {
            foreach ((RecognizerInfo recognizer, VerdictOptions verdicts) in recognizers)
            {
                takes.Add(Figures(take, recognizer.Id, verdicts));
            }
        }

        return new ScoreTable
        {
            Name = name,
            Info = result.Info,
            Scoring = result.Scoring,
            Columns = Quantities.Names,
            Takes = takes.ToImmutable(),
            Words = [.. result.Info.Systems.SelectMany(s => result.Info.Recognizers.SelectMany(r => WrongWords(result, s.Id, r.Id)))],
        };
    }

    private static TakeFigures Figures(ScoredTake take, string recognizer, VerdictOptions verdicts)
    {
        TakeScore? score = take.Scores.FirstOrDefault(s => string.Equals(s.RecognizerId, recognizer, StringComparison.Ordinal));
        TakeFailure? failure = take.Take.SynthesisFailure
            ?? take.Take.Recognitions.FirstOrDefault(r => string.Equals(r.RecognizerId, recognizer, StringComparison.Ordinal))?.Failure;
        bool isMissing = take.Take.IsMissing || (score is null && failure is null);
        return new TakeFigures(
            take.Take.Key,
            recognizer,
            take.Take.Utterance.Tags,
            isMissing ? TakeOutcome.Missing : take.RepeatsEarlierTake ? TakeOutcome.Repeated : TakeOutcome.Counted,
            failure is null ? null : $"{failure.Stage}/{failure.Reason}",
            Quantities.Of(take, score, verdicts));
    }

    private static IEnumerable<WrongWord> WrongWords(RunResult result, string system, string recognizer) =>
        WordTally.Of(result, system, recognizer).Select(w => new WrongWord(
            system, recognizer, w.Corpus, w.UtteranceId, w.WordIndex, w.Word, w.CountedTakes, w.Deleted, w.Substituted));
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Makes score tables.</summary>
public static class ScoreTables
{
    /// <summary>Takes the numbers out of a scored run.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="name">How the user named it.</param>
    /// <returns>The table.</returns>
    public static ScoreTable Of(RunResult result, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        var takes = ImmutableArray.CreateBuilder<TakeFigures>(result.Takes.Length * Math.Max(1, result.Info.Recognizers.Length));
        foreach (ScoredTake take in result.Takes)
        {
            foreach (string recognizer in result.Info.Recognizers.Select(r => r.Id))
            {
                takes.Add(Figures(take, recognizer));
            }
        }

        return new ScoreTable
        {
            Name = name,
            Info = result.Info,
            Columns = Quantities.Names,
            Takes = takes.ToImmutable(),
            Words = [.. result.Info.Systems.SelectMany(s => result.Info.Recognizers.SelectMany(r => WrongWords(result, s.Id, r.Id)))],
        };
    }

    private static TakeFigures Figures(ScoredTake take, string recognizer)
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
            Quantities.Of(take, score));
    }

    private static IEnumerable<WrongWord> WrongWords(RunResult result, string system, string recognizer) =>
        WordTally.Of(result, system, recognizer).Select(w => new WrongWord(
            system, recognizer, w.Corpus, w.UtteranceId, w.WordIndex, w.Word, w.CountedTakes, w.Deleted, w.Substituted));
}

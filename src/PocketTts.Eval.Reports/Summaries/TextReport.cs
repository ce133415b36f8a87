using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>All takes of one text, by system.</summary>
/// <param name="Index">Place in the plan, from 0.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Utterance">The text.</param>
/// <param name="Systems">Systems that have takes of it, in plan order.</param>
internal sealed record TextReport(int Index, string Corpus, Utterance Utterance, ImmutableArray<TextOfSystem> Systems)
{
    /// <summary>What the list of texts is sorted by: word errors of all counted takes, plus one for each failed take.</summary>
    public long Trouble => Systems.Sum(system => system.Trouble);

    /// <summary>Texts with most trouble first, then in plan order.</summary>
    /// <param name="result">The run.</param>
    /// <returns>The texts; words are judged by the first recognizer of the plan.</returns>
    public static ImmutableArray<TextReport> Of(RunResult result)
    {
        string? recognizer = result.Info.Recognizers.FirstOrDefault()?.Id;
        var troubles = result.Info.Systems
            .SelectMany(system => recognizer is null ? [] : WordTally.Of(result, system.Id, recognizer), (system, trouble) => (system.Id, Trouble: trouble))
            .ToLookup(pair => (pair.Id, pair.Trouble.Corpus, pair.Trouble.UtteranceId), pair => pair.Trouble);
        var systems = result.Info.Systems.Select(system => system.Id).ToList();
        return
        [
            .. result.Takes
                .GroupBy(take => (take.Take.Key.Corpus, take.Take.Key.UtteranceId))
                .Select((text, index) => new TextReport(
                    index,
                    text.Key.Corpus,
                    text.First().Take.Utterance,
                    [
                        .. text.GroupBy(take => take.Take.Key.SystemId)
                            .OrderBy(takes => systems.IndexOf(takes.Key))
                            .Select(takes => TextOfSystem.Of(systems.IndexOf(takes.Key), [.. takes], [.. troubles[(takes.Key, text.Key.Corpus, text.Key.UtteranceId)]], recognizer)),
                    ]))
                .OrderByDescending(text => text.Trouble),
        ];
    }
}

/// <summary>All takes of one text by one system.</summary>
/// <param name="SystemIndex">Place of the system in the plan.</param>
/// <param name="SystemId">Id of the system.</param>
/// <param name="Takes">The takes in repeat order.</param>
/// <param name="Troubles">Words that were lost or substituted at least once.</param>
/// <param name="ComparedTakes">Takes with sound that were compared, identical repeats once.</param>
/// <param name="Errors">Word errors of all counted takes.</param>
/// <param name="Words">Words of all counted takes.</param>
/// <param name="FailedTakes">Takes that failed.</param>
internal sealed record TextOfSystem(
    int SystemIndex,
    string SystemId,
    ImmutableArray<ScoredTake> Takes,
    ImmutableArray<WordTrouble> Troubles,
    int ComparedTakes,
    long Errors,
    long Words,
    int FailedTakes)
{
    /// <summary>Word errors, plus one for each failed take.</summary>
    public long Trouble => Errors + FailedTakes;

    public static TextOfSystem Of(int systemIndex, ImmutableArray<ScoredTake> takes, ImmutableArray<WordTrouble> troubles, string? recognizer)
    {
        var counted = takes
            .Where(take => !take.RepeatsEarlierTake)
            .SelectMany(take => take.Scores.Where(score => score.RecognizerId == recognizer), (take, score) => (take, score))
            .ToList();
        return new TextOfSystem(
            systemIndex,
            takes[0].Take.Key.SystemId,
            takes,
            troubles,
            counted.Count(pair => pair.take.Take.Synthesis is not null),
            counted.Sum(pair => pair.score.Counts.Errors),
            counted.Sum(pair => pair.score.Counts.ReferenceWords),
            takes.Count(take => take.Failure is not null));
    }
}

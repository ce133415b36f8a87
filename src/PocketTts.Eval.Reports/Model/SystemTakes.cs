using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Model;

/// <summary>All takes of one text by one system.</summary>
internal sealed class SystemTakes
{
    /// <summary>Counts the takes.</summary>
    /// <param name="system">The system.</param>
    /// <param name="takes">Its takes of the text in plan order.</param>
    public SystemTakes(ReportSystem system, ImmutableArray<ScoredTake> takes)
    {
        System = system;
        Takes = takes;
        Tally = TextTally.Of(Counted.Select(c => c.Score));
        FailedTakes = takes.Count(t => t.Failure is not null);
    }

    /// <summary>The system.</summary>
    public ReportSystem System { get; }

    /// <summary>Its takes.</summary>
    public ImmutableArray<ScoredTake> Takes { get; }

    /// <summary>What went wrong in the counted takes.</summary>
    public TextTally Tally { get; }

    /// <summary>Takes that failed in any stage.</summary>
    public int FailedTakes { get; }

    /// <summary>Faulty and extra words, faults of takes, and one for each failed take.</summary>
    public long Trouble => Tally.Faulty + Tally.Extra + Tally.TakeFaults + FailedTakes;

    /// <summary>Counted takes with their scores by the first recognizer.</summary>
    public IEnumerable<(ScoredTake Take, TakeScore Score)> Counted
    {
        get
        {
            foreach (ScoredTake take in Takes)
            {
                if (!take.RepeatsEarlierTake && take.Scores.FirstOrDefault(s => s.RecognizerId == System.Run.RecognizerId) is { } score)
                {
                    yield return (take, score);
                }
            }
        }
    }
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>
/// Keeps the takes of the texts with most trouble: word errors of counted takes by the first recognizer plus one for each failed take; of texts with equal trouble
/// those that come first in the plan.
/// </summary>
internal sealed class TakeExcerpt(RunInfo info, int mostTakes)
{
    private readonly PriorityQueue<ScoredText, (long Trouble, int Order)> _texts = new();
    private readonly string? _recognizer = info.Recognizers.IsEmpty ? null : info.Recognizers[0].Id;
    private int _takes;

    /// <summary>Takes in all takes of one text.</summary>
    public void Add(ScoredText text)
    {
        long trouble = text.Takes.Count(t => t.Failure is not null)
            + (_recognizer is null ? 0 : CountedScores.Of(text.Takes, _recognizer).Sum(c => c.Score.Counts.Errors));

        // the least trouble leaves first, of equal ones the last in the plan
        _texts.Enqueue(text, (trouble, -text.Indexes[0]));
        _takes += text.Takes.Length;
        while (_takes > mostTakes && _texts.Count > 1)
        {
            _takes -= _texts.Dequeue().Takes.Length;
        }
    }

    /// <summary>The takes that were kept, in plan order.</summary>
    public ImmutableArray<ScoredTake> Takes() =>
        [.. _texts.UnorderedItems.SelectMany(t => t.Element.Indexes.Zip(t.Element.Takes)).OrderBy(t => t.First).Select(t => t.Second)];
}

using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up an <see cref="ErrorProfile"/> take by take.</summary>
internal sealed class ErrorProfileTally
{
    private const int DecileCount = 10;

    private readonly Dictionary<(string Corpus, string Id), (int First, ErrorCounts Counts)> _utterances = [];
    private readonly PositionCounts[] _deciles = new PositionCounts[DecileCount];
    private CharacterCounts _characters;
    private int _takes;
    private int _takesWithErrors;
    private PositionCounts _first;
    private PositionCounts _inner;
    private PositionCounts _last;

    /// <summary>Takes in a counted take.</summary>
    /// <param name="index">Its place in the plan's order; takes of one text come in that order.</param>
    /// <param name="take">The take.</param>
    /// <param name="score">Its score.</param>
    public void Add(int index, Take take, TakeScore score)
    {
        _takes++;
        _takesWithErrors += score.Counts.Errors > 0 ? 1 : 0;
        (string, string) utterance = (take.Key.Corpus, take.Key.UtteranceId);
        _utterances[utterance] = _utterances.TryGetValue(utterance, out (int First, ErrorCounts Counts) known) ? (known.First, known.Counts + score.Counts) : (index, score.Counts);
        _characters += CharacterCounter.Count(score.ReferenceWords.AsSpan(), score.HypothesisWords.AsSpan());
        int words = score.ReferenceWords.Length;
        foreach (Edit edit in score.Edits)
        {
            int place = edit.ReferenceIndex;
            if (place < 0)
            {
                continue;
            }

            Add(ref _deciles[(long)place * DecileCount / words], edit.Kind);
            if (place == 0)
            {
                Add(ref _first, edit.Kind);
            }

            if (place == words - 1)
            {
                Add(ref _last, edit.Kind);
            }

            if (place > 0 && place < words - 1)
            {
                Add(ref _inner, edit.Kind);
            }
        }
    }

    /// <summary>The sums.</summary>
    public ErrorProfile Sum()
    {
        // a sum of fractions depends on their order in its last digit
        ErrorCounts[] utterances = [.. _utterances.Values.OrderBy(u => u.First).Select(u => u.Counts)];
        return new ErrorProfile(
            _takes,
            _takesWithErrors,
            utterances.Aggregate(default(ErrorCounts), ErrorCounts.Add),
            _characters,
            utterances.Average(c => c.WordErrorRate),
            utterances.Average(c => c.WordErrorRate is { } rate ? Math.Min(1, rate) : (double?)null),
            _first,
            _inner,
            _last,
            [.. _deciles]);
    }

    private static void Add(ref PositionCounts counts, EditKind kind) =>
        counts = new PositionCounts(
            counts.Words + 1,
            counts.Deleted + (kind == EditKind.Deletion ? 1 : 0),
            counts.Substituted + (kind == EditKind.Substitution ? 1 : 0));
}

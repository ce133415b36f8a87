using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Finds the word that a broken-off sound cut in two: what is heard last is a piece of the first word that is missing, whatever later word it sounds like.</summary>
internal static class CutWord
{
    /// <summary>
    /// Where the text ends in lost words and a single other word among them, that one is paired with the first of them if it begins it or was hardly understood.
    /// </summary>
    public static ImmutableArray<Edit> MoveToFirstLost(TakeCase take, ImmutableArray<Edit> edits, VerdictOptions options)
    {
        int first = edits.Length;
        int piece = -1;
        while (first > 0 && (edits[first - 1].Kind == EditKind.Deletion || (edits[first - 1].Kind == EditKind.Substitution && piece < 0)))
        {
            first--;
            piece = edits[first].Kind == EditKind.Substitution ? first : piece;
        }

        if (piece <= first || edits[first].Kind != EditKind.Deletion)
        {
            return edits;
        }

        int heard = edits[piece].HypothesisIndex;
        bool isPiece = take.Reference(edits[first].ReferenceIndex).StartsWith(take.Hypothesis(heard), StringComparison.Ordinal)
            || take.Heard(heard).Probability <= options.UnclearProbability;
        return isPiece
            ? edits
                .SetItem(first, new Edit(EditKind.Substitution, edits[first].ReferenceIndex, heard))
                .SetItem(piece, new Edit(EditKind.Deletion, edits[piece].ReferenceIndex, -1))
            : edits;
    }
}

using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Reports.Model;

/// <summary>
/// A reading of a text (the text itself or an accepted form) cut into the columns of its heat map: the pieces between blanks that hold words. The words a
/// normalizer made of a piece (<c>1984</c>) are one column, so takes that were read in different ways stand side by side.
/// </summary>
internal sealed class GridForm
{
    private const int ColumnLimit = 2000;

    private readonly int[] _starts;
    private readonly int[] _ends;

    private GridForm(int index, ImmutableArray<string> pieces, int[] starts, int[] ends, int leftOut)
    {
        Index = index;
        Pieces = pieces;
        _starts = starts;
        _ends = ends;
        LeftOut = leftOut;
    }

    /// <summary>0 for the text itself, else one more than the index of the accepted form.</summary>
    public int Index { get; }

    /// <summary>What stands before the first column, the first column, what follows it, and so on: an odd number of pieces that give the reading when joined.</summary>
    public ImmutableArray<string> Pieces { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _starts.Length;

    /// <summary>Characters of a very long reading that are left out at its end.</summary>
    public int LeftOut { get; }

    /// <summary>Cuts a reading.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="text">It, as written.</param>
    /// <param name="scores">What was compared with it.</param>
    public static GridForm Of(int index, string text, IEnumerable<TakeScore> scores)
    {
        TextSpan[] words = [.. scores.SelectMany(s => s.ReferenceSpans).Distinct().OrderBy(s => s.Start).ThenBy(s => s.End)];
        var pieces = ImmutableArray.CreateBuilder<string>();
        var starts = new List<int>();
        var ends = new List<int>();
        int gap = 0;
        int word = 0;
        for (int at = 0; at < text.Length && starts.Count < ColumnLimit;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            while (word < words.Length && words[word].End <= start)
            {
                word++;
            }

            if (word < words.Length && words[word].Start < at)
            {
                pieces.Add(text[gap..start]);
                pieces.Add(text[start..at]);
                starts.Add(start);
                ends.Add(at);
                gap = at;
            }
        }

        // the end of an endless text is a count
        int shown = starts.Count < ColumnLimit ? text.Length : gap;
        pieces.Add(text[gap..shown]);
        return new GridForm(index, pieces.ToImmutable(), [.. starts], [.. ends], text.Length - shown);
    }

    /// <summary>The first column that a span touches; -1 when none does.</summary>
    public int ColumnOf(TextSpan span)
    {
        int place = Array.BinarySearch(_starts, span.Start);
        int column = place >= 0 ? place : ~place - 1;
        return column >= 0 && span.Start < _ends[column] ? column
            : column + 1 < _starts.Length && _starts[column + 1] < span.End ? column + 1
            : -1;
    }
}

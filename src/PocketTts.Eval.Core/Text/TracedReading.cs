using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary>One reading of an accepted form.</summary>
/// <param name="Text">The reading.</param>
/// <param name="Places">For each of its characters the index in the form; a blank between two parts has the index after the first.</param>
internal sealed record TracedReading(string Text, int[] Places)
{
    /// <summary>Joins parts of a form with blanks.</summary>
    public static TracedReading Of(string form, IReadOnlyList<(int Start, int End)> runs)
    {
        var text = new StringBuilder();
        var places = new List<int>();
        foreach ((int start, int end) in runs)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
                places.Add(places[^1] + 1);
            }

            text.Append(form, start, end - start);
            places.AddRange(Enumerable.Range(start, end - start));
        }

        return new TracedReading(text.ToString(), [.. places]);
    }

    /// <summary>Where a span of the reading stands in the form; it may hold signs of the form when it spans two parts.</summary>
    public TextSpan InForm(int start, int end) => new(Places[start], Places[end - 1] + 1);
}

using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// One reading of an accepted form with <see cref="Alternatives"/>, written like the text it stands for: words that the text has too are taken from there, with their capitals
/// and signs. A recognizer's likelihood is that of a way of writing; a bare row of small words would lose against any transcript.
/// </summary>
/// <param name="Text">What is weighed against a sound.</param>
/// <param name="Places">For each of its UTF-16 units the index in the form that it stands for.</param>
public sealed record WrittenReading(string Text, ImmutableArray<int> Places)
{
    // beyond it readings are weighed as they stand: the table of words would grow large
    private const int MaxWords = 400;

    /// <summary>Finds the reading that was compared.</summary>
    /// <param name="text">The text of the utterance.</param>
    /// <param name="form">An accepted form with alternatives.</param>
    /// <param name="spans">Where the compared words stand in the form (<see cref="TextComparison.ReferenceSpans"/>).</param>
    /// <returns>The first reading that holds all of them and least besides; null when none does.</returns>
    /// <exception cref="InputException">The form's notation is wrong.</exception>
    public static WrittenReading? Fitting(string text, string form, ImmutableArray<TextSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(form);
        TracedReading? best = null;
        int fewest = int.MaxValue;
        bool[] isCompared = new bool[form.Length];
        foreach (TextSpan span in spans)
        {
            isCompared.AsSpan(span.Start, span.End - span.Start).Fill(true);
        }

        foreach (TracedReading reading in Alternatives.ExpandTraced(form))
        {
            var places = reading.Places.ToHashSet();
            if (spans.All(s => places.Contains(s.Start) && places.Contains(s.End - 1))
                && reading.Places.Where((p, i) => reading.Text[i] != ' ' && !isCompared[p]).Count() is var besides && besides < fewest)
            {
                (best, fewest) = (reading, besides);
            }
        }

        return best is null ? null : Like(text, best);
    }

    /// <summary>Where a span of the reading stands in the form.</summary>
    /// <param name="span">A span of <see cref="Text"/>.</param>
    /// <returns>The span in the form; it may hold signs of the form when it spans two parts; empty for an empty span and one that is not of this text.</returns>
    public TextSpan InForm(TextSpan span) =>
        span.Start >= 0 && span.End > span.Start && span.End <= Places.Length ? new(Places[span.Start], Places[span.End - 1] + 1) : new(0, 0);

    private static WrittenReading Like(string text, TracedReading reading)
    {
        TextSpan[] ours = Words(reading.Text);
        TextSpan[] theirs = Words(text);
        int[] partners = ours.Length > MaxWords || theirs.Length > MaxWords ? [.. ours.Select(_ => -1)] : Pair(reading.Text, ours, text, theirs);
        var written = new System.Text.StringBuilder();
        var places = ImmutableArray.CreateBuilder<int>();
        for (int i = 0; i < ours.Length; i++)
        {
            TextSpan word = ours[i];
            if (i > 0)
            {
                written.Append(' ');
                places.Add(reading.Places[word.Start - 1]);
            }

            int partner = partners[i];
            int start = partner < 0 ? word.Start : theirs[partner].Start;
            int end = partner < 0 ? word.End : theirs[partner].End;
            written.Append(partner < 0 ? reading.Text : text, start, end - start);

            // signs around a word stand where the word stands
            places.AddRange(Enumerable.Range(0, end - start).Select(c => reading.Places[word.Start + Math.Min(c, word.End - word.Start - 1)]));
        }

        return new WrittenReading(written.ToString(), places.DrainToImmutable());
    }

    // the longest row of words that both have, whatever their capitals and signs; of equal ones the leftmost in the text
    private static int[] Pair(string left, TextSpan[] ours, string right, TextSpan[] theirs)
    {
        string[] a = [.. ours.Select(w => Bare(left, w))];
        string[] b = [.. theirs.Select(w => Bare(right, w))];
        int[,] longest = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                longest[i, j] = IsSame(a[i], b[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        int[] partners = new int[a.Length];
        Array.Fill(partners, -1);
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (IsSame(a[i], b[j]) && longest[i, j] == longest[i + 1, j + 1] + 1)
            {
                partners[i++] = j++;
            }
            else if (longest[i, j + 1] >= longest[i + 1, j])
            {
                j++;
            }
            else
            {
                i++;
            }
        }

        return partners;
    }

    private static bool IsSame(string left, string right) => left.Length > 0 && left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string text, TextSpan word)
    {
        int start = word.Start;
        int end = word.End;
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static TextSpan[] Words(string text)
    {
        var words = new List<TextSpan>();
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words.Add(new TextSpan(start, i));
            }

            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }
        }

        return [.. words];
    }
}

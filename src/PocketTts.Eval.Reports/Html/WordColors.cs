using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Reports.Summaries;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// Writes a text as it was given, each word marked by how often it was lost or substituted. The mark is a background
/// and a kind of underline, never colour alone.
/// </summary>
internal static class WordColors
{
    /// <summary>CSS classes and what they mean, from rare to always.</summary>
    public static readonly ImmutableArray<(string Class, string Meaning)> Legend =
        [("w1", "in fewer than half of the takes"), ("w2", "in half of the takes or more"), ("w3", "in every take")];

    private const int FormLimit = 3000;

    /// <summary>Writes the text with the troubles of one or several systems.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="text">The text as written.</param>
    /// <param name="systems">Whose takes to look at.</param>
    /// <param name="limit">Most characters to write.</param>
    public static void Write(HtmlWriter html, string text, IReadOnlyCollection<TextOfSystem> systems, int limit)
    {
        ImmutableArray<string> words = PlainWords.Split(text);
        int takes = systems.Sum(system => system.ComparedTakes);
        ILookup<int, WordTrouble> troubles = systems
            .SelectMany(system => system.Troubles)
            .Where(trouble => trouble.ReferenceWords.AsSpan().SequenceEqual(words.AsSpan()))
            .ToLookup(trouble => trouble.WordIndex);
        if (troubles.Count == 0 || SurfaceText.Map(text, words) is not { } pieces)
        {
            WritePlain(html, text, limit);
            return;
        }

        int written = 0;
        int plainFrom = 0;
        for (int i = 0; i < pieces.Length && written < limit; i++)
        {
            SurfacePiece piece = pieces[i];
            List<WordTrouble> here = [.. Enumerable.Range(piece.FirstWord, piece.WordCount).SelectMany(word => troubles[word])];
            if (here.Count > 0)
            {
                html.Text(Join(pieces, plainFrom, i));
                WriteWord(html, piece.Text, here, takes);
                plainFrom = i + 1;
            }

            written += piece.Text.Length;
        }

        int cut = written < limit ? pieces.Length : Math.Max(plainFrom, CountUpTo(pieces, limit));
        html.Text(Join(pieces, plainFrom, cut));
        WriteCut(html, pieces.Skip(cut).Sum(piece => piece.Text.Length));
    }

    /// <summary>Writes text without marks.</summary>
    public static void WritePlain(HtmlWriter html, string text, int limit)
    {
        int end = Math.Min(limit, text.Length);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        html.Text(text[..end]);
        WriteCut(html, text.Length - end);
    }

    private static void WriteCut(HtmlWriter html, int left)
    {
        if (left > 0)
        {
            html.Leaf("small", $" … {Formatting.Count(left, "more character")}");
        }
    }

    /// <summary>
    /// Writes the forms of the text that takes were compared with when they are not the words of the text itself, such as
    /// an accepted spoken form: their troubles have no place in the text as written.
    /// </summary>
    public static void WriteOtherForms(HtmlWriter html, string text, TextOfSystem system)
    {
        ImmutableArray<string> words = PlainWords.Split(text);
        bool hasPlaces = SurfaceText.Map(text, words) is not null;
        foreach (var form in system.Troubles
            .Where(trouble => !hasPlaces || !trouble.ReferenceWords.AsSpan().SequenceEqual(words.AsSpan()))
            .GroupBy(trouble => string.Join(' ', trouble.ReferenceWords), StringComparer.Ordinal))
        {
            using (html.Element("p", ("class", "form"), ("dir", "auto")))
            {
                html.Leaf("small", "Compared as: ");
                ILookup<int, WordTrouble> troubles = form.ToLookup(trouble => trouble.WordIndex);
                ImmutableArray<string> reference = form.First().ReferenceWords;
                for (int i = 0; i < Math.Min(reference.Length, FormLimit); i++)
                {
                    List<WordTrouble> here = [.. troubles[i]];
                    if (here.Count == 0)
                    {
                        html.Text(reference[i]);
                    }
                    else
                    {
                        WriteWord(html, reference[i], here, here[0].CountedTakes);
                    }

                    html.Text(" ");
                }

                if (reference.Length > FormLimit)
                {
                    html.Leaf("small", $"… {Formatting.Count(reference.Length - FormLimit, "more word")}");
                }
            }
        }
    }

    private static void WriteWord(HtmlWriter html, string word, List<WordTrouble> troubles, int takes)
    {
        // a piece such as "well-known" holds several words; the worst one decides
        int wrong = troubles.GroupBy(trouble => trouble.WordIndex).Max(group => group.Sum(trouble => trouble.Wrong));
        string level = wrong >= takes ? "w3" : wrong * 2 >= takes ? "w2" : "w1";
        ImmutableArray<KeyValuePair<string, int>> heard =
        [
            .. troubles
                .SelectMany(trouble => trouble.HeardInstead)
                .GroupBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, group.Sum(pair => pair.Value)))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        string what = WorstWords.Describe(troubles.Sum(trouble => trouble.Deleted), heard);
        html.Leaf("span", word, ("class", level), ("title", $"wrong in {Formatting.Count(wrong)} of {Formatting.Count(takes, "take")}: {what}"));
    }

    private static string Join(ImmutableArray<SurfacePiece> pieces, int from, int to) =>
        to <= from ? string.Empty : string.Concat(pieces.AsSpan(from, to - from).ToArray().Select(piece => piece.Text));

    private static int CountUpTo(ImmutableArray<SurfacePiece> pieces, int limit)
    {
        int length = 0;
        int count = 0;
        while (count < pieces.Length && length < limit)
        {
            length += pieces[count++].Text.Length;
        }

        return count;
    }
}

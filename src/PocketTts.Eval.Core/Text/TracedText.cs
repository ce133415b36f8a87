using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Core.Text;

/// <summary>A text on its way through rewriting rules: every UTF-16 unit knows the span of the original it comes from.</summary>
internal sealed class TracedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    internal TracedText(string text, int[] starts, int[] ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Text { get; }

    public static TracedText From(string text)
    {
        int[] starts = new int[text.Length];
        int[] ends = new int[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            starts[i] = i;
            ends[i] = i + 1;
        }

        return new TracedText(text, starts, ends);
    }

    /// <summary>The same spans under a text of equal length.</summary>
    public TracedText WithText(string text) => new(text, _starts, _ends);

    public int StartOf(int index) => _starts[index];

    public int EndOf(int index) => _ends[index];

    public ReadOnlySpan<int> Starts(int index, int length) => _starts.AsSpan(index, length);

    public ReadOnlySpan<int> Ends(int index, int length) => _ends.AsSpan(index, length);

    /// <summary>Rewrites every match; <paramref name="write"/> appends what stands in its place.</summary>
    public TracedText Replace(Regex regex, Action<TracedTextBuilder, Match> write)
    {
        Match match = regex.Match(Text);
        if (!match.Success)
        {
            return this;
        }

        var builder = new TracedTextBuilder(this);
        int next = 0;
        for (; match.Success; match = match.NextMatch())
        {
            builder.Keep(next, match.Index - next);
            write(builder, match);
            next = match.Index + match.Length;
        }

        builder.Keep(next, Text.Length - next);
        return builder.Build();
    }

    /// <summary>Rewrites every match to a fixed text that comes from the whole match.</summary>
    public TracedText Replace(Regex regex, string replacement) =>
        Replace(regex, (builder, match) => builder.Write(replacement, match.Index, match.Length));

    /// <summary>Runs of characters that are no white space.</summary>
    public ImmutableArray<NormalizedWord> Words()
    {
        ImmutableArray<NormalizedWord>.Builder words = ImmutableArray.CreateBuilder<NormalizedWord>((Text.Length / 5) + 1);
        for (int i = 0; i < Text.Length;)
        {
            if (IsBlank(Text[i]))
            {
                i++;
                continue;
            }

            int first = i;
            int start = int.MaxValue;
            int end = 0;
            for (; i < Text.Length && !IsBlank(Text[i]); i++)
            {
                start = Math.Min(start, _starts[i]);
                end = Math.Max(end, _ends[i]);
            }

            words.Add(new NormalizedWord(Text[first..i], start, end));
        }

        return words.DrainToImmutable();
    }

    /// <summary>White space as Python's <c>str.isspace</c> has it: that of .NET and the separators U+001C to U+001F.</summary>
    public static bool IsBlank(char character) => char.IsWhiteSpace(character) || character is >= '\u001C' and <= '\u001F';
}

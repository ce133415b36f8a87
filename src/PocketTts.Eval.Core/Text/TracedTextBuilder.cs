using System.Text;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Core.Text;

/// <summary>Writes the next stage of a <see cref="TracedText"/>.</summary>
internal sealed class TracedTextBuilder(TracedText source)
{
    private readonly StringBuilder _text = new(source.Text.Length + 16);
    private readonly List<int> _starts = new(source.Text.Length + 16);
    private readonly List<int> _ends = new(source.Text.Length + 16);

    /// <summary>Takes over part of the source as it is.</summary>
    public void Keep(int index, int length)
    {
        if (length > 0)
        {
            _text.Append(source.Text, index, length);
            _starts.AddRange(source.Starts(index, length));
            _ends.AddRange(source.Ends(index, length));
        }
    }

    /// <summary>Takes over a group of a match as it is.</summary>
    public void Keep(Group group) => Keep(group.Index, group.Length);

    /// <summary>Writes a text that comes from a part of the source; an empty part lends the place before it.</summary>
    public void Write(ReadOnlySpan<char> text, int index, int length)
    {
        if (text.IsEmpty)
        {
            return;
        }

        int start = 0;
        int end = 0;
        if (length > 0)
        {
            start = source.StartOf(index);
            for (int i = index; i < index + length; i++)
            {
                start = Math.Min(start, source.StartOf(i));
                end = Math.Max(end, source.EndOf(i));
            }
        }
        else if (index > 0)
        {
            start = end = source.EndOf(index - 1);
        }

        WriteAt(text, start, end);
    }

    /// <summary>Writes a text with a span of the original.</summary>
    public void WriteAt(ReadOnlySpan<char> text, int start, int end)
    {
        _text.Append(text);
        for (int i = 0; i < text.Length; i++)
        {
            _starts.Add(start);
            _ends.Add(end);
        }
    }

    public TracedText Build() => new(_text.ToString(), [.. _starts], [.. _ends]);
}

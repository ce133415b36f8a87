using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Text;

/// <summary>Gathers the characters of a word and the span they come from.</summary>
internal sealed class WordCollector(TracedText text)
{
    private readonly List<char> _characters = [];
    private int _start = int.MaxValue;
    private int _end;

    public bool IsEmpty => _characters.Count == 0;

    /// <summary>Adds a character of the text by its role; one that vanishes does not widen the span.</summary>
    public void Add(CharacterRole role, int index, int length)
    {
        if (role is not (CharacterRole.Word or CharacterRole.Apostrophe))
        {
            return;
        }

        for (int i = index; i < index + length; i++)
        {
            _characters.Add(role == CharacterRole.Apostrophe ? '\'' : text.Text[i]);
            _start = Math.Min(_start, text.StartOf(i));
            _end = Math.Max(_end, text.EndOf(i));
        }
    }

    /// <summary>The word so far, or null; begins the next one.</summary>
    public NormalizedWord? Take()
    {
        if (IsEmpty)
        {
            return null;
        }

        var word = new NormalizedWord(PlainWords.ToWord(CollectionsMarshal.AsSpan(_characters)), _start, _end);
        _characters.Clear();
        _start = int.MaxValue;
        _end = 0;
        return word;
    }

    /// <summary>Puts the word so far, if any, at the end of a list.</summary>
    public void MoveTo(ImmutableArray<NormalizedWord>.Builder words)
    {
        if (Take() is { } word)
        {
            words.Add(word);
        }
    }
}

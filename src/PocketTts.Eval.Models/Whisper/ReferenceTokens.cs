using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// A text as tokens and words, and the texts it becomes when one word is left out or said twice. The signs around a word stay:
/// without "snows", "If it snows, …" is "If it, …". A word that begins a sentence hands its capital on to the next one.
/// </summary>
internal sealed class ReferenceTokens
{
    private static readonly PlainNormalizer s_words = new();

    private readonly WhisperTokenizer _tokenizer;
    private readonly int[] _text;

    /// <summary>Splits a text.</summary>
    /// <param name="text">The text; not blank.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="endOfText">The id that ends a text.</param>
    public ReferenceTokens(string text, WhisperTokenizer tokenizer, int endOfText)
    {
        _tokenizer = tokenizer;
        string body = text.Trim();
        int lead = text.Length - text.TrimStart().Length;
        // Whisper writes a blank before the first word
        _text = [.. tokenizer.Encode(" " + body)];
        Tokens = [.. _text, endOfText];
        Words = Split(text, Ends(body), lead);
    }

    /// <summary>Text tokens and the end of text.</summary>
    public int[] Tokens { get; }

    /// <summary>The words in order.</summary>
    public ImmutableArray<ReferenceWord> Words { get; }

    private ImmutableArray<ReferenceWord> Split(string text, int[] ends, int lead)
    {
        TextSpan[] spans = [.. s_words.Normalize(text).Words.Select(w => new TextSpan(w.Start, w.End)).Distinct()];
        var ranges = new (int Start, int End)[spans.Length];
        for (int i = 0, token = 0; i < spans.Length; i++)
        {
            while (token < ends.Length - 1 && ends[token] <= spans[i].Start - lead)
            {
                token++;
            }

            int start = token;
            int end = start + 1;
            while (end < ends.Length && ends[end - 1] < spans[i].End - lead)
            {
                end++;
            }

            ranges[i] = (start, end);
        }

        var words = ImmutableArray.CreateBuilder<ReferenceWord>(spans.Length);
        for (int i = 0; i < spans.Length; i++)
        {
            bool beginsSentence = BeginsSentence(text, i == 0 ? lead : spans[i - 1].End, spans[i], i == 0);
            bool hasNext = i + 1 < spans.Length && ranges[i + 1].Start >= ranges[i].End && text.AsSpan(spans[i].End..spans[i + 1].Start).IndexOfAny(".!?") < 0;
            words.Add(new ReferenceWord(
                spans[i],
                ranges[i].Start,
                ranges[i].End,
                Without(text, ranges[i], beginsSentence && hasNext ? (spans[i + 1], ranges[i + 1]) : null),
                Twice(text[spans[i].Start..spans[i].End], ranges[i], beginsSentence)));
        }

        return words.MoveToImmutable();
    }

    private static bool BeginsSentence(string text, int before, TextSpan word, bool isFirst) =>
        char.IsUpper(text[word.Start]) && (isFirst || text.AsSpan(before..word.Start).IndexOfAny(".!?") >= 0);

    private int[] Without(string text, (int Start, int End) word, (TextSpan Span, (int Start, int End) Tokens)? heir)
    {
        int end = Tokens[^1];
        if (heir is not { } next || !char.IsLower(text[next.Span.Start]))
        {
            return [.. _text.AsSpan(0, word.Start), .. _text.AsSpan(word.End), end];
        }

        // the signs between the two go with the first: "Well, I think" becomes "I think"
        string capital = $" {char.ToUpperInvariant(text[next.Span.Start])}{text.AsSpan((next.Span.Start + 1)..next.Span.End)}";
        return [.. _text.AsSpan(0, word.Start), .. _tokenizer.Encode(capital), .. _text.AsSpan(next.Tokens.End), end];
    }

    private int[][] Twice(string word, (int Start, int End) range, bool beginsSentence)
    {
        int[] With(string copy) => [.. _text.AsSpan(0, range.End), .. _tokenizer.Encode(" " + copy), .. _text.AsSpan(range.End), Tokens[^1]];
        return beginsSentence && word.Length > 1 && !word.AsSpan(1).ContainsAnyInRange('A', 'Z')
            ? [With(word), With(char.ToLowerInvariant(word[0]) + word[1..])]
            : [With(word)];
    }

    // where each token ends in the text; a token that ends within a character ends before it
    private int[] Ends(string body)
    {
        int[] ends = new int[_text.Length];
        string written = " " + body;
        for (int i = 0, start = 0, position = 0; i < _text.Length; i++)
        {
            string part = _tokenizer.Decode(_text[start..(i + 1)]);
            if (written.AsSpan(Math.Min(position, written.Length)).StartsWith(part, StringComparison.Ordinal))
            {
                position += part.Length;
                start = i + 1;
            }

            ends[i] = position - 1;
        }

        return ends;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>
/// Splits a text at sentence ends into chunks of at most so many tokens, as the reference does (pocket-tts 2.1.0 and 4.0.1):
/// sentence ends are token ids, an over-long sentence is split at its commas, neighbours are joined while they fit.
/// </summary>
internal sealed class TextChunker
{
    // a character takes at most four byte tokens; twice that sees the two characters before a boundary
    private const int Window = 8;

    private readonly UnigramTokenizer _tokenizer;
    private readonly TextRules _rules;
    private readonly HashSet<int> _sentenceEnds;
    private readonly HashSet<int> _clauseEnds;

    /// <summary>Creates the chunker.</summary>
    /// <param name="tokenizer">Tokenizer of the bundle.</param>
    /// <param name="rules">Rules to follow.</param>
    public TextChunker(UnigramTokenizer tokenizer, TextRules rules)
    {
        _tokenizer = tokenizer;
        _rules = rules;
        _sentenceEnds = [.. tokenizer.Encode(".!...?").Skip(1)];
        _clauseEnds = [.. tokenizer.Encode(",;:").Skip(1)];
    }

    /// <summary>Prepares and splits a text.</summary>
    /// <param name="text">Text as written.</param>
    /// <returns>The prepared text and its chunks; empty when there is nothing to speak.</returns>
    public (string Prepared, ImmutableArray<TextChunk> Chunks) Split(string text)
    {
        if (TextPreparation.Prepare(text, _rules) is not { } whole)
        {
            return (string.Empty, []);
        }

        var chunks = ImmutableArray.CreateBuilder<TextChunk>();
        var current = new StringBuilder();
        int tokens = 0;
        foreach ((int count, string segment) in Segments(PythonText.Strip(whole.Text)))
        {
            if (tokens > 0 && tokens + count > _rules.MaxTokensPerChunk)
            {
                Close(current, chunks);
                tokens = 0;
            }

            current.Append(tokens > 0 ? " " : string.Empty).Append(segment);
            tokens += count;
        }

        Close(current, chunks);
        return (whole.Text, chunks.DrainToImmutable());
    }

    private IEnumerable<(int Count, string Text)> Segments(string text)
    {
        foreach ((int Count, string Text) segment in SplitAt(text, _sentenceEnds, keepsDecimals: _rules.Version == TextRulesVersion.V4))
        {
            if (segment.Count <= _rules.MaxTokensPerChunk)
            {
                yield return segment;
                continue;
            }

            List<(int Count, string Text)> parts = SplitAt(PythonText.Strip(segment.Text), _clauseEnds, keepsDecimals: false);
            foreach ((int Count, string Text) part in parts.Count > 1 ? parts : [segment])
            {
                yield return part;
            }
        }
    }

    private List<(int Count, string Text)> SplitAt(string text, HashSet<int> ends, bool keepsDecimals)
    {
        int[] ids = _tokenizer.Encode(text);
        var segments = new List<(int, string)>();
        int start = 0;
        for (int i = 1; i <= ids.Length; i++)
        {
            bool isBoundary = i == ids.Length
                || (ends.Contains(ids[i - 1]) && !ends.Contains(ids[i]) && !(keepsDecimals && IsInsideNumber(ids, i)));
            if (isBoundary)
            {
                segments.Add((i - start, _tokenizer.Decode(ids.AsSpan(start, i - start))));
                start = i;
            }
        }

        return segments;
    }

    private bool IsInsideNumber(int[] ids, int boundary)
    {
        string before = _tokenizer.Decode(ids.AsSpan(Math.Max(0, boundary - Window), Math.Min(Window, boundary)));
        if (before.Length < 2 || before[^1] != '.' || !IsDigit(before[^2]))
        {
            return false;
        }

        // decoded together with the mark before it, a space in front of the digit is not lost
        int markLength = _tokenizer.Decode(ids.AsSpan(boundary - 1, 1)).Length;
        string after = _tokenizer.Decode(ids.AsSpan(boundary - 1, Math.Min(Window, ids.Length - boundary + 1)));
        return after.Length > markLength && IsDigit(after[markLength]);
    }

    private static bool IsDigit(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber;

    private void Close(StringBuilder current, ImmutableArray<TextChunk>.Builder chunks)
    {
        string text = PythonText.Strip(current.ToString());
        current.Clear();
        if (TextPreparation.Prepare(text, _rules) is { } prepared)
        {
            chunks.Add(new TextChunk(text, prepared.Text, [.. _tokenizer.Encode(prepared.Text)], prepared.FramesAfterEos));
        }
    }
}

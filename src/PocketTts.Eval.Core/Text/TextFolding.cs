using System.Buffers;
using System.Globalization;
using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary>Case, Unicode forms and removals on traced texts.</summary>
internal static class TextFolding
{
    // Ordering a run of marks takes time that grows with its square; UAX #15 calls 30 more than any real text has.
    private const int MaxMarksInRun = 64;

    /// <summary>Replaces what <see cref="string.Normalize()"/> throws on (lone surrogates, U+FFFE) by U+FFFD; the length stays.</summary>
    public static string ReplaceIllFormed(string text)
    {
        char[]? copy = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]) && text[i] != '\uFFFE')
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            copy ??= text.ToCharArray();
            copy[i] = '\uFFFD';
        }

        return copy is null ? text : new string(copy);
    }

    /// <summary>
    /// Brings a well-formed text into a Unicode form. Equal to <see cref="string.Normalize(NormalizationForm)"/> unless more than 64 marks follow
    /// each other; such a run is ordered in pieces, so that no text takes quadratic time.
    /// </summary>
    public static string Normalize(string text, NormalizationForm form)
    {
        int marks = 0;
        int done = 0;
        StringBuilder? pieces = null;
        for (int i = 0; i < text.Length; i += CharacterLength(text, i))
        {
            marks = !char.IsAscii(text[i]) && IsMark(text, i) ? marks + 1 : 0;
            if (marks > MaxMarksInRun)
            {
                pieces = (pieces ?? new StringBuilder(text.Length)).Append(text[done..i].Normalize(form));
                done = i;
                marks = 1;
            }
        }

        return pieces is null ? text.Normalize(form) : pieces.Append(text[done..].Normalize(form)).ToString();
    }

    /// <summary>
    /// Lower case by the full Unicode mapping: what the invariant culture does, with the two exceptions that change a letter by its place or
    /// its length: final sigma, and U+0130 becoming <c>i</c> with a dot above.
    /// </summary>
    public static TracedText ToLower(TracedText traced)
    {
        string lower = traced.Text.ToLowerInvariant();
        if (traced.Text.Contains('\u03A3', StringComparison.Ordinal))
        {
            char[] characters = lower.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                if (traced.Text[i] == '\u03A3')
                {
                    characters[i] = IsFinal(traced.Text, i) ? '\u03C2' : '\u03C3';
                }
            }

            lower = new string(characters);
        }

        TracedText folded = traced.WithText(lower);
        return traced.Text.Contains('\u0130', StringComparison.Ordinal) ? SplitDottedI(traced, folded) : folded;
    }

    /// <summary>Takes out <c>&lt;...&gt;</c> and <c>[...]</c> (either end closes either), then non-empty <c>(...)</c>.</summary>
    public static TracedText RemoveBracketed(TracedText traced) =>
        RemoveSpans(RemoveSpans(traced, "<[", ">]", mayBeEmpty: true), "(", ")", mayBeEmpty: false);

    /// <summary>Brings a text into a Unicode form, each character still knowing where it comes from.</summary>
    public static TracedText Normalize(TracedText traced, NormalizationForm form)
    {
        if (Ascii.IsValid(traced.Text))
        {
            return traced;
        }

        var builder = new TracedTextBuilder(traced);
        for (int i = 0; i < traced.Text.Length;)
        {
            // nothing composes with an ASCII character that follows it
            int end = i + 1;
            while (end < traced.Text.Length && !char.IsAscii(traced.Text[end]))
            {
                end++;
            }

            NormalizeSegment(traced.Text, i, end, form, builder);
            i = end;
        }

        return builder.Build();
    }

    private static void NormalizeSegment(string text, int start, int end, NormalizationForm form, TracedTextBuilder builder)
    {
        string whole = Normalize(text[start..end], form);
        var pieces = new List<(int Index, int Length, string Text)>();
        for (int i = start; i < end;)
        {
            int next = i + CharacterLength(text, i);
            while (next < end && IsMark(text, next))
            {
                next += CharacterLength(text, next);
            }

            pieces.Add((i, next - i, Normalize(text[i..next], form)));
            i = next;
        }

        // letters that compose with each other (Hangul) cannot be told apart: they share a span
        if (string.Equals(string.Concat(pieces.Select(p => p.Text)), whole, StringComparison.Ordinal))
        {
            foreach ((int index, int length, string piece) in pieces)
            {
                builder.Write(piece, index, length);
            }
        }
        else
        {
            builder.Write(whole, start, end - start);
        }
    }

    private static TracedText RemoveSpans(TracedText traced, string opening, string closing, bool mayBeEmpty)
    {
        string text = traced.Text;
        int open = text.AsSpan().IndexOfAny(opening);
        if (open < 0)
        {
            return traced;
        }

        var builder = new TracedTextBuilder(traced);
        int kept = 0;
        while (open >= 0)
        {
            int length = text.AsSpan(open + 1).IndexOfAny(closing);
            if (length < 0)
            {
                break;
            }

            int next = open + 1;
            if (length > 0 || mayBeEmpty)
            {
                builder.Keep(kept, open - kept);
                kept = next = open + length + 2;
            }

            int further = text.AsSpan(next).IndexOfAny(opening);
            open = further < 0 ? -1 : next + further;
        }

        builder.Keep(kept, text.Length - kept);
        return builder.Build();
    }

    private static TracedText SplitDottedI(TracedText original, TracedText folded)
    {
        var builder = new TracedTextBuilder(folded);
        for (int i = 0; i < folded.Text.Length; i++)
        {
            if (original.Text[i] == '\u0130')
            {
                builder.Write("i\u0307", i, 1);
            }
            else
            {
                builder.Keep(i, 1);
            }
        }

        return builder.Build();
    }

    // Unicode's Final_Sigma: after a cased letter and not before one; what case ignores is looked through
    private static bool IsFinal(string text, int index)
    {
        int before = index - 1;
        while (before >= 0 && IsCaseIgnorable(text[before]))
        {
            before--;
        }

        int after = index + 1;
        while (after < text.Length && IsCaseIgnorable(text[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private static bool IsCased(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsCaseIgnorable(char character) =>
        character is '\'' or '.' or ':' or '\u2019' or '\u00B7'
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static int CharacterLength(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    private static bool IsMark(string text, int index) =>
        Rune.DecodeFromUtf16(text.AsSpan(index), out Rune rune, out _) == OperationStatus.Done
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
